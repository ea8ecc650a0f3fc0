WITH "t17" AS (
  SELECT
    "t12"."contact_id",
    "t12"."channel",
    "t12"."module",
    "t12"."campaign_id",
    "t12"."occurred_at" AS "from_at",
    LEAST(
      "t12"."ends_at",
      COALESCE(
        LEAD("t12"."occurred_at") OVER (
          PARTITION BY "t12"."contact_id"
          ORDER BY "t12"."occurred_at" ASC, "t12"."interaction_id" ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ),
        "t12"."ends_at"
      )
    ) AS "until_at"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t7"."contact_id",
        "t7"."interaction_id",
        "t7"."occurred_at",
        "t7"."own",
        "t7"."channel",
        "t7"."module",
        "t7"."campaign_id",
        LEAST(
          "t7"."occurred_at" + INTERVAL '30 DAY',
          COALESCE(
            LEAD("t7"."occurred_at", 5) OVER (
              PARTITION BY "t7"."contact_id"
              ORDER BY "t7"."occurred_at" ASC, "t7"."interaction_id" ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ),
            "t7"."occurred_at" + INTERVAL '30 DAY'
          )
        ) AS "ends_at"
      FROM (
        SELECT
          *
        FROM "interactions" AS "t1"
        WHERE
          "t1"."occurred_at" >= (
            CAST('2025-01-06T11:00:00' AS TIMESTAMP(6)) - INTERVAL '30 DAY'
          )
          AND "t1"."occurred_at" < CAST('2025-01-06T11:30:00.000001' AS TIMESTAMP)
          AND NOT (
            COALESCE("t1"."machine", FALSE)
          )
          AND "t1"."channel" <> 'direct'
      ) AS "t7"
    ) AS "t10"
    WHERE
      "t10"."own"
  ) AS "t12"
)
SELECT
  COUNT(*) AS "orders_all",
  COUNT(*) FILTER(WHERE
    "t39"."touchpoint" AND "t39"."last_click") AS "orders_both",
  COUNT(*) FILTER(WHERE
    "t39"."touchpoint") AS "orders_touchpoint",
  COUNT(*) FILTER(WHERE
    "t39"."touchpoint_own") AS "orders_touchpoint_own",
  COUNT(*) FILTER(WHERE
    "t39"."touchpoint" AND NOT (
      "t39"."touchpoint_own"
    )) AS "orders_touchpoint_gained",
  COUNT(*) FILTER(WHERE
    NOT (
      "t39"."touchpoint"
    ) AND "t39"."touchpoint_own") AS "orders_touchpoint_lost",
  COUNT(*) FILTER(WHERE
    "t39"."last_click") AS "orders_last_click",
  COUNT(*) FILTER(WHERE
    "t39"."last_click_own") AS "orders_last_click_own",
  COUNT(*) FILTER(WHERE
    "t39"."last_click" AND NOT (
      "t39"."last_click_own"
    )) AS "orders_last_click_gained",
  COUNT(*) FILTER(WHERE
    NOT (
      "t39"."last_click"
    ) AND "t39"."last_click_own") AS "orders_last_click_lost",
  CAST(COALESCE(SUM("t39"."value"), 0) AS DOUBLE PRECISION) AS "revenue_all",
  CAST(COALESCE(SUM("t39"."value") FILTER(WHERE
    "t39"."touchpoint" AND "t39"."last_click"), 0) AS DOUBLE PRECISION) AS "revenue_both",
  CAST(COALESCE(SUM("t39"."value") FILTER(WHERE
    "t39"."touchpoint"), 0) AS DOUBLE PRECISION) AS "revenue_touchpoint",
  CAST(COALESCE(SUM("t39"."value") FILTER(WHERE
    "t39"."touchpoint_own"), 0) AS DOUBLE PRECISION) AS "revenue_touchpoint_own",
  CAST(COALESCE(
    SUM("t39"."value") FILTER(WHERE
      "t39"."touchpoint" AND NOT (
        "t39"."touchpoint_own"
      )),
    0
  ) AS DOUBLE PRECISION) AS "revenue_touchpoint_gained",
  CAST(COALESCE(
    SUM("t39"."value") FILTER(WHERE
      NOT (
        "t39"."touchpoint"
      ) AND "t39"."touchpoint_own"),
    0
  ) AS DOUBLE PRECISION) AS "revenue_touchpoint_lost",
  CAST(COALESCE(SUM("t39"."value") FILTER(WHERE
    "t39"."last_click"), 0) AS DOUBLE PRECISION) AS "revenue_last_click",
  CAST(COALESCE(SUM("t39"."value") FILTER(WHERE
    "t39"."last_click_own"), 0) AS DOUBLE PRECISION) AS "revenue_last_click_own",
  CAST(COALESCE(
    SUM("t39"."value") FILTER(WHERE
      "t39"."last_click" AND NOT (
        "t39"."last_click_own"
      )),
    0
  ) AS DOUBLE PRECISION) AS "revenue_last_click_gained",
  CAST(COALESCE(
    SUM("t39"."value") FILTER(WHERE
      NOT (
        "t39"."last_click"
      ) AND "t39"."last_click_own"),
    0
  ) AS DOUBLE PRECISION) AS "revenue_last_click_lost"
