SELECT
  "t32"."event_id",
  "t32"."contact_id",
  "t32"."occurred_at",
  "t32"."value",
  COALESCE("t32"."touched_until" >= "t32"."occurred_at", FALSE) AS "touchpoint",
  COALESCE("t32"."touched_until" >= "t32"."occurred_at", FALSE)
  AND COALESCE("t32"."clicked_until" >= "t32"."occurred_at", FALSE) AS "last_click",
  CASE
    WHEN COALESCE("t32"."touched_until" >= "t32"."occurred_at", FALSE)
    THEN "t32"."channel"
    ELSE CAST(NULL AS TEXT)
  END AS "channel",
  CASE
    WHEN COALESCE("t32"."touched_until" >= "t32"."occurred_at", FALSE)
    THEN "t32"."module"
    ELSE CAST(NULL AS TEXT)
  END AS "module",
  CASE
    WHEN COALESCE("t32"."touched_until" >= "t32"."occurred_at", FALSE)
    THEN "t32"."campaign_id"
    ELSE CAST(NULL AS BIGINT)
  END AS "campaign_id",
  CASE
    WHEN COALESCE("t32"."touched_until" >= "t32"."occurred_at", FALSE)
    AND COALESCE("t32"."clicked_until" >= "t32"."occurred_at", FALSE)
    THEN "t32"."last_click_channel"
    ELSE CAST(NULL AS TEXT)
  END AS "last_click_channel",
  CASE
    WHEN COALESCE("t32"."touched_until" >= "t32"."occurred_at", FALSE)
    AND COALESCE("t32"."clicked_until" >= "t32"."occurred_at", FALSE)
    THEN "t32"."last_click_module"
    ELSE CAST(NULL AS TEXT)
  END AS "last_click_module",
  CASE
    WHEN COALESCE("t32"."touched_until" >= "t32"."occurred_at", FALSE)
    AND COALESCE("t32"."clicked_until" >= "t32"."occurred_at", FALSE)
    THEN "t32"."last_click_campaign_id"
    ELSE CAST(NULL AS BIGINT)
  END AS "last_click_campaign_id",
  "t32"."purchase_number",
  "t32"."number_since_added"
