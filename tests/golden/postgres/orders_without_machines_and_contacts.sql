WITH "t15" AS (
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
        "t5"."contact_id",
        "t5"."interaction_id",
        "t5"."occurred_at",
        "t5"."own",
        "t5"."channel",
        "t5"."module",
        "t5"."campaign_id",
        LEAST(
          "t5"."occurred_at" + INTERVAL '90 DAY',
          COALESCE(
            LEAD("t5"."occurred_at", 25) OVER (
              PARTITION BY "t5"."contact_id"
              ORDER BY "t5"."occurred_at" ASC, "t5"."interaction_id" ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ),
            "t5"."occurred_at" + INTERVAL '90 DAY'
          )
        ) AS "ends_at"
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
            "t0"."campaign_id"
          FROM "interactions" AS "t0"
        ) AS "t2"
        WHERE
          "t2"."channel" <> 'direct'
      ) AS "t5"
    ) AS "t8"
    WHERE
      "t8"."own"
  ) AS "t10"
)
SELECT
  "t34"."event_id",
  "t34"."contact_id",
  "t34"."occurred_at",
  "t34"."value",
  COALESCE("t34"."touched_until" >= "t34"."occurred_at", FALSE) AS "touchpoint",
  COALESCE("t34"."touched_until" >= "t34"."occurred_at", FALSE)
  AND COALESCE("t34"."clicked_until" >= "t34"."occurred_at", FALSE) AS "last_click",
  CASE
    WHEN COALESCE("t34"."touched_until" >= "t34"."occurred_at", FALSE)
    THEN "t34"."channel"
    ELSE CAST(NULL AS VARCHAR)
  END AS "channel",
  CASE
    WHEN COALESCE("t34"."touched_until" >= "t34"."occurred_at", FALSE)
    THEN "t34"."module"
    ELSE CAST(NULL AS VARCHAR)
  END AS "module",
  CASE
    WHEN COALESCE("t34"."touched_until" >= "t34"."occurred_at", FALSE)
    THEN "t34"."campaign_id"
    ELSE CAST(NULL AS BIGINT)
  END AS "campaign_id",
  CASE
    WHEN COALESCE("t34"."touched_until" >= "t34"."occurred_at", FALSE)
    AND COALESCE("t34"."clicked_until" >= "t34"."occurred_at", FALSE)
    THEN "t34"."last_click_channel"
    ELSE CAST(NULL AS VARCHAR)
  END AS "last_click_channel",
  CASE
    WHEN COALESCE("t34"."touched_until" >= "t34"."occurred_at", FALSE)
    AND COALESCE("t34"."clicked_until" >= "t34"."occurred_at", FALSE)
    THEN "t34"."last_click_module"
    ELSE CAST(NULL AS VARCHAR)
  END AS "last_click_module",
  CASE
    WHEN COALESCE("t34"."touched_until" >= "t34"."occurred_at", FALSE)
    AND COALESCE("t34"."clicked_until" >= "t34"."occurred_at", FALSE)
    THEN "t34"."last_click_campaign_id"
    ELSE CAST(NULL AS BIGINT)
  END AS "last_click_campaign_id",
  "t34"."purchase_number",
  "t34"."number_since_added"