FROM (
  SELECT
    "t38"."event_id",
    "t38"."value",
    "t38"."touchpoint",
    "t38"."last_click",
    "t5"."touchpoint_own",
    "t5"."last_click_own"
  FROM (
    SELECT
      "t36"."event_id",
      "t36"."value",
      COALESCE("t36"."touched_until" >= "t36"."occurred_at", FALSE) AS "touchpoint",
      COALESCE("t36"."touched_until" >= "t36"."occurred_at", FALSE)
      AND COALESCE("t36"."clicked_until" >= "t36"."occurred_at", FALSE) AS "last_click"
    FROM (
      SELECT
        "t35"."event_id",
        "t35"."contact_id",
        "t35"."occurred_at",
        "t35"."value",
        "t35"."purchase_number",
        "t35"."number_since_added",
        "t35"."channel",
        "t35"."module",
        "t35"."campaign_id",
        "t35"."touched_until",
        "t22"."last_click_channel",
        "t22"."last_click_module",
        "t22"."last_click_campaign_id",
        "t22"."from_at",
        "t22"."clicked_until"
      FROM (
        SELECT
          *
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
            "t32"."begins",
            SUM("t32"."begins") OVER (
              PARTITION BY "t32"."contact_id"
              ORDER BY "t32"."occurred_at" ASC, "t32"."begins" ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
            ) AS "span"
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
                0 AS "begins"
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
                  "t29"."touched_until"
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
                      *
                    FROM (
                      SELECT
                        "t23"."event_id",
                        "t23"."contact_id",
                        "t23"."occurred_at",
                        "t23"."value",
                        "t23"."purchase_number",
                        "t23"."number_since_added",
                        "t23"."begins",
                        SUM("t23"."begins") OVER (
                          PARTITION BY "t23"."contact_id"
                          ORDER BY "t23"."occurred_at" ASC, "t23"."begins" ASC
                          ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
                        ) AS "span"
                      FROM (
                        SELECT
                          *
                        FROM (
                          SELECT
                            "t8"."event_id",
                            "t8"."contact_id",
                            "t8"."occurred_at",
                            "t8"."value",
                            "t8"."purchase_number",
                            CAST(NULL AS BIGINT) AS "number_since_added",
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
                              FROM "events" AS "t2"
                              WHERE
                                "t2"."type" = 'PURCHASE'
                                AND "t2"."occurred_at" >= CAST('2025-01-06T11:00:00' AS TIMESTAMP)
                                AND "t2"."occurred_at" < CAST('2025-01-06T11:30:00.000001' AS TIMESTAMP)
                            ) AS "t4"
                          ) AS "t8"
                        ) AS "t11"
                        UNION ALL
                        SELECT
                          *
                        FROM (
                          SELECT
                            CAST(NULL AS BIGINT) AS "event_id",
                            "t18"."contact_id",
                            "t18"."from_at" AS "occurred_at",
                            CAST(NULL AS DECIMAL(18, 4)) AS "value",
                            CAST(NULL AS BIGINT) AS "purchase_number",
                            CAST(NULL AS BIGINT) AS "number_since_added",
                            1 AS "begins"
                          FROM "t17" AS "t18"
                          WHERE
                            "t18"."until_at" > "t18"."from_at"
                        ) AS "t21"
                      ) AS "t23"
                    ) AS "t24"
                    WHERE
                      "t24"."begins" = 0
                  ) AS "t28"
                  LEFT OUTER JOIN (
                    SELECT
                      "t20"."contact_id",
                      "t20"."channel",
                      "t20"."module",
                      "t20"."campaign_id",
                      "t20"."from_at",
                      "t20"."touched_until",
                      (
                        ROW_NUMBER() OVER (
                          PARTITION BY "t20"."contact_id"
                          ORDER BY "t20"."from_at" ASC
                          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                        ) - 1
                      ) + 1 AS "span"
                    FROM (
                      SELECT
                        "t18"."contact_id",
                        "t18"."channel",
                        "t18"."module",
                        "t18"."campaign_id",
                        "t18"."from_at",
                        "t18"."until_at" AS "touched_until"
                      FROM "t17" AS "t18"
                      WHERE
                        "t18"."until_at" > "t18"."from_at"
                    ) AS "t20"
                  ) AS "t26"
                    ON "t28"."contact_id" = "t26"."contact_id" AND "t28"."span" = "t26"."span"
                ) AS "t29"
              ) AS "t30"
            ) AS "t31"
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
                CAST(NULL AS BIGINT) AS "number_since_added",
                CAST(NULL AS VARCHAR) AS "channel",
                CAST(NULL AS VARCHAR) AS "module",
                CAST(NULL AS BIGINT) AS "campaign_id",
                CAST(NULL AS TIMESTAMP(6)) AS "touched_until",
                1 AS "begins"
              FROM (
                SELECT
                  "t13"."contact_id",
                  "t13"."channel",
                  "t13"."module",
                  "t13"."campaign_id",
                  "t13"."from_at",
                  "t13"."until_at"
                FROM (
                  SELECT
                    *
                  FROM (
                    SELECT
                      "t6"."contact_id",
                      "t6"."own",
                      "t6"."channel",
                      "t6"."module",
                      "t6"."campaign_id",
                      "t6"."occurred_at" AS "from_at",
                      LEAST(
                        "t6"."occurred_at" + INTERVAL '30 DAY',
                        COALESCE(
                          LEAD("t6"."occurred_at") OVER (
                            PARTITION BY "t6"."contact_id"
                            ORDER BY "t6"."occurred_at" ASC, "t6"."interaction_id" ASC
                            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                          ),
                          "t6"."occurred_at" + INTERVAL '30 DAY'
                        )
                      ) AS "until_at"
                    FROM (
                      SELECT
                        *
                      FROM "interactions" AS "t1"
                      WHERE
                        "t1"."occurred_at" >= (
                          CAST('2025-01-06T11:00:00' AS TIMESTAMP(6)) - INTERVAL '30 DAY'
                        )
                        AND "t1"."occurred_at" < CAST('2025-01-06T11:30:00.000001' AS TIMESTAMP)
                        AND NOT (
                          COALESCE("t1"."machine", FALSE)
                        )
                        AND "t1"."kind" IN ('click', 'entry')
                        AND "t1"."channel" <> 'direct'
                    ) AS "t6"
                  ) AS "t9"
                  WHERE
                    "t9"."own" AND "t9"."until_at" > "t9"."from_at"
                ) AS "t13"
              ) AS "t14"
            ) AS "t15"
          ) AS "t32"
        ) AS "t33"
        WHERE
          "t33"."begins" = 0
      ) AS "t35"
      LEFT OUTER JOIN (
        SELECT
          "t16"."contact_id",
          "t16"."last_click_channel",
          "t16"."last_click_module",
          "t16"."last_click_campaign_id",
          "t16"."from_at",
          "t16"."clicked_until",
          (
            ROW_NUMBER() OVER (
              PARTITION BY "t16"."contact_id"
              ORDER BY "t16"."from_at" ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) - 1
          ) + 1 AS "span"
        FROM (
          SELECT
            "t14"."contact_id",
            "t14"."channel" AS "last_click_channel",
            "t14"."module" AS "last_click_module",
            "t14"."campaign_id" AS "last_click_campaign_id",
            "t14"."from_at",
            "t14"."until_at" AS "clicked_until"
          FROM (
            SELECT
              "t13"."contact_id",
              "t13"."channel",
              "t13"."module",
              "t13"."campaign_id",
              "t13"."from_at",
              "t13"."until_at"
            FROM (
              SELECT
                *
              FROM (
                SELECT
                  "t6"."contact_id",
                  "t6"."own",
                  "t6"."channel",
                  "t6"."module",
                  "t6"."campaign_id",
                  "t6"."occurred_at" AS "from_at",
                  LEAST(
                    "t6"."occurred_at" + INTERVAL '30 DAY',
                    COALESCE(
                      LEAD("t6"."occurred_at") OVER (
                        PARTITION BY "t6"."contact_id"
                        ORDER BY "t6"."occurred_at" ASC, "t6"."interaction_id" ASC
                        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                      ),
                      "t6"."occurred_at" + INTERVAL '30 DAY'
                    )
                  ) AS "until_at"
                FROM (
                  SELECT
                    *
                  FROM "interactions" AS "t1"
                  WHERE
                    "t1"."occurred_at" >= (
                      CAST('2025-01-06T11:00:00' AS TIMESTAMP(6)) - INTERVAL '30 DAY'
                    )
                    AND "t1"."occurred_at" < CAST('2025-01-06T11:30:00.000001' AS TIMESTAMP)
                    AND NOT (
                      COALESCE("t1"."machine", FALSE)
                    )
                    AND "t1"."kind" IN ('click', 'entry')
                    AND "t1"."channel" <> 'direct'
                ) AS "t6"
              ) AS "t9"
              WHERE
                "t9"."own" AND "t9"."until_at" > "t9"."from_at"
            ) AS "t13"
          ) AS "t14"
        ) AS "t16"
      ) AS "t22"
        ON "t35"."contact_id" = "t22"."contact_id" AND "t35"."span" = "t22"."span"
    ) AS "t36"
  ) AS "t38"
  INNER JOIN (
    SELECT
      "t0"."event_id",
      COALESCE("t0"."touchpoint", FALSE) AS "touchpoint_own",
      COALESCE("t0"."last_click", FALSE) AS "last_click_own"
    FROM "orders" AS "t0"
    WHERE
      "t0"."occurred_at" >= CAST('2025-01-06T11:00:00' AS TIMESTAMP)
      AND "t0"."occurred_at" < CAST('2025-01-06T11:30:00.000001' AS TIMESTAMP)
  ) AS "t5"
    ON "t38"."event_id" = "t5"."event_id"
) AS "t39"
