SELECT
  *
FROM (
  SELECT
    "t1"."bucket_at",
    COALESCE(SUM("t1"."created"), 0) AS "created",
    COALESCE(SUM("t1"."monitored"), 0) AS "monitored"
  FROM (
    SELECT
      "t0"."created_at" AS "at",
      1 AS "created",
      CASE WHEN COALESCE("t0"."monitored", FALSE) THEN 1 ELSE 0 END AS "monitored",
      DATE_TRUNC('HOUR', "t0"."created_at") AS "bucket_at"
    FROM "contacts" AS "t0"
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."bucket_at" ASC
