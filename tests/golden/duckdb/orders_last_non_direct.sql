SELECT
  "t20"."event_id",
  "t20"."contact_id",
  "t20"."occurred_at",
  "t20"."value",
  COALESCE("t20"."touched_until" >= "t20"."occurred_at", FALSE) AS "touchpoint",
  COALESCE("t20"."touched_until" >= "t20"."occurred_at", FALSE)
  AND COALESCE("t20"."clicked_until" >= "t20"."occurred_at", FALSE) AS "last_click",
  CASE
    WHEN COALESCE("t20"."touched_until" >= "t20"."occurred_at", FALSE)
    THEN "t20"."channel"
    ELSE CAST(NULL AS TEXT)
  END AS "channel",
  CASE
    WHEN COALESCE("t20"."touched_until" >= "t20"."occurred_at", FALSE)
    THEN "t20"."module"
    ELSE CAST(NULL AS TEXT)
  END AS "module",
  CASE
    WHEN COALESCE("t20"."touched_until" >= "t20"."occurred_at", FALSE)
    THEN "t20"."campaign_id"
    ELSE CAST(NULL AS BIGINT)
  END AS "campaign_id",
  CASE
    WHEN COALESCE("t20"."touched_until" >= "t20"."occurred_at", FALSE)
    AND COALESCE("t20"."clicked_until" >= "t20"."occurred_at", FALSE)
    THEN "t20"."last_click_channel"
    ELSE CAST(NULL AS TEXT)
  END AS "last_click_channel",
  CASE
    WHEN COALESCE("t20"."touched_until" >= "t20"."occurred_at", FALSE)
    AND COALESCE("t20"."clicked_until" >= "t20"."occurred_at", FALSE)
    THEN "t20"."last_click_module"
    ELSE CAST(NULL AS TEXT)
  END AS "last_click_module",
  CASE
    WHEN COALESCE("t20"."touched_until" >= "t20"."occurred_at", FALSE)
    AND COALESCE("t20"."clicked_until" >= "t20"."occurred_at", FALSE)
    THEN "t20"."last_click_campaign_id"
    ELSE CAST(NULL AS BIGINT)
  END AS "last_click_campaign_id",
  "t20"."purchase_number"
FROM (
  SELECT
    "t19"."event_id",
    "t19"."contact_id",
    "t19"."occurred_at",
    "t19"."value",
    "t19"."purchase_number",
    "t19"."channel",
    "t19"."module",
    "t19"."campaign_id",
    "t19"."touched_until",
    "t13"."last_click_channel",
    "t13"."last_click_module",
    "t13"."last_click_campaign_id",
    "t13"."from_at",
    "t13"."clicked_until"
  FROM (
    SELECT
      "t17".*
      EXCLUDE ("from_at")
    FROM (
      SELECT
        "t8"."event_id",
        "t8"."contact_id",
        "t8"."occurred_at",
        "t8"."value",
        "t8"."purchase_number",
        "t16"."channel",
        "t16"."module",
        "t16"."campaign_id",
        "t16"."from_at",
        "t16"."touched_until"
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
      ) AS "t8"
      ASOF LEFT JOIN (
        SELECT
          "t14"."contact_id",
          "t14"."channel",
          "t14"."module",
          "t14"."campaign_id",
          "t14"."from_at",
          "t14"."until_at" AS "touched_until"
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
                  "t1"."channel" <> 'direct'
              ) AS "t4"
            ) AS "t7"
            WHERE
              "t7"."own"
          ) AS "t9"
        ) AS "t14"
        WHERE
          "t14"."until_at" > "t14"."from_at"
      ) AS "t16"
        ON "t8"."occurred_at" > "t16"."from_at" AND "t8"."contact_id" = "t16"."contact_id"
    ) AS "t17"
  ) AS "t19"
  ASOF LEFT JOIN (
    SELECT
      "t11"."contact_id",
      "t11"."channel" AS "last_click_channel",
      "t11"."module" AS "last_click_module",
      "t11"."campaign_id" AS "last_click_campaign_id",
      "t11"."from_at",
      "t11"."until_at" AS "clicked_until"
    FROM (
      SELECT
        "t10".*
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
              "t1"."kind" IN ('click', 'entry') AND "t1"."channel" <> 'direct'
          ) AS "t3"
        ) AS "t6"
        WHERE
          "t6"."own" AND "t6"."until_at" > "t6"."from_at"
      ) AS "t10"
    ) AS "t11"
  ) AS "t13"
    ON "t19"."occurred_at" > "t13"."from_at" AND "t19"."contact_id" = "t13"."contact_id"
) AS "t20"
