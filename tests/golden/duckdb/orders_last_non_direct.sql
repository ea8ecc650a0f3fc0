SELECT
  "t18"."event_id",
  "t18"."contact_id",
  "t18"."occurred_at",
  "t18"."value",
  COALESCE("t18"."touched_until" >= "t18"."occurred_at", FALSE) AS "touchpoint",
  COALESCE("t18"."touched_until" >= "t18"."occurred_at", FALSE)
  AND COALESCE("t18"."clicked_until" >= "t18"."occurred_at", FALSE) AS "last_click",
  CASE
    WHEN COALESCE("t18"."touched_until" >= "t18"."occurred_at", FALSE)
    THEN "t18"."channel"
    ELSE CAST(NULL AS TEXT)
  END AS "channel",
  CASE
    WHEN COALESCE("t18"."touched_until" >= "t18"."occurred_at", FALSE)
    THEN "t18"."module"
    ELSE CAST(NULL AS TEXT)
  END AS "module",
  CASE
    WHEN COALESCE("t18"."touched_until" >= "t18"."occurred_at", FALSE)
    THEN "t18"."campaign_id"
    ELSE CAST(NULL AS BIGINT)
  END AS "campaign_id",
  "t18"."purchase_number"
FROM (
  SELECT
    "t17"."event_id",
    "t17"."contact_id",
    "t17"."occurred_at",
    "t17"."value",
    "t17"."purchase_number",
    "t17"."channel",
    "t17"."module",
    "t17"."campaign_id",
    "t17"."touched_until",
    "t11"."from_at",
    "t11"."clicked_until"
  FROM (
    SELECT
      "t15".*
      EXCLUDE ("from_at")
    FROM (
      SELECT
        "t8"."event_id",
        "t8"."contact_id",
        "t8"."occurred_at",
        "t8"."value",
        "t8"."purchase_number",
        "t14"."channel",
        "t14"."module",
        "t14"."campaign_id",
        "t14"."from_at",
        "t14"."touched_until"
      FROM (
        SELECT
          "t4"."event_id",
          "t4"."contact_id",
          "t4"."occurred_at",
          "t4"."value",
          (
            ROW_NUMBER() OVER (
              PARTITION BY "t4"."contact_id"
              ORDER BY "t4"."occurred_at" ASC, "t4"."event_id" ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) - 1
          ) + 1 AS "purchase_number"
        FROM (
          SELECT
            *
          FROM "events" AS "t1"
          WHERE
            "t1"."type" = 'PURCHASE'
        ) AS "t4"
      ) AS "t8"
      ASOF LEFT JOIN (
        SELECT
          "t12"."contact_id",
          "t12"."channel",
          "t12"."module",
          "t12"."campaign_id",
          "t12"."from_at",
          "t12"."until_at" AS "touched_until"
        FROM (
          SELECT
            "t9"."contact_id",
            "t9"."channel",
            "t9"."module",
            "t9"."campaign_id",
            "t9"."occurred_at" AS "from_at",
            LEAST(
              "t9"."ends_at",
              COALESCE(
                LEAD("t9"."occurred_at") OVER (
                  PARTITION BY "t9"."contact_id"
                  ORDER BY "t9"."occurred_at" ASC, "t9"."interaction_id" ASC
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                ),
                "t9"."ends_at"
              )
            ) AS "until_at"
          FROM (
            SELECT
              *
            FROM (
              SELECT
                "t3"."contact_id",
                "t3"."interaction_id",
                "t3"."occurred_at",
                "t3"."own",
                "t3"."channel",
                "t3"."module",
                "t3"."campaign_id",
                LEAST(
                  "t3"."occurred_at" + INTERVAL '30' DAY,
                  COALESCE(
                    LEAD("t3"."occurred_at", 5) OVER (
                      PARTITION BY "t3"."contact_id"
                      ORDER BY "t3"."occurred_at" ASC, "t3"."interaction_id" ASC
                      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                    ),
                    "t3"."occurred_at" + INTERVAL '30' DAY
                  )
                ) AS "ends_at"
              FROM (
                SELECT
                  *
                FROM "interactions" AS "t0"
                WHERE
                  "t0"."channel" <> 'direct'
              ) AS "t3"
            ) AS "t6"
            WHERE
              "t6"."own"
          ) AS "t9"
        ) AS "t12"
        WHERE
          "t12"."until_at" > "t12"."from_at"
      ) AS "t14"
        ON "t8"."occurred_at" > "t14"."from_at" AND "t8"."contact_id" = "t14"."contact_id"
    ) AS "t15"
  ) AS "t17"
  ASOF LEFT JOIN (
    SELECT
      "t5"."contact_id",
      "t5"."from_at",
      "t5"."until_at" AS "clicked_until"
    FROM (
      SELECT
        "t2"."contact_id",
        "t2"."own",
        "t2"."occurred_at" AS "from_at",
        LEAST(
          "t2"."occurred_at" + INTERVAL '30' DAY,
          COALESCE(
            LEAD("t2"."occurred_at") OVER (
              PARTITION BY "t2"."contact_id"
              ORDER BY "t2"."occurred_at" ASC, "t2"."interaction_id" ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ),
            "t2"."occurred_at" + INTERVAL '30' DAY
          )
        ) AS "until_at"
      FROM (
        SELECT
          *
        FROM "interactions" AS "t0"
        WHERE
          "t0"."kind" IN ('click', 'entry') AND "t0"."channel" <> 'direct'
      ) AS "t2"
    ) AS "t5"
    WHERE
      "t5"."own" AND "t5"."until_at" > "t5"."from_at"
  ) AS "t11"
    ON "t17"."occurred_at" > "t11"."from_at" AND "t17"."contact_id" = "t11"."contact_id"
) AS "t18"
