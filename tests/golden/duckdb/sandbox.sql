SELECT
  COUNT(*) AS "orders_all",
  COUNT(*) FILTER(WHERE
    "t26"."touchpoint" AND "t26"."last_click") AS "orders_both",
  COUNT(*) FILTER(WHERE
    "t26"."touchpoint") AS "orders_touchpoint",
  COUNT(*) FILTER(WHERE
    "t26"."touchpoint_own") AS "orders_touchpoint_own",
  COUNT(*) FILTER(WHERE
    "t26"."touchpoint" AND NOT (
      "t26"."touchpoint_own"
    )) AS "orders_touchpoint_gained",
  COUNT(*) FILTER(WHERE
    NOT (
      "t26"."touchpoint"
    ) AND "t26"."touchpoint_own") AS "orders_touchpoint_lost",
  COUNT(*) FILTER(WHERE
    "t26"."last_click") AS "orders_last_click",
  COUNT(*) FILTER(WHERE
    "t26"."last_click_own") AS "orders_last_click_own",
  COUNT(*) FILTER(WHERE
    "t26"."last_click" AND NOT (
      "t26"."last_click_own"
    )) AS "orders_last_click_gained",
  COUNT(*) FILTER(WHERE
    NOT (
      "t26"."last_click"
    ) AND "t26"."last_click_own") AS "orders_last_click_lost",
  CAST(COALESCE(SUM("t26"."value"), 0) AS DOUBLE) AS "revenue_all",
  CAST(COALESCE(SUM("t26"."value") FILTER(WHERE
    "t26"."touchpoint" AND "t26"."last_click"), 0) AS DOUBLE) AS "revenue_both",
  CAST(COALESCE(SUM("t26"."value") FILTER(WHERE
    "t26"."touchpoint"), 0) AS DOUBLE) AS "revenue_touchpoint",
  CAST(COALESCE(SUM("t26"."value") FILTER(WHERE
    "t26"."touchpoint_own"), 0) AS DOUBLE) AS "revenue_touchpoint_own",
  CAST(COALESCE(
    SUM("t26"."value") FILTER(WHERE
      "t26"."touchpoint" AND NOT (
        "t26"."touchpoint_own"
      )),
    0
  ) AS DOUBLE) AS "revenue_touchpoint_gained",
  CAST(COALESCE(
    SUM("t26"."value") FILTER(WHERE
      NOT (
        "t26"."touchpoint"
      ) AND "t26"."touchpoint_own"),
    0
  ) AS DOUBLE) AS "revenue_touchpoint_lost",
  CAST(COALESCE(SUM("t26"."value") FILTER(WHERE
    "t26"."last_click"), 0) AS DOUBLE) AS "revenue_last_click",
  CAST(COALESCE(SUM("t26"."value") FILTER(WHERE
    "t26"."last_click_own"), 0) AS DOUBLE) AS "revenue_last_click_own",
  CAST(COALESCE(
    SUM("t26"."value") FILTER(WHERE
      "t26"."last_click" AND NOT (
        "t26"."last_click_own"
      )),
    0
  ) AS DOUBLE) AS "revenue_last_click_gained",
  CAST(COALESCE(
    SUM("t26"."value") FILTER(WHERE
      NOT (
        "t26"."last_click"
      ) AND "t26"."last_click_own"),
    0
  ) AS DOUBLE) AS "revenue_last_click_lost"
