WITH "t14" AS (
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
          "t4"."occurred_at" + INTERVAL '30 DAY',
          COALESCE(
            LEAD("t4"."occurred_at", 5) OVER (
              PARTITION BY "t4"."contact_id"
              ORDER BY "t4"."occurred_at" ASC, "t4"."interaction_id" ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ),
            "t4"."occurred_at" + INTERVAL '30 DAY'
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
      ) AS "t4"
    ) AS "t7"
    WHERE
      "t7"."own"
  ) AS "t9"
)
SELECT
  "t33"."event_id",
  "t33"."contact_id",
  "t33"."occurred_at",
  "t33"."value",
  COALESCE("t33"."touched_until" >= "t33"."occurred_at", FALSE) AS "touchpoint",
  COALESCE("t33"."touched_until" >= "t33"."occurred_at", FALSE)
  AND COALESCE("t33"."clicked_until" >= "t33"."occurred_at", FALSE) AS "last_click",
  CASE
    WHEN COALESCE("t33"."touched_until" >= "t33"."occurred_at", FALSE)
    THEN "t33"."channel"
    ELSE CAST(NULL AS VARCHAR)
  END AS "channel",
  CASE
    WHEN COALESCE("t33"."touched_until" >= "t33"."occurred_at", FALSE)
    THEN "t33"."module"
    ELSE CAST(NULL AS VARCHAR)
  END AS "module",
  CASE
    WHEN COALESCE("t33"."touched_until" >= "t33"."occurred_at", FALSE)
    THEN "t33"."campaign_id"
    ELSE CAST(NULL AS BIGINT)
  END AS "campaign_id",
  CASE
    WHEN COALESCE("t33"."touched_until" >= "t33"."occurred_at", FALSE)
    AND COALESCE("t33"."clicked_until" >= "t33"."occurred_at", FALSE)
    THEN "t33"."last_click_channel"
    ELSE CAST(NULL AS VARCHAR)
  END AS "last_click_channel",
  CASE
    WHEN COALESCE("t33"."touched_until" >= "t33"."occurred_at", FALSE)
    AND COALESCE("t33"."clicked_until" >= "t33"."occurred_at", FALSE)
    THEN "t33"."last_click_module"
    ELSE CAST(NULL AS VARCHAR)
  END AS "last_click_module",
  CASE
    WHEN COALESCE("t33"."touched_until" >= "t33"."occurred_at", FALSE)
    AND COALESCE("t33"."clicked_until" >= "t33"."occurred_at", FALSE)
    THEN "t33"."last_click_campaign_id"
    ELSE CAST(NULL AS BIGINT)
  END AS "last_click_campaign_id",
  "t33"."purchase_number",
  "t33"."number_since_added"
