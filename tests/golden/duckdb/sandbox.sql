SELECT
  COUNT(*) AS "orders_all",
  COUNT(*) FILTER(WHERE
    "t27"."touchpoint" AND "t27"."last_click") AS "orders_both",
  COUNT(*) FILTER(WHERE
    "t27"."touchpoint") AS "orders_touchpoint",
  COUNT(*) FILTER(WHERE
    "t27"."touchpoint_own") AS "orders_touchpoint_own",
  COUNT(*) FILTER(WHERE
    "t27"."touchpoint" AND NOT (
      "t27"."touchpoint_own"
    )) AS "orders_touchpoint_gained",
  COUNT(*) FILTER(WHERE
    NOT (
      "t27"."touchpoint"
    ) AND "t27"."touchpoint_own") AS "orders_touchpoint_lost",
  COUNT(*) FILTER(WHERE
    "t27"."last_click") AS "orders_last_click",
  COUNT(*) FILTER(WHERE
    "t27"."last_click_own") AS "orders_last_click_own",
  COUNT(*) FILTER(WHERE
    "t27"."last_click" AND NOT (
      "t27"."last_click_own"
    )) AS "orders_last_click_gained",
  COUNT(*) FILTER(WHERE
    NOT (
      "t27"."last_click"
    ) AND "t27"."last_click_own") AS "orders_last_click_lost",
  CAST(COALESCE(SUM("t27"."value"), 0) AS DOUBLE) AS "revenue_all",
  CAST(COALESCE(SUM("t27"."value") FILTER(WHERE
    "t27"."touchpoint" AND "t27"."last_click"), 0) AS DOUBLE) AS "revenue_both",
  CAST(COALESCE(SUM("t27"."value") FILTER(WHERE
    "t27"."touchpoint"), 0) AS DOUBLE) AS "revenue_touchpoint",
  CAST(COALESCE(SUM("t27"."value") FILTER(WHERE
    "t27"."touchpoint_own"), 0) AS DOUBLE) AS "revenue_touchpoint_own",
  CAST(COALESCE(
    SUM("t27"."value") FILTER(WHERE
      "t27"."touchpoint" AND NOT (
        "t27"."touchpoint_own"
      )),
    0
  ) AS DOUBLE) AS "revenue_touchpoint_gained",
  CAST(COALESCE(
    SUM("t27"."value") FILTER(WHERE
      NOT (
        "t27"."touchpoint"
      ) AND "t27"."touchpoint_own"),
    0
  ) AS DOUBLE) AS "revenue_touchpoint_lost",
  CAST(COALESCE(SUM("t27"."value") FILTER(WHERE
    "t27"."last_click"), 0) AS DOUBLE) AS "revenue_last_click",
  CAST(COALESCE(SUM("t27"."value") FILTER(WHERE
    "t27"."last_click_own"), 0) AS DOUBLE) AS "revenue_last_click_own",
  CAST(COALESCE(
    SUM("t27"."value") FILTER(WHERE
      "t27"."last_click" AND NOT (
        "t27"."last_click_own"
      )),
    0
  ) AS DOUBLE) AS "revenue_last_click_gained",
  CAST(COALESCE(
    SUM("t27"."value") FILTER(WHERE
      NOT (
        "t27"."last_click"
      ) AND "t27"."last_click_own"),
    0
  ) AS DOUBLE) AS "revenue_last_click_lost"
