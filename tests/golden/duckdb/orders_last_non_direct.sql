SELECT
  "t21"."event_id",
  "t21"."contact_id",
  "t21"."occurred_at",
  "t21"."value",
  COALESCE("t21"."touched_until" >= "t21"."occurred_at", FALSE) AS "touchpoint",
  COALESCE("t21"."touched_until" >= "t21"."occurred_at", FALSE)
  AND COALESCE("t21"."clicked_until" >= "t21"."occurred_at", FALSE) AS "last_click",
  CASE
    WHEN COALESCE("t21"."touched_until" >= "t21"."occurred_at", FALSE)
    THEN "t21"."channel"
    ELSE CAST(NULL AS TEXT)
  END AS "channel",
  CASE
    WHEN COALESCE("t21"."touched_until" >= "t21"."occurred_at", FALSE)
    THEN "t21"."module"
    ELSE CAST(NULL AS TEXT)
  END AS "module",
  CASE
    WHEN COALESCE("t21"."touched_until" >= "t21"."occurred_at", FALSE)
    THEN "t21"."campaign_id"
    ELSE CAST(NULL AS BIGINT)
  END AS "campaign_id",
  CASE
    WHEN COALESCE("t21"."touched_until" >= "t21"."occurred_at", FALSE)
    AND COALESCE("t21"."clicked_until" >= "t21"."occurred_at", FALSE)
    THEN "t21"."last_click_channel"
    ELSE CAST(NULL AS TEXT)
  END AS "last_click_channel",
  CASE
    WHEN COALESCE("t21"."touched_until" >= "t21"."occurred_at", FALSE)
    AND COALESCE("t21"."clicked_until" >= "t21"."occurred_at", FALSE)
    THEN "t21"."last_click_module"
    ELSE CAST(NULL AS TEXT)
  END AS "last_click_module",
  CASE
    WHEN COALESCE("t21"."touched_until" >= "t21"."occurred_at", FALSE)
    AND COALESCE("t21"."clicked_until" >= "t21"."occurred_at", FALSE)
    THEN "t21"."last_click_campaign_id"
    ELSE CAST(NULL AS BIGINT)
  END AS "last_click_campaign_id",
  "t21"."purchase_number",
  "t21"."number_since_added"