FROM (
  SELECT
    "t32"."event_id",
    "t32"."contact_id",
    "t32"."occurred_at",
    "t32"."value",
    "t32"."purchase_number",
    "t32"."number_since_added",
    "t32"."channel",
    "t32"."module",
    "t32"."campaign_id",
    "t32"."touched_until",
    "t19"."last_click_channel",
    "t19"."last_click_module",
    "t19"."last_click_campaign_id",
    "t19"."from_at",
    "t19"."clicked_until"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t29"."event_id",
        "t29"."contact_id",
        "t29"."occurred_at",
        "t29"."value",
        "t29"."purchase_number",
        "t29"."number_since_added",
        "t29"."channel",
        "t29"."module",
        "t29"."campaign_id",
        "t29"."touched_until",
        "t29"."begins",
        SUM("t29"."begins") OVER (
          PARTITION BY "t29"."contact_id"
          ORDER BY "t29"."occurred_at" ASC, "t29"."begins" ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS "span"
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t27"."event_id",
            "t27"."contact_id",
            "t27"."occurred_at",
            "t27"."value",
            "t27"."purchase_number",
            "t27"."number_since_added",
            "t27"."channel",
            "t27"."module",
            "t27"."campaign_id",
            "t27"."touched_until",
            0 AS "begins"
          FROM (
            SELECT
              "t26"."event_id",
              "t26"."contact_id",
              "t26"."occurred_at",
              "t26"."value",
              "t26"."purchase_number",
              "t26"."number_since_added",
              "t26"."channel",
              "t26"."module",
              "t26"."campaign_id",
              "t26"."touched_until"
            FROM (
              SELECT
                "t25"."event_id",
                "t25"."contact_id",
                "t25"."occurred_at",
                "t25"."value",
                "t25"."purchase_number",
                "t25"."number_since_added",
                "t23"."channel",
                "t23"."module",
                "t23"."campaign_id",
                "t23"."from_at",
                "t23"."touched_until"
              FROM (
                SELECT
                  *
                FROM (
                  SELECT
                    "t20"."event_id",
                    "t20"."contact_id",
                    "t20"."occurred_at",
                    "t20"."value",
                    "t20"."purchase_number",
                    "t20"."number_since_added",
                    "t20"."begins",
                    SUM("t20"."begins") OVER (
                      PARTITION BY "t20"."contact_id"
                      ORDER BY "t20"."occurred_at" ASC, "t20"."begins" ASC
                      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
                    ) AS "span"
                  FROM (
                    SELECT
                      *
                    FROM (
                      SELECT
                        "t5"."event_id",
                        "t5"."contact_id",
                        "t5"."occurred_at",
                        "t5"."value",
                        "t5"."purchase_number",
                        CAST(NULL AS BIGINT) AS "number_since_added",
                        0 AS "begins"
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
                          FROM "events" AS "t1"
                          WHERE
                            "t1"."type" = 'PURCHASE'
                        ) AS "t2"
                      ) AS "t5"
                    ) AS "t8"
                    UNION ALL
                    SELECT
                      *
                    FROM (
                      SELECT
                        CAST(NULL AS BIGINT) AS "event_id",
                        "t15"."contact_id",
                        "t15"."from_at" AS "occurred_at",
                        CAST(NULL AS DECIMAL(18, 4)) AS "value",
                        CAST(NULL AS BIGINT) AS "purchase_number",
                        CAST(NULL AS BIGINT) AS "number_since_added",
                        1 AS "begins"
                      FROM "t14" AS "t15"
                      WHERE
                        "t15"."until_at" > "t15"."from_at"
                    ) AS "t18"
                  ) AS "t20"
                ) AS "t21"
                WHERE
                  "t21"."begins" = 0
              ) AS "t25"
              LEFT OUTER JOIN (
                SELECT
                  "t17"."contact_id",
                  "t17"."channel",
                  "t17"."module",
                  "t17"."campaign_id",
                  "t17"."from_at",
                  "t17"."touched_until",
                  (
                    ROW_NUMBER() OVER (
                      PARTITION BY "t17"."contact_id"
                      ORDER BY "t17"."from_at" ASC
                      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                    ) - 1
                  ) + 1 AS "span"
                FROM (
                  SELECT
                    "t15"."contact_id",
                    "t15"."channel",
                    "t15"."module",
                    "t15"."campaign_id",
                    "t15"."from_at",
                    "t15"."until_at" AS "touched_until"
                  FROM "t14" AS "t15"
                  WHERE
                    "t15"."until_at" > "t15"."from_at"
                ) AS "t17"
              ) AS "t23"
                ON "t25"."contact_id" = "t23"."contact_id" AND "t25"."span" = "t23"."span"
            ) AS "t26"
          ) AS "t27"
        ) AS "t28"
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            CAST(NULL AS BIGINT) AS "event_id",
            "t11"."contact_id",
            "t11"."from_at" AS "occurred_at",
            CAST(NULL AS DECIMAL(18, 4)) AS "value",
            CAST(NULL AS BIGINT) AS "purchase_number",
            CAST(NULL AS BIGINT) AS "number_since_added",
            CAST(NULL AS VARCHAR) AS "channel",
            CAST(NULL AS VARCHAR) AS "module",
            CAST(NULL AS BIGINT) AS "campaign_id",
            CAST(NULL AS TIMESTAMP(6)) AS "touched_until",
            1 AS "begins"
          FROM (
            SELECT
              "t10"."contact_id",
              "t10"."channel",
              "t10"."module",
              "t10"."campaign_id",
              "t10"."from_at",
              "t10"."until_at"
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
                    "t3"."occurred_at" + INTERVAL '30 DAY',
                    COALESCE(
                      LEAD("t3"."occurred_at") OVER (
                        PARTITION BY "t3"."contact_id"
                        ORDER BY "t3"."occurred_at" ASC, "t3"."interaction_id" ASC
                        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                      ),
                      "t3"."occurred_at" + INTERVAL '30 DAY'
                    )
                  ) AS "until_at"
                FROM (
                  SELECT
                    *
                  FROM "interactions" AS "t0"
                  WHERE
                    NOT (
                      COALESCE("t0"."machine", FALSE)
                    )
                    AND "t0"."kind" IN ('click', 'entry')
                    AND "t0"."channel" <> 'direct'
                ) AS "t3"
              ) AS "t6"
              WHERE
                "t6"."own" AND "t6"."until_at" > "t6"."from_at"
            ) AS "t10"
          ) AS "t11"
        ) AS "t12"
      ) AS "t29"
    ) AS "t30"
    WHERE
      "t30"."begins" = 0
  ) AS "t32"
  LEFT OUTER JOIN (
    SELECT
      "t13"."contact_id",
      "t13"."last_click_channel",
      "t13"."last_click_module",
      "t13"."last_click_campaign_id",
      "t13"."from_at",
      "t13"."clicked_until",
      (
        ROW_NUMBER() OVER (
          PARTITION BY "t13"."contact_id"
          ORDER BY "t13"."from_at" ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) - 1
      ) + 1 AS "span"
    FROM (
      SELECT
        "t11"."contact_id",
        "t11"."channel" AS "last_click_channel",
        "t11"."module" AS "last_click_module",
        "t11"."campaign_id" AS "last_click_campaign_id",
        "t11"."from_at",
        "t11"."until_at" AS "clicked_until"
      FROM (
        SELECT
          "t10"."contact_id",
          "t10"."channel",
          "t10"."module",
          "t10"."campaign_id",
          "t10"."from_at",
          "t10"."until_at"
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
                "t3"."occurred_at" + INTERVAL '30 DAY',
                COALESCE(
                  LEAD("t3"."occurred_at") OVER (
                    PARTITION BY "t3"."contact_id"
                    ORDER BY "t3"."occurred_at" ASC, "t3"."interaction_id" ASC
                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                  ),
                  "t3"."occurred_at" + INTERVAL '30 DAY'
                )
              ) AS "until_at"
            FROM (
              SELECT
                *
              FROM "interactions" AS "t0"
              WHERE
                NOT (
                  COALESCE("t0"."machine", FALSE)
                )
                AND "t0"."kind" IN ('click', 'entry')
                AND "t0"."channel" <> 'direct'
            ) AS "t3"
          ) AS "t6"
          WHERE
            "t6"."own" AND "t6"."until_at" > "t6"."from_at"
        ) AS "t10"
      ) AS "t11"
    ) AS "t13"
  ) AS "t19"
    ON "t32"."contact_id" = "t19"."contact_id" AND "t32"."span" = "t19"."span"
) AS "t33"