FROM (
  SELECT
    "t26"."event_id",
    "t26"."value",
    "t26"."touchpoint",
    "t26"."last_click",
    "t5"."touchpoint_own",
    "t5"."last_click_own"
  FROM (
    SELECT
      "t24"."event_id",
      "t24"."value",
      COALESCE("t24"."touched_until" >= "t24"."occurred_at", FALSE) AS "touchpoint",
      COALESCE("t24"."touched_until" >= "t24"."occurred_at", FALSE)
      AND COALESCE("t24"."clicked_until" >= "t24"."occurred_at", FALSE) AS "last_click"
    FROM (
      SELECT
        "t23"."event_id",
        "t23"."contact_id",
        "t23"."occurred_at",
        "t23"."value",
        "t23"."purchase_number",
        "t23"."number_since_added",
        "t23"."channel",
        "t23"."module",
        "t23"."campaign_id",
        "t23"."touched_until",
        "t17"."last_click_channel",
        "t17"."last_click_module",
        "t17"."last_click_campaign_id",
        "t17"."from_at",
        "t17"."clicked_until"
      FROM (
        SELECT
          "t21".*
          EXCLUDE ("from_at")
        FROM (
          SELECT
            "t12"."event_id",
            "t12"."contact_id",
            "t12"."occurred_at",
            "t12"."value",
            "t12"."purchase_number",
            "t12"."number_since_added",
            "t20"."channel",
            "t20"."module",
            "t20"."campaign_id",
            "t20"."from_at",
            "t20"."touched_until"
          FROM (
            SELECT
              "t8"."event_id",
              "t8"."contact_id",
              "t8"."occurred_at",
              "t8"."value",
              "t8"."purchase_number",
              CAST(NULL AS BIGINT) AS "number_since_added"
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
                  AND "t1"."occurred_at" >= MAKE_TIMESTAMP(2025, 1, 6, 11, 0, 0.0)
                  AND "t1"."occurred_at" < MAKE_TIMESTAMP(2025, 1, 6, 11, 30, 1e-06)
              ) AS "t4"
            ) AS "t8"
          ) AS "t12"
          ASOF LEFT JOIN (
            SELECT
              "t18"."contact_id",
              "t18"."channel",
              "t18"."module",
              "t18"."campaign_id",
              "t18"."from_at",
              "t18"."until_at" AS "touched_until"
            FROM (
              SELECT
                "t13"."contact_id",
                "t13"."channel",
                "t13"."module",
                "t13"."campaign_id",
                "t13"."occurred_at" AS "from_at",
                LEAST(
                  "t13"."ends_at",
                  COALESCE(
                    LEAD("t13"."occurred_at") OVER (
                      PARTITION BY "t13"."contact_id"
                      ORDER BY "t13"."occurred_at" ASC, "t13"."interaction_id" ASC
                      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                    ),
                    "t13"."ends_at"
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
                      "t7"."occurred_at" + INTERVAL '30' DAY,
                      COALESCE(
                        LEAD("t7"."occurred_at", 5) OVER (
                          PARTITION BY "t7"."contact_id"
                          ORDER BY "t7"."occurred_at" ASC, "t7"."interaction_id" ASC
                          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                        ),
                        "t7"."occurred_at" + INTERVAL '30' DAY
                      )
                    ) AS "ends_at"
                  FROM (
                    SELECT
                      *
                    FROM "interactions" AS "t2"
                    WHERE
                      "t2"."occurred_at" >= (
                        MAKE_TIMESTAMP(2025, 1, 6, 11, 0, 0.0) - INTERVAL '30' DAY
                      )
                      AND "t2"."occurred_at" < MAKE_TIMESTAMP(2025, 1, 6, 11, 30, 1e-06)
                      AND NOT (
                        COALESCE("t2"."machine", FALSE)
                      )
                      AND "t2"."channel" <> 'direct'
                  ) AS "t7"
                ) AS "t10"
                WHERE
                  "t10"."own"
              ) AS "t13"
            ) AS "t18"
            WHERE
              "t18"."until_at" > "t18"."from_at"
          ) AS "t20"
            ON "t12"."occurred_at" > "t20"."from_at" AND "t12"."contact_id" = "t20"."contact_id"
        ) AS "t21"
      ) AS "t23"
      ASOF LEFT JOIN (
        SELECT
          "t15"."contact_id",
          "t15"."channel" AS "last_click_channel",
          "t15"."module" AS "last_click_module",
          "t15"."campaign_id" AS "last_click_campaign_id",
          "t15"."from_at",
          "t15"."until_at" AS "clicked_until"
        FROM (
          SELECT
            "t14".*
            EXCLUDE ("own")
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
                  "t6"."occurred_at" + INTERVAL '30' DAY,
                  COALESCE(
                    LEAD("t6"."occurred_at") OVER (
                      PARTITION BY "t6"."contact_id"
                      ORDER BY "t6"."occurred_at" ASC, "t6"."interaction_id" ASC
                      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                    ),
                    "t6"."occurred_at" + INTERVAL '30' DAY
                  )
                ) AS "until_at"
              FROM (
                SELECT
                  *
                FROM "interactions" AS "t2"
                WHERE
                  "t2"."occurred_at" >= (
                    MAKE_TIMESTAMP(2025, 1, 6, 11, 0, 0.0) - INTERVAL '30' DAY
                  )
                  AND "t2"."occurred_at" < MAKE_TIMESTAMP(2025, 1, 6, 11, 30, 1e-06)
                  AND NOT (
                    COALESCE("t2"."machine", FALSE)
                  )
                  AND "t2"."kind" IN ('click', 'entry')
                  AND "t2"."channel" <> 'direct'
              ) AS "t6"
            ) AS "t9"
            WHERE
              "t9"."own" AND "t9"."until_at" > "t9"."from_at"
          ) AS "t14"
        ) AS "t15"
      ) AS "t17"
        ON "t23"."occurred_at" > "t17"."from_at" AND "t23"."contact_id" = "t17"."contact_id"
    ) AS "t24"
  ) AS "t26"
  INNER JOIN (
    SELECT
      "t0"."event_id",
      COALESCE("t0"."touchpoint", FALSE) AS "touchpoint_own",
      COALESCE("t0"."last_click", FALSE) AS "last_click_own"
    FROM "orders" AS "t0"
    WHERE
      "t0"."occurred_at" >= MAKE_TIMESTAMP(2025, 1, 6, 11, 0, 0.0)
      AND "t0"."occurred_at" < MAKE_TIMESTAMP(2025, 1, 6, 11, 30, 1e-06)
  ) AS "t5"
    ON "t26"."event_id" = "t5"."event_id"
) AS "t27"
