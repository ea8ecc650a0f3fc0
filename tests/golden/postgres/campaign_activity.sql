SELECT
  *
FROM (
  SELECT
    "t4"."bucket_at",
    "t4"."campaign_id",
    "t4"."deed",
    COALESCE(COUNT(*), 0) AS "contacts"
  FROM (
    SELECT
      "t3"."occurred_at",
      "t3"."campaign_id",
      "t3"."deed",
      DATE_TRUNC('HOUR', "t3"."occurred_at") AS "bucket_at"
    FROM (
      SELECT
        "t2"."campaign_id",
        "t2"."contact_id",
        "t2"."deed",
        MIN("t2"."occurred_at") AS "occurred_at"
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t0"."interaction_id",
            "t0"."contact_id",
            "t0"."occurred_at",
            "t0"."kind",
            "t0"."channel",
            "t0"."own",
            "t0"."module",
            "t0"."campaign_id",
            "t0"."machine",
            CASE
              WHEN COALESCE("t0"."machine", FALSE)
              THEN 'machine_' || CASE "t0"."kind"
                WHEN 'open'
                THEN 'opened'
                WHEN 'view'
                THEN 'opened'
                WHEN 'click'
                THEN 'clicked'
                ELSE CAST(NULL AS VARCHAR)
              END
              ELSE CASE "t0"."kind"
                WHEN 'open'
                THEN 'opened'
                WHEN 'view'
                THEN 'opened'
                WHEN 'click'
                THEN 'clicked'
                ELSE CAST(NULL AS VARCHAR)
              END
            END AS "deed"
          FROM "interactions" AS "t0"
        ) AS "t1"
        WHERE
          "t1"."campaign_id" IS NOT NULL AND "t1"."deed" IS NOT NULL
      ) AS "t2"
      GROUP BY
        1,
        2,
        3
    ) AS "t3"
  ) AS "t4"
  GROUP BY
    1,
    2,
    3
) AS "t5"
ORDER BY
  "t5"."bucket_at" ASC,
  "t5"."campaign_id" ASC,
  "t5"."deed" ASC