FROM (
  SELECT
    "t20"."event_id",
    "t20"."contact_id",
    "t20"."occurred_at",
    "t20"."value",
    "t20"."purchase_number",
    "t20"."number_since_added",
    "t20"."channel",
    "t20"."module",
    "t20"."campaign_id",
    "t20"."touched_until",
    "t14"."last_click_channel",
    "t14"."last_click_module",
    "t14"."last_click_campaign_id",
    "t14"."from_at",
    "t14"."clicked_until"
  FROM (
    SELECT
      "t18".*
      EXCLUDE ("from_at")
    FROM (
      SELECT
        "t9"."event_id",
        "t9"."contact_id",
        "t9"."occurred_at",
        "t9"."value",
        "t9"."purchase_number",
        "t9"."number_since_added",
        "t17"."channel",
        "t17"."module",
        "t17"."campaign_id",
        "t17"."from_at",
        "t17"."touched_until"
      FROM (
        SELECT
          "t5"."event_id",
          "t5"."contact_id",
          "t5"."occurred_at",
          "t5"."value",
          "t5"."purchase_number",
          CAST(NULL AS BIGINT) AS "number_since_added"
        FROM (
          SELECT
            "t2"."event_id",
            "t2"."contact_id",
            "t2"."occurred_at",
            "t2"."value",
            (
              ROW_NUMBER() OVER (
                PARTITION BY "t2"."contact_id"
                ORDER BY "t2"."occurred_at" ASC, "t2"."event_id" ASC
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              ) - 1
            ) + 1 AS "purchase_number"
          FROM (
            SELECT
              *
            FROM "events" AS "t0"
            WHERE
              "t0"."type" = 'PURCHASE'
          ) AS "t2"
        ) AS "t5"
      ) AS "t9"
      ASOF LEFT JOIN (
        SELECT
          "t15"."contact_id",
          "t15"."channel",
          "t15"."module",
          "t15"."campaign_id",
          "t15"."from_at",
          "t15"."until_at" AS "touched_until"
        FROM (
          SELECT
            "t10"."contact_id",
            "t10"."channel",
            "t10"."module",
            "t10"."campaign_id",
            "t10"."occurred_at" AS "from_at",
            LEAST(
              "t10"."ends_at",
              COALESCE(
                LEAD("t10"."occurred_at") OVER (
                  PARTITION BY "t10"."contact_id"
                  ORDER BY "t10"."occurred_at" ASC, "t10"."interaction_id" ASC
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                ),
                "t10"."ends_at"
              )
            ) AS "until_at"
          FROM (
            SELECT
              *
            FROM (
              SELECT
                "t4"."contact_id",
                "t4"."interaction_id",
                "t4"."occurred_at",
                "t4"."own",
                "t4"."channel",
                "t4"."module",
                "t4"."campaign_id",
                LEAST(
                  "t4"."occurred_at" + INTERVAL '30' DAY,
                  COALESCE(
                    LEAD("t4"."occurred_at", 5) OVER (
                      PARTITION BY "t4"."contact_id"
                      ORDER BY "t4"."occurred_at" ASC, "t4"."interaction_id" ASC
                      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                    ),
                    "t4"."occurred_at" + INTERVAL '30' DAY
                  )
                ) AS "ends_at"
              FROM (
                SELECT
                  *
                FROM "interactions" AS "t1"
                WHERE
                  NOT (
                    COALESCE("t1"."machine", FALSE)
                  ) AND "t1"."channel" <> 'direct'
              ) AS "t4"
            ) AS "t7"
            WHERE
              "t7"."own"
          ) AS "t10"
        ) AS "t15"
        WHERE
          "t15"."until_at" > "t15"."from_at"
      ) AS "t17"
        ON "t9"."occurred_at" > "t17"."from_at" AND "t9"."contact_id" = "t17"."contact_id"
    ) AS "t18"
  ) AS "t20"
  ASOF LEFT JOIN (
    SELECT
      "t12"."contact_id",
      "t12"."channel" AS "last_click_channel",
      "t12"."module" AS "last_click_module",
      "t12"."campaign_id" AS "last_click_campaign_id",
      "t12"."from_at",
      "t12"."until_at" AS "clicked_until"
    FROM (
      SELECT
        "t11".*
        EXCLUDE ("own")
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t3"."contact_id",
            "t3"."own",
            "t3"."channel",
            "t3"."module",
            "t3"."campaign_id",
            "t3"."occurred_at" AS "from_at",
            LEAST(
              "t3"."occurred_at" + INTERVAL '30' DAY,
              COALESCE(
                LEAD("t3"."occurred_at") OVER (
                  PARTITION BY "t3"."contact_id"
                  ORDER BY "t3"."occurred_at" ASC, "t3"."interaction_id" ASC
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                ),
                "t3"."occurred_at" + INTERVAL '30' DAY
              )
            ) AS "until_at"
          FROM (
            SELECT
              *
            FROM "interactions" AS "t1"
            WHERE
              NOT (
                COALESCE("t1"."machine", FALSE)
              )
              AND "t1"."kind" IN ('click', 'entry')
              AND "t1"."channel" <> 'direct'
          ) AS "t3"
        ) AS "t6"
        WHERE
          "t6"."own" AND "t6"."until_at" > "t6"."from_at"
      ) AS "t11"
    ) AS "t12"
  ) AS "t14"
    ON "t20"."occurred_at" > "t14"."from_at" AND "t20"."contact_id" = "t14"."contact_id"
) AS "t21"
