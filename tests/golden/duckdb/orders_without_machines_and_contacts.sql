SELECT
  "t22"."event_id",
  "t22"."contact_id",
  "t22"."occurred_at",
  "t22"."value",
  COALESCE("t22"."touched_until" >= "t22"."occurred_at", FALSE) AS "touchpoint",
  COALESCE("t22"."touched_until" >= "t22"."occurred_at", FALSE)
  AND COALESCE("t22"."clicked_until" >= "t22"."occurred_at", FALSE) AS "last_click",
  CASE
    WHEN COALESCE("t22"."touched_until" >= "t22"."occurred_at", FALSE)
    THEN "t22"."channel"
    ELSE CAST(NULL AS TEXT)
  END AS "channel",
  CASE
    WHEN COALESCE("t22"."touched_until" >= "t22"."occurred_at", FALSE)
    THEN "t22"."module"
    ELSE CAST(NULL AS TEXT)
  END AS "module",
  CASE
    WHEN COALESCE("t22"."touched_until" >= "t22"."occurred_at", FALSE)
    THEN "t22"."campaign_id"
    ELSE CAST(NULL AS BIGINT)
  END AS "campaign_id",
  CASE
    WHEN COALESCE("t22"."touched_until" >= "t22"."occurred_at", FALSE)
    AND COALESCE("t22"."clicked_until" >= "t22"."occurred_at", FALSE)
    THEN "t22"."last_click_channel"
    ELSE CAST(NULL AS TEXT)
  END AS "last_click_channel",
  CASE
    WHEN COALESCE("t22"."touched_until" >= "t22"."occurred_at", FALSE)
    AND COALESCE("t22"."clicked_until" >= "t22"."occurred_at", FALSE)
    THEN "t22"."last_click_module"
    ELSE CAST(NULL AS TEXT)
  END AS "last_click_module",
  CASE
    WHEN COALESCE("t22"."touched_until" >= "t22"."occurred_at", FALSE)
    AND COALESCE("t22"."clicked_until" >= "t22"."occurred_at", FALSE)
    THEN "t22"."last_click_campaign_id"
    ELSE CAST(NULL AS BIGINT)
  END AS "last_click_campaign_id",
  "t22"."purchase_number",
  "t22"."number_since_added"
