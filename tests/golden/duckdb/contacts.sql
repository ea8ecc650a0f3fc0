SELECT
  *
FROM (
  SELECT
    "t1"."bucket_at",
    COALESCE(COUNT(*), 0) AS "created",
    COALESCE(COUNT(*) FILTER(WHERE
      "t1"."monitored"), 0) AS "monitored"
  FROM (
    SELECT
      "t0"."created_at",
      "t0"."monitored",
      DATE_TRUNC('HOUR', "t0"."created_at") AS "bucket_at"
    FROM "contacts" AS "t0"
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."bucket_at" ASC
