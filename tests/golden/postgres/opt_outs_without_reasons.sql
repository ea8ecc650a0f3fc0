SELECT
  *
FROM (
  SELECT
    "t2"."bucket_at",
    "t2"."reason",
    COALESCE(COUNT(*), 0) AS "opted_out"
  FROM (
    SELECT
      GREATEST("t1"."opted_out_at", "t1"."created_at") AS "left_at",
      'not_given' AS "reason",
      DATE_TRUNC('HOUR', GREATEST("t1"."opted_out_at", "t1"."created_at")) AS "bucket_at"
    FROM (
      SELECT
        "t0"."contact_id",
        "t0"."created_at",
        "t0"."monitored",
        "t0"."opted_out_at"
      FROM "contacts" AS "t0"
    ) AS "t1"
    WHERE
      "t1"."opted_out_at" IS NOT NULL
  ) AS "t2"
  GROUP BY
    1,
    2
) AS "t3"
ORDER BY
  "t3"."bucket_at" ASC,
  "t3"."reason" ASC