FROM (
  SELECT
    "t21"."event_id",
    "t21"."contact_id",
    "t21"."occurred_at",
    "t21"."value",
    "t21"."purchase_number",
    "t21"."number_since_added",
    "t21"."channel",
    "t21"."module",
    "t21"."campaign_id",
    "t21"."touched_until",
    "t15"."last_click_channel",
    "t15"."last_click_module",
    "t15"."last_click_campaign_id",
    "t15"."from_at",
    "t15"."clicked_until"
  FROM (
    SELECT
      "t19".*
      EXCLUDE ("from_at")
    FROM (
      SELECT
        "t10"."event_id",
        "t10"."contact_id",
        "t10"."occurred_at",
        "t10"."value",
        "t10"."purchase_number",
        "t10"."number_since_added",
        "t18"."channel",
        "t18"."module",
        "t18"."campaign_id",
        "t18"."from_at",
        "t18"."touched_until"
      FROM (
        SELECT
          "t6"."event_id",
          "t6"."contact_id",
          "t6"."occurred_at",
          "t6"."value",
          "t6"."purchase_number",
          CAST(NULL AS BIGINT) AS "number_since_added"
        FROM (
          SELECT
            "t3"."event_id",
            "t3"."contact_id",
            "t3"."occurred_at",
            "t3"."value",
            (
              ROW_NUMBER() OVER (
                PARTITION BY "t3"."contact_id"
                ORDER BY "t3"."occurred_at" ASC, "t3"."event_id" ASC
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              ) - 1
            ) + 1 AS "purchase_number"
          FROM (
            SELECT
              *
            FROM "events" AS "t0"
            WHERE
              "t0"."type" = 'PURCHASE'
          ) AS "t3"
        ) AS "t6"
      ) AS "t10"
      ASOF LEFT JOIN (
        SELECT
          "t16"."contact_id",
          "t16"."channel",
          "t16"."module",
          "t16"."campaign_id",
          "t16"."from_at",
          "t16"."until_at" AS "touched_until"
        FROM (
          SELECT
            "t11"."contact_id",
            "t11"."channel",
            "t11"."module",
            "t11"."campaign_id",
            "t11"."occurred_at" AS "from_at",
            LEAST(
              "t11"."ends_at",
              COALESCE(
                LEAD("t11"."occurred_at") OVER (
                  PARTITION BY "t11"."contact_id"
                  ORDER BY "t11"."occurred_at" ASC, "t11"."interaction_id" ASC
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                ),
                "t11"."ends_at"
              )
            ) AS "until_at"
          FROM (
            SELECT
              *
            FROM (
              SELECT
                "t5"."contact_id",
                "t5"."interaction_id",
                "t5"."occurred_at",
                "t5"."own",
                "t5"."channel",
                "t5"."module",
                "t5"."campaign_id",
                LEAST(
                  "t5"."occurred_at" + INTERVAL '90' DAY,
                  COALESCE(
                    LEAD("t5"."occurred_at", 25) OVER (
                      PARTITION BY "t5"."contact_id"
                      ORDER BY "t5"."occurred_at" ASC, "t5"."interaction_id" ASC
                      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                    ),
                    "t5"."occurred_at" + INTERVAL '90' DAY
                  )
                ) AS "ends_at"
              FROM (
                SELECT
                  *
                FROM (
                  SELECT
                    "t1".*
                    EXCLUDE ("machine")
                  FROM "interactions" AS "t1"
                ) AS "t2"
                WHERE
                  "t2"."channel" <> 'direct'
              ) AS "t5"
            ) AS "t8"
            WHERE
              "t8"."own"
          ) AS "t11"
        ) AS "t16"
        WHERE
          "t16"."until_at" > "t16"."from_at"
      ) AS "t18"
        ON "t10"."occurred_at" > "t18"."from_at" AND "t10"."contact_id" = "t18"."contact_id"
    ) AS "t19"
  ) AS "t21"
  ASOF LEFT JOIN (
    SELECT
      "t13"."contact_id",
      "t13"."channel" AS "last_click_channel",
      "t13"."module" AS "last_click_module",
      "t13"."campaign_id" AS "last_click_campaign_id",
      "t13"."from_at",
      "t13"."until_at" AS "clicked_until"
    FROM (
      SELECT
        "t12".*
        EXCLUDE ("own")
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t4"."contact_id",
            "t4"."own",
            "t4"."channel",
            "t4"."module",
            "t4"."campaign_id",
            "t4"."occurred_at" AS "from_at",
            LEAST(
              "t4"."occurred_at" + INTERVAL '90' DAY,
              COALESCE(
                LEAD("t4"."occurred_at") OVER (
                  PARTITION BY "t4"."contact_id"
                  ORDER BY "t4"."occurred_at" ASC, "t4"."interaction_id" ASC
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                ),
                "t4"."occurred_at" + INTERVAL '90' DAY
              )
            ) AS "until_at"
          FROM (
            SELECT
              *
            FROM (
              SELECT
                "t1".*
                EXCLUDE ("machine")
              FROM "interactions" AS "t1"
            ) AS "t2"
            WHERE
              "t2"."kind" IN ('click', 'entry')
          ) AS "t4"
        ) AS "t7"
        WHERE
          "t7"."own" AND "t7"."until_at" > "t7"."from_at"
      ) AS "t12"
    ) AS "t13"
  ) AS "t15"
    ON "t21"."occurred_at" > "t15"."from_at" AND "t21"."contact_id" = "t15"."contact_id"
) AS "t22"
