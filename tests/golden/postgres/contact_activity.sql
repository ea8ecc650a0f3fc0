SELECT
  *
FROM (
  SELECT
    "t5"."bucket_at",
    COALESCE(COUNT(*) FILTER(WHERE
      "t5"."is_visit"), 0) AS "visits",
    COALESCE(COUNT(*) FILTER(WHERE
      NOT (
        "t5"."is_visit"
      )), 0) AS "opens"
  FROM (
    SELECT
      "t4"."active_at",
      "t4"."is_visit",
      DATE_TRUNC('HOUR', "t4"."active_at") AS "bucket_at"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t0"."started_at" AS "active_at",
          TRUE AS "is_visit"
        FROM "visits" AS "t0"
        WHERE
          "t0"."contact_id" IS NOT NULL
      ) AS "t2"
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          "t1"."occurred_at" AS "active_at",
          FALSE AS "is_visit"
        FROM "interactions" AS "t1"
        WHERE
          NOT (
            COALESCE("t1"."machine", FALSE)
          ) AND "t1"."kind" = 'open'
      ) AS "t3"
    ) AS "t4"
  ) AS "t5"
  GROUP BY
    1
) AS "t6"
ORDER BY
  "t6"."bucket_at" ASC
