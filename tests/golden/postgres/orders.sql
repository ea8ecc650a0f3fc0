WITH "t23" AS (
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
          "t8"."occurred_at" + INTERVAL '90 DAY',
          COALESCE(
            LEAD("t8"."occurred_at", 25) OVER (
              PARTITION BY "t8"."contact_id"
              ORDER BY "t8"."occurred_at" ASC, "t8"."interaction_id" ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ),
            "t8"."occurred_at" + INTERVAL '90 DAY'
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
)
SELECT
  "t44"."event_id",
  "t44"."contact_id",
  "t44"."occurred_at",
  "t44"."value",
  COALESCE("t44"."touched_until" >= "t44"."occurred_at", FALSE) AS "touchpoint",
  COALESCE("t44"."touched_until" >= "t44"."occurred_at", FALSE)
  AND COALESCE("t44"."clicked_until" >= "t44"."occurred_at", FALSE) AS "last_click",
  CASE
    WHEN COALESCE("t44"."touched_until" >= "t44"."occurred_at", FALSE)
    THEN "t44"."channel"
    ELSE CAST(NULL AS VARCHAR)
  END AS "channel",
  CASE
    WHEN COALESCE("t44"."touched_until" >= "t44"."occurred_at", FALSE)
    THEN "t44"."module"
    ELSE CAST(NULL AS VARCHAR)
  END AS "module",
  CASE
    WHEN COALESCE("t44"."touched_until" >= "t44"."occurred_at", FALSE)
    THEN "t44"."campaign_id"
    ELSE CAST(NULL AS BIGINT)
  END AS "campaign_id",
  CASE
    WHEN COALESCE("t44"."touched_until" >= "t44"."occurred_at", FALSE)
    AND COALESCE("t44"."clicked_until" >= "t44"."occurred_at", FALSE)
    THEN "t44"."last_click_channel"
    ELSE CAST(NULL AS VARCHAR)
  END AS "last_click_channel",
  CASE
    WHEN COALESCE("t44"."touched_until" >= "t44"."occurred_at", FALSE)
    AND COALESCE("t44"."clicked_until" >= "t44"."occurred_at", FALSE)
    THEN "t44"."last_click_module"
    ELSE CAST(NULL AS VARCHAR)
  END AS "last_click_module",
  CASE
    WHEN COALESCE("t44"."touched_until" >= "t44"."occurred_at", FALSE)
    AND COALESCE("t44"."clicked_until" >= "t44"."occurred_at", FALSE)
    THEN "t44"."last_click_campaign_id"
    ELSE CAST(NULL AS BIGINT)
  END AS "last_click_campaign_id",
  "t44"."purchase_number",
  "t44"."number_since_added"
FROM (
  SELECT
    "t43"."event_id",
    "t43"."contact_id",
    "t43"."occurred_at",
    "t43"."value",
    "t43"."purchase_number",
    "t43"."number_since_added",
    "t43"."channel",
    "t43"."module",
    "t43"."campaign_id",
    "t43"."touched_until",
    "t29"."last_click_channel",
    "t29"."last_click_module",
    "t29"."last_click_campaign_id",
    "t29"."from_at",
    "t29"."clicked_until"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t40"."event_id",
        "t40"."contact_id",
        "t40"."occurred_at",
        "t40"."value",
        "t40"."purchase_number",
        "t40"."number_since_added",
        "t40"."channel",
        "t40"."module",
        "t40"."campaign_id",
        "t40"."touched_until",
        "t40"."begins",
        SUM("t40"."begins") OVER (
          PARTITION BY "t40"."contact_id"
          ORDER BY "t40"."occurred_at" ASC, "t40"."begins" ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS "span"
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t38"."event_id",
            "t38"."contact_id",
            "t38"."occurred_at",
            "t38"."value",
            "t38"."purchase_number",
            "t38"."number_since_added",
            "t38"."channel",
            "t38"."module",
            "t38"."campaign_id",
            "t38"."touched_until",
            0 AS "begins"
          FROM (
            SELECT
              "t37"."event_id",
              "t37"."contact_id",
              "t37"."occurred_at",
              "t37"."value",
              "t37"."purchase_number",
              "t37"."number_since_added",
              "t37"."channel",
              "t37"."module",
              "t37"."campaign_id",
              "t37"."touched_until"
            FROM (
              SELECT
                "t36"."event_id",
                "t36"."contact_id",
                "t36"."occurred_at",
                "t36"."value",
                "t36"."purchase_number",
                "t36"."number_since_added",
                "t33"."channel",
                "t33"."module",
                "t33"."campaign_id",
                "t33"."from_at",
                "t33"."touched_until"
              FROM (
                SELECT
                  *
                FROM (
                  SELECT
                    "t31"."event_id",
                    "t31"."contact_id",
                    "t31"."occurred_at",
                    "t31"."value",
                    "t31"."purchase_number",
                    "t31"."number_since_added",
                    "t31"."begins",
                    SUM("t31"."begins") OVER (
                      PARTITION BY "t31"."contact_id"
                      ORDER BY "t31"."occurred_at" ASC, "t31"."begins" ASC
                      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
                    ) AS "span"
                  FROM (
                    SELECT
                      *
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
                        END AS "number_since_added",
                        0 AS "begins"
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
                    ) AS "t30"
                    UNION ALL
                    SELECT
                      *
                    FROM (
                      SELECT
                        CAST(NULL AS BIGINT) AS "event_id",
                        "t25"."contact_id",
                        "t25"."from_at" AS "occurred_at",
                        CAST(NULL AS DECIMAL(18, 4)) AS "value",
                        CAST(NULL AS BIGINT) AS "purchase_number",
                        CAST(NULL AS BIGINT) AS "number_since_added",
                        1 AS "begins"
                      FROM "t23" AS "t25"
                      WHERE
                        "t25"."until_at" > "t25"."from_at"
                    ) AS "t28"
                  ) AS "t31"
                ) AS "t34"
                WHERE
                  "t34"."begins" = 0
              ) AS "t36"
              LEFT OUTER JOIN (
                SELECT
                  "t27"."contact_id",
                  "t27"."channel",
                  "t27"."module",
                  "t27"."campaign_id",
                  "t27"."from_at",
                  "t27"."touched_until",
                  (
                    ROW_NUMBER() OVER (
                      PARTITION BY "t27"."contact_id"
                      ORDER BY "t27"."from_at" ASC
                      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                    ) - 1
                  ) + 1 AS "span"
                FROM (
                  SELECT
                    "t25"."contact_id",
                    "t25"."channel",
                    "t25"."module",
                    "t25"."campaign_id",
                    "t25"."from_at",
                    "t25"."until_at" AS "touched_until"
                  FROM "t23" AS "t25"
                  WHERE
                    "t25"."until_at" > "t25"."from_at"
                ) AS "t27"
              ) AS "t33"
                ON "t36"."contact_id" = "t33"."contact_id" AND "t36"."span" = "t33"."span"
            ) AS "t37"
          ) AS "t38"
        ) AS "t39"
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            CAST(NULL AS BIGINT) AS "event_id",
            "t19"."contact_id",
            "t19"."from_at" AS "occurred_at",
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
              "t17"."contact_id",
              "t17"."channel",
              "t17"."module",
              "t17"."campaign_id",
              "t17"."from_at",
              "t17"."until_at"
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
                    "t7"."occurred_at" + INTERVAL '90 DAY',
                    COALESCE(
                      LEAD("t7"."occurred_at") OVER (
                        PARTITION BY "t7"."contact_id"
                        ORDER BY "t7"."occurred_at" ASC, "t7"."interaction_id" ASC
                        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                      ),
                      "t7"."occurred_at" + INTERVAL '90 DAY'
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
        ) AS "t21"
      ) AS "t40"
    ) AS "t41"
    WHERE
      "t41"."begins" = 0
  ) AS "t43"
  LEFT OUTER JOIN (
    SELECT
      "t22"."contact_id",
      "t22"."last_click_channel",
      "t22"."last_click_module",
      "t22"."last_click_campaign_id",
      "t22"."from_at",
      "t22"."clicked_until",
      (
        ROW_NUMBER() OVER (
          PARTITION BY "t22"."contact_id"
          ORDER BY "t22"."from_at" ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) - 1
      ) + 1 AS "span"
    FROM (
      SELECT
        "t19"."contact_id",
        "t19"."channel" AS "last_click_channel",
        "t19"."module" AS "last_click_module",
        "t19"."campaign_id" AS "last_click_campaign_id",
        "t19"."from_at",
        "t19"."until_at" AS "clicked_until"
      FROM (
        SELECT
          "t17"."contact_id",
          "t17"."channel",
          "t17"."module",
          "t17"."campaign_id",
          "t17"."from_at",
          "t17"."until_at"
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
                "t7"."occurred_at" + INTERVAL '90 DAY',
                COALESCE(
                  LEAD("t7"."occurred_at") OVER (
                    PARTITION BY "t7"."contact_id"
                    ORDER BY "t7"."occurred_at" ASC, "t7"."interaction_id" ASC
                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                  ),
                  "t7"."occurred_at" + INTERVAL '90 DAY'
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
  ) AS "t29"
    ON "t43"."contact_id" = "t29"."contact_id" AND "t43"."span" = "t29"."span"
) AS "t44"