FROM (
  SELECT
    "t33"."event_id",
    "t33"."contact_id",
    "t33"."occurred_at",
    "t33"."value",
    "t33"."purchase_number",
    "t33"."number_since_added",
    "t33"."channel",
    "t33"."module",
    "t33"."campaign_id",
    "t33"."touched_until",
    "t20"."last_click_channel",
    "t20"."last_click_module",
    "t20"."last_click_campaign_id",
    "t20"."from_at",
    "t20"."clicked_until"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t30"."event_id",
        "t30"."contact_id",
        "t30"."occurred_at",
        "t30"."value",
        "t30"."purchase_number",
        "t30"."number_since_added",
        "t30"."channel",
        "t30"."module",
        "t30"."campaign_id",
        "t30"."touched_until",
        "t30"."begins",
        SUM("t30"."begins") OVER (
          PARTITION BY "t30"."contact_id"
          ORDER BY "t30"."occurred_at" ASC, "t30"."begins" ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS "span"
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t28"."event_id",
            "t28"."contact_id",
            "t28"."occurred_at",
            "t28"."value",
            "t28"."purchase_number",
            "t28"."number_since_added",
            "t28"."channel",
            "t28"."module",
            "t28"."campaign_id",
            "t28"."touched_until",
            0 AS "begins"
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
              "t27"."touched_until"
            FROM (
              SELECT
                "t26"."event_id",
                "t26"."contact_id",
                "t26"."occurred_at",
                "t26"."value",
                "t26"."purchase_number",
                "t26"."number_since_added",
                "t24"."channel",
                "t24"."module",
                "t24"."campaign_id",
                "t24"."from_at",
                "t24"."touched_until"
              FROM (
                SELECT
                  *
                FROM (
                  SELECT
                    "t21"."event_id",
                    "t21"."contact_id",
                    "t21"."occurred_at",
                    "t21"."value",
                    "t21"."purchase_number",
                    "t21"."number_since_added",
                    "t21"."begins",
                    SUM("t21"."begins") OVER (
                      PARTITION BY "t21"."contact_id"
                      ORDER BY "t21"."occurred_at" ASC, "t21"."begins" ASC
                      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
                    ) AS "span"
                  FROM (
                    SELECT
                      *
                    FROM (
                      SELECT
                        "t6"."event_id",
                        "t6"."contact_id",
                        "t6"."occurred_at",
                        "t6"."value",
                        "t6"."purchase_number",
                        CAST(NULL AS BIGINT) AS "number_since_added",
                        0 AS "begins"
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
                          FROM "events" AS "t1"
                          WHERE
                            "t1"."type" = 'PURCHASE'
                        ) AS "t3"
                      ) AS "t6"
                    ) AS "t9"
                    UNION ALL
                    SELECT
                      *
                    FROM (
                      SELECT
                        CAST(NULL AS BIGINT) AS "event_id",
                        "t16"."contact_id",
                        "t16"."from_at" AS "occurred_at",
                        CAST(NULL AS DECIMAL(18, 4)) AS "value",
                        CAST(NULL AS BIGINT) AS "purchase_number",
                        CAST(NULL AS BIGINT) AS "number_since_added",
                        1 AS "begins"
                      FROM "t15" AS "t16"
                      WHERE
                        "t16"."until_at" > "t16"."from_at"
                    ) AS "t19"
                  ) AS "t21"
                ) AS "t22"
                WHERE
                  "t22"."begins" = 0
              ) AS "t26"
              LEFT OUTER JOIN (
                SELECT
                  "t18"."contact_id",
                  "t18"."channel",
                  "t18"."module",
                  "t18"."campaign_id",
                  "t18"."from_at",
                  "t18"."touched_until",
                  (
                    ROW_NUMBER() OVER (
                      PARTITION BY "t18"."contact_id"
                      ORDER BY "t18"."from_at" ASC
                      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                    ) - 1
                  ) + 1 AS "span"
                FROM (
                  SELECT
                    "t16"."contact_id",
                    "t16"."channel",
                    "t16"."module",
                    "t16"."campaign_id",
                    "t16"."from_at",
                    "t16"."until_at" AS "touched_until"
                  FROM "t15" AS "t16"
                  WHERE
                    "t16"."until_at" > "t16"."from_at"
                ) AS "t18"
              ) AS "t24"
                ON "t26"."contact_id" = "t24"."contact_id" AND "t26"."span" = "t24"."span"
            ) AS "t27"
          ) AS "t28"
        ) AS "t29"
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            CAST(NULL AS BIGINT) AS "event_id",
            "t12"."contact_id",
            "t12"."from_at" AS "occurred_at",
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
              "t11"."contact_id",
              "t11"."channel",
              "t11"."module",
              "t11"."campaign_id",
              "t11"."from_at",
              "t11"."until_at"
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
                    "t4"."occurred_at" + INTERVAL '90 DAY',
                    COALESCE(
                      LEAD("t4"."occurred_at") OVER (
                        PARTITION BY "t4"."contact_id"
                        ORDER BY "t4"."occurred_at" ASC, "t4"."interaction_id" ASC
                        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                      ),
                      "t4"."occurred_at" + INTERVAL '90 DAY'
                    )
                  ) AS "until_at"
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
                      "t0"."campaign_id"
                    FROM "interactions" AS "t0"
                  ) AS "t2"
                  WHERE
                    "t2"."kind" IN ('click', 'entry')
                ) AS "t4"
              ) AS "t7"
              WHERE
                "t7"."own" AND "t7"."until_at" > "t7"."from_at"
            ) AS "t11"
          ) AS "t12"
        ) AS "t13"
      ) AS "t30"
    ) AS "t31"
    WHERE
      "t31"."begins" = 0
  ) AS "t33"
  LEFT OUTER JOIN (
    SELECT
      "t14"."contact_id",
      "t14"."last_click_channel",
      "t14"."last_click_module",
      "t14"."last_click_campaign_id",
      "t14"."from_at",
      "t14"."clicked_until",
      (
        ROW_NUMBER() OVER (
          PARTITION BY "t14"."contact_id"
          ORDER BY "t14"."from_at" ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) - 1
      ) + 1 AS "span"
    FROM (
      SELECT
        "t12"."contact_id",
        "t12"."channel" AS "last_click_channel",
        "t12"."module" AS "last_click_module",
        "t12"."campaign_id" AS "last_click_campaign_id",
        "t12"."from_at",
        "t12"."until_at" AS "clicked_until"
      FROM (
        SELECT
          "t11"."contact_id",
          "t11"."channel",
          "t11"."module",
          "t11"."campaign_id",
          "t11"."from_at",
          "t11"."until_at"
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
                "t4"."occurred_at" + INTERVAL '90 DAY',
                COALESCE(
                  LEAD("t4"."occurred_at") OVER (
                    PARTITION BY "t4"."contact_id"
                    ORDER BY "t4"."occurred_at" ASC, "t4"."interaction_id" ASC
                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                  ),
                  "t4"."occurred_at" + INTERVAL '90 DAY'
                )
              ) AS "until_at"
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
                  "t0"."campaign_id"
                FROM "interactions" AS "t0"
              ) AS "t2"
              WHERE
                "t2"."kind" IN ('click', 'entry')
            ) AS "t4"
          ) AS "t7"
          WHERE
            "t7"."own" AND "t7"."until_at" > "t7"."from_at"
        ) AS "t11"
      ) AS "t12"
    ) AS "t14"
  ) AS "t20"
    ON "t33"."contact_id" = "t20"."contact_id" AND "t33"."span" = "t20"."span"
) AS "t34"