FROM (
  SELECT
    "t31"."event_id",
    "t31"."contact_id",
    "t31"."occurred_at",
    "t31"."value",
    "t31"."purchase_number",
    "t31"."number_since_added",
    "t31"."channel",
    "t31"."module",
    "t31"."campaign_id",
    "t31"."touched_until",
    "t22"."last_click_channel",
    "t22"."last_click_module",
    "t22"."last_click_campaign_id",
    "t22"."from_at",
    "t22"."clicked_until"
  FROM (
    SELECT
      "t29".*
      EXCLUDE ("from_at")
    FROM (
      SELECT
        "t28"."event_id",
        "t28"."contact_id",
        "t28"."occurred_at",
        "t28"."value",
        "t28"."purchase_number",
        "t28"."number_since_added",
        "t26"."channel",
        "t26"."module",
        "t26"."campaign_id",
        "t26"."from_at",
        "t26"."touched_until"
      FROM (
        SELECT
          "t24"."event_id",
          "t24"."contact_id",
          "t24"."occurred_at",
          "t24"."value",
          "t24"."purchase_number",
          CASE
            WHEN (
              "t24"."purchase_number" - COALESCE("t24"."purchases_before", 0)
            ) > 0
            THEN "t24"."purchase_number" - COALESCE("t24"."purchases_before", 0)
            ELSE CAST(NULL AS BIGINT)
          END AS "number_since_added"
        FROM (
          SELECT
            "t14"."event_id",
            "t14"."contact_id",
            "t14"."occurred_at",
            "t14"."value",
            "t14"."purchase_number",
            "t20"."early_contact_id",
            "t20"."purchases_before"
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
          ) AS "t14"
          LEFT OUTER JOIN (
            SELECT
              "t15"."early_contact_id",
              COUNT(*) AS "purchases_before"
            FROM (
              SELECT
                *
              FROM (
                SELECT
                  "t9"."early_contact_id",
                  "t9"."bought_at",
                  "t6"."contact_id",
                  "t6"."created_at"
                FROM (
                  SELECT
                    "t1"."contact_id" AS "early_contact_id",
                    "t1"."occurred_at" AS "bought_at"
                  FROM "events" AS "t1"
                  WHERE
                    "t1"."type" = 'PURCHASE'
                ) AS "t9"
                INNER JOIN (
                  SELECT
                    "t2"."contact_id",
                    "t2"."created_at"
                  FROM "contacts" AS "t2"
                ) AS "t6"
                  ON "t9"."early_contact_id" = "t6"."contact_id"
              ) AS "t10"
              WHERE
                "t10"."bought_at" < "t10"."created_at"
            ) AS "t15"
            GROUP BY
              1
          ) AS "t20"
            ON "t14"."contact_id" = "t20"."early_contact_id"
        ) AS "t24"
      ) AS "t28"
      ASOF LEFT JOIN (
        SELECT
          "t23"."contact_id",
          "t23"."channel",
          "t23"."module",
          "t23"."campaign_id",
          "t23"."from_at",
          "t23"."until_at" AS "touched_until"
        FROM (
          SELECT
            "t16"."contact_id",
            "t16"."channel",
            "t16"."module",
            "t16"."campaign_id",
            "t16"."occurred_at" AS "from_at",
            LEAST(
              "t16"."ends_at",
              COALESCE(
                LEAD("t16"."occurred_at") OVER (
                  PARTITION BY "t16"."contact_id"
                  ORDER BY "t16"."occurred_at" ASC, "t16"."interaction_id" ASC
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                ),
                "t16"."ends_at"
              )
            ) AS "until_at"
          FROM (
            SELECT
              *
            FROM (
              SELECT
                "t8"."contact_id",
                "t8"."interaction_id",
                "t8"."occurred_at",
                "t8"."own",
                "t8"."channel",
                "t8"."module",
                "t8"."campaign_id",
                LEAST(
                  "t8"."occurred_at" + INTERVAL '90' DAY,
                  COALESCE(
                    LEAD("t8"."occurred_at", 25) OVER (
                      PARTITION BY "t8"."contact_id"
                      ORDER BY "t8"."occurred_at" ASC, "t8"."interaction_id" ASC
                      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                    ),
                    "t8"."occurred_at" + INTERVAL '90' DAY
                  )
                ) AS "ends_at"
              FROM (
                SELECT
                  *
                FROM "interactions" AS "t0"
                WHERE
                  NOT (
                    COALESCE("t0"."machine", FALSE)
                  ) AND "t0"."channel" <> 'direct'
              ) AS "t8"
            ) AS "t13"
            WHERE
              "t13"."own"
          ) AS "t16"
        ) AS "t23"
        WHERE
          "t23"."until_at" > "t23"."from_at"
      ) AS "t26"
        ON "t28"."occurred_at" > "t26"."from_at" AND "t28"."contact_id" = "t26"."contact_id"
    ) AS "t29"
  ) AS "t31"
  ASOF LEFT JOIN (
    SELECT
      "t19"."contact_id",
      "t19"."channel" AS "last_click_channel",
      "t19"."module" AS "last_click_module",
      "t19"."campaign_id" AS "last_click_campaign_id",
      "t19"."from_at",
      "t19"."until_at" AS "clicked_until"
    FROM (
      SELECT
        "t17".*
        EXCLUDE ("own")
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t7"."contact_id",
            "t7"."own",
            "t7"."channel",
            "t7"."module",
            "t7"."campaign_id",
            "t7"."occurred_at" AS "from_at",
            LEAST(
              "t7"."occurred_at" + INTERVAL '90' DAY,
              COALESCE(
                LEAD("t7"."occurred_at") OVER (
                  PARTITION BY "t7"."contact_id"
                  ORDER BY "t7"."occurred_at" ASC, "t7"."interaction_id" ASC
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                ),
                "t7"."occurred_at" + INTERVAL '90' DAY
              )
            ) AS "until_at"
          FROM (
            SELECT
              *
            FROM "interactions" AS "t0"
            WHERE
              NOT (
                COALESCE("t0"."machine", FALSE)
              ) AND "t0"."kind" IN ('click', 'entry')
          ) AS "t7"
        ) AS "t12"
        WHERE
          "t12"."own" AND "t12"."until_at" > "t12"."from_at"
      ) AS "t17"
    ) AS "t19"
  ) AS "t22"
    ON "t31"."occurred_at" > "t22"."from_at" AND "t31"."contact_id" = "t22"."contact_id"
) AS "t32"
