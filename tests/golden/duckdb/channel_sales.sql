SELECT
  *
FROM (
  SELECT
    "t1"."bucket_at",
    "t1"."channel",
    COALESCE(COUNT(*), 0) AS "orders",
    COALESCE(SUM("t1"."value"), 0) AS "revenue"
  FROM (
    SELECT
      "t0"."occurred_at",
      "t0"."value",
      "t0"."channel",
      "t0"."module",
      DATE_TRUNC('HOUR', "t0"."occurred_at") AS "bucket_at"
    FROM "orders" AS "t0"
    WHERE
      "t0"."touchpoint"
  ) AS "t1"
  GROUP BY
    1,
    2
) AS "t2"
ORDER BY
  "t2"."bucket_at" ASC,
  "t2"."channel" ASC
