WITH "t5" AS (
  SELECT
    "t2"."contact_id",
    "t2"."own",
    "t2"."occurred_at" AS "from_at",
    LEAST(
      "t2"."occurred_at" + INTERVAL '30 DAY',
      COALESCE(
        LEAD("t2"."occurred_at") OVER (
          PARTITION BY "t2"."contact_id"
          ORDER BY "t2"."occurred_at" ASC, "t2"."interaction_id" ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ),
        "t2"."occurred_at" + INTERVAL '30 DAY'
      )
    ) AS "until_at"
  FROM (
    SELECT
      *
    FROM "interactions" AS "t0"
    WHERE
      "t0"."kind" IN ('click', 'entry') AND "t0"."channel" <> 'direct'
  ) AS "t2"
), "t13" AS (
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
          "t3"."occurred_at" + INTERVAL '30 DAY',
          COALESCE(
            LEAD("t3"."occurred_at", 5) OVER (
              PARTITION BY "t3"."contact_id"
              ORDER BY "t3"."occurred_at" ASC, "t3"."interaction_id" ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ),
            "t3"."occurred_at" + INTERVAL '30 DAY'
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
)
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
    ELSE CAST(NULL AS VARCHAR)
  END AS "channel",
  CASE
    WHEN COALESCE("t32"."touched_until" >= "t32"."occurred_at", FALSE)
    THEN "t32"."module"
    ELSE CAST(NULL AS VARCHAR)
  END AS "module",
  CASE
    WHEN COALESCE("t32"."touched_until" >= "t32"."occurred_at", FALSE)
    THEN "t32"."campaign_id"
    ELSE CAST(NULL AS BIGINT)
  END AS "campaign_id",
  "t32"."purchase_number"
FROM (
  SELECT
    "t31"."event_id",
    "t31"."contact_id",
    "t31"."occurred_at",
    "t31"."value",
    "t31"."purchase_number",
    "t31"."channel",
    "t31"."module",
    "t31"."campaign_id",
    "t31"."touched_until",
    "t16"."from_at",
    "t16"."clicked_until"
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
        "t28"."channel",
        "t28"."module",
        "t28"."campaign_id",
        "t28"."touched_until",
        "t28"."begins",
        SUM("t28"."begins") OVER (
          PARTITION BY "t28"."contact_id"
          ORDER BY "t28"."occurred_at" ASC, "t28"."begins" ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS "span"
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t26"."event_id",
            "t26"."contact_id",
            "t26"."occurred_at",
            "t26"."value",
            "t26"."purchase_number",
            "t26"."channel",
            "t26"."module",
            "t26"."campaign_id",
            "t26"."touched_until",
            0 AS "begins"
          FROM (
            SELECT
              "t25"."event_id",
              "t25"."contact_id",
              "t25"."occurred_at",
              "t25"."value",
              "t25"."purchase_number",
              "t25"."channel",
              "t25"."module",
              "t25"."campaign_id",
              "t25"."touched_until"
            FROM (
              SELECT
                "t24"."event_id",
                "t24"."contact_id",
                "t24"."occurred_at",
                "t24"."value",
                "t24"."purchase_number",
                "t22"."channel",
                "t22"."module",
                "t22"."campaign_id",
                "t22"."from_at",
                "t22"."touched_until"
              FROM (
                SELECT
                  *
                FROM (
                  SELECT
                    "t19"."event_id",
                    "t19"."contact_id",
                    "t19"."occurred_at",
                    "t19"."value",
                    "t19"."purchase_number",
                    "t19"."begins",
                    SUM("t19"."begins") OVER (
                      PARTITION BY "t19"."contact_id"
                      ORDER BY "t19"."occurred_at" ASC, "t19"."begins" ASC
                      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
                    ) AS "span"
                  FROM (
                    SELECT
                      *
                    FROM (
                      SELECT
                        "t7"."event_id",
                        "t7"."contact_id",
                        "t7"."occurred_at",
                        "t7"."value",
                        "t7"."purchase_number",
                        0 AS "begins"
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
                      ) AS "t7"
                    ) AS "t10"
                    UNION ALL
                    SELECT
                      *
                    FROM (
                      SELECT
                        CAST(NULL AS BIGINT) AS "event_id",
                        "t14"."contact_id",
                        "t14"."from_at" AS "occurred_at",
                        CAST(NULL AS DECIMAL(18, 4)) AS "value",
                        CAST(NULL AS BIGINT) AS "purchase_number",
                        1 AS "begins"
                      FROM "t13" AS "t14"
                      WHERE
                        "t14"."until_at" > "t14"."from_at"
                    ) AS "t18"
                  ) AS "t19"
                ) AS "t20"
                WHERE
                  "t20"."begins" = 0
              ) AS "t24"
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
                    "t14"."contact_id",
                    "t14"."channel",
                    "t14"."module",
                    "t14"."campaign_id",
                    "t14"."from_at",
                    "t14"."until_at" AS "touched_until"
                  FROM "t13" AS "t14"
                  WHERE
                    "t14"."until_at" > "t14"."from_at"
                ) AS "t17"
              ) AS "t22"
                ON "t24"."contact_id" = "t22"."contact_id" AND "t24"."span" = "t22"."span"
            ) AS "t25"
          ) AS "t26"
        ) AS "t27"
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            CAST(NULL AS BIGINT) AS "event_id",
            "t8"."contact_id",
            "t8"."from_at" AS "occurred_at",
            CAST(NULL AS DECIMAL(18, 4)) AS "value",
            CAST(NULL AS BIGINT) AS "purchase_number",
            CAST(NULL AS VARCHAR) AS "channel",
            CAST(NULL AS VARCHAR) AS "module",
            CAST(NULL AS BIGINT) AS "campaign_id",
            CAST(NULL AS TIMESTAMP(6)) AS "touched_until",
            1 AS "begins"
          FROM "t5" AS "t8"
          WHERE
            "t8"."own" AND "t8"."until_at" > "t8"."from_at"
        ) AS "t12"
      ) AS "t28"
    ) AS "t29"
    WHERE
      "t29"."begins" = 0
  ) AS "t31"
  LEFT OUTER JOIN (
    SELECT
      "t11"."contact_id",
      "t11"."from_at",
      "t11"."clicked_until",
      (
        ROW_NUMBER() OVER (
          PARTITION BY "t11"."contact_id"
          ORDER BY "t11"."from_at" ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) - 1
      ) + 1 AS "span"
    FROM (
      SELECT
        "t8"."contact_id",
        "t8"."from_at",
        "t8"."until_at" AS "clicked_until"
      FROM "t5" AS "t8"
      WHERE
        "t8"."own" AND "t8"."until_at" > "t8"."from_at"
    ) AS "t11"
  ) AS "t16"
    ON "t31"."contact_id" = "t16"."contact_id" AND "t31"."span" = "t16"."span"
) AS "t32"