FROM (
  SELECT
    "t25"."event_id",
    "t25"."value",
    "t25"."touchpoint",
    "t25"."last_click",
    "t7"."touchpoint_own",
    "t7"."last_click_own"
  FROM (
    SELECT
      "t23"."event_id",
      "t23"."value",
      COALESCE("t23"."touched_until" >= "t23"."occurred_at", FALSE) AS "touchpoint",
      COALESCE("t23"."touched_until" >= "t23"."occurred_at", FALSE)
      AND COALESCE("t23"."clicked_until" >= "t23"."occurred_at", FALSE) AS "last_click"
    FROM (
      SELECT
        "t22"."event_id",
        "t22"."contact_id",
        "t22"."occurred_at",
        "t22"."value",
        "t22"."purchase_number",
        "t22"."channel",
        "t22"."module",
        "t22"."campaign_id",
        "t22"."touched_until",
        "t16"."last_click_channel",
        "t16"."last_click_module",
        "t16"."last_click_campaign_id",
        "t16"."from_at",
        "t16"."clicked_until"
      FROM (
        SELECT
          "t20".*
          EXCLUDE ("from_at")
        FROM (
          SELECT
            "t11"."event_id",
            "t11"."contact_id",
            "t11"."occurred_at",
            "t11"."value",
            "t11"."purchase_number",
            "t19"."channel",
            "t19"."module",
            "t19"."campaign_id",
            "t19"."from_at",
            "t19"."touched_until"
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
          ) AS "t11"
          ASOF LEFT JOIN (
            SELECT
              "t17"."contact_id",
              "t17"."channel",
              "t17"."module",
              "t17"."campaign_id",
              "t17"."from_at",
              "t17"."until_at" AS "touched_until"
            FROM (
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
                    "t6"."contact_id",
                    "t6"."interaction_id",
                    "t6"."occurred_at",
                    "t6"."own",
                    "t6"."channel",
                    "t6"."module",
                    "t6"."campaign_id",
                    LEAST(
                      "t6"."occurred_at" + INTERVAL '30' DAY,
                      COALESCE(
                        LEAD("t6"."occurred_at", 5) OVER (
                          PARTITION BY "t6"."contact_id"
                          ORDER BY "t6"."occurred_at" ASC, "t6"."interaction_id" ASC
                          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                        ),
                        "t6"."occurred_at" + INTERVAL '30' DAY
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
                      AND "t2"."channel" <> 'direct'
                  ) AS "t6"
                ) AS "t10"
                WHERE
                  "t10"."own"
              ) AS "t12"
            ) AS "t17"
            WHERE
              "t17"."until_at" > "t17"."from_at"
          ) AS "t19"
            ON "t11"."occurred_at" > "t19"."from_at" AND "t11"."contact_id" = "t19"."contact_id"
        ) AS "t20"
      ) AS "t22"
      ASOF LEFT JOIN (
        SELECT
          "t14"."contact_id",
          "t14"."channel" AS "last_click_channel",
          "t14"."module" AS "last_click_module",
          "t14"."campaign_id" AS "last_click_campaign_id",
          "t14"."from_at",
          "t14"."until_at" AS "clicked_until"
        FROM (
          SELECT
            "t13".*
            EXCLUDE ("own")
          FROM (
            SELECT
              *
            FROM (
              SELECT
                "t5"."contact_id",
                "t5"."own",
                "t5"."channel",
                "t5"."module",
                "t5"."campaign_id",
                "t5"."occurred_at" AS "from_at",
                LEAST(
                  "t5"."occurred_at" + INTERVAL '30' DAY,
                  COALESCE(
                    LEAD("t5"."occurred_at") OVER (
                      PARTITION BY "t5"."contact_id"
                      ORDER BY "t5"."occurred_at" ASC, "t5"."interaction_id" ASC
                      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                    ),
                    "t5"."occurred_at" + INTERVAL '30' DAY
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
                  AND "t2"."kind" IN ('click', 'entry')
                  AND "t2"."channel" <> 'direct'
              ) AS "t5"
            ) AS "t9"
            WHERE
              "t9"."own" AND "t9"."until_at" > "t9"."from_at"
          ) AS "t13"
        ) AS "t14"
      ) AS "t16"
        ON "t22"."occurred_at" > "t16"."from_at" AND "t22"."contact_id" = "t16"."contact_id"
    ) AS "t23"
  ) AS "t25"
  INNER JOIN (
    SELECT
      "t0"."event_id",
      COALESCE("t0"."touchpoint", FALSE) AS "touchpoint_own",
      COALESCE("t0"."last_click", FALSE) AS "last_click_own"
    FROM "orders" AS "t0"
    WHERE
      "t0"."occurred_at" >= MAKE_TIMESTAMP(2025, 1, 6, 11, 0, 0.0)
      AND "t0"."occurred_at" < MAKE_TIMESTAMP(2025, 1, 6, 11, 30, 1e-06)
  ) AS "t7"
    ON "t25"."event_id" = "t7"."event_id"
) AS "t26"
