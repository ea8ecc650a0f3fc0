SELECT
  *
FROM (
  SELECT
    "t1"."bucket_at",
    COALESCE(COUNT(*), 0) AS "orders_all",
    COALESCE(COUNT(*) FILTER(WHERE
      "t1"."touchpoint"), 0) AS "orders_touchpoint",
    COALESCE(COUNT(*) FILTER(WHERE
      "t1"."last_click"), 0) AS "orders_last_click",
    COALESCE(SUM("t1"."value"), 0) AS "revenue_all",
    COALESCE(SUM("t1"."value") FILTER(WHERE
      "t1"."touchpoint"), 0) AS "revenue_touchpoint",
    COALESCE(SUM("t1"."value") FILTER(WHERE
      "t1"."last_click"), 0) AS "revenue_last_click"
  FROM (
    SELECT
      "t0"."event_id",
      "t0"."contact_id",
      "t0"."occurred_at",
      "t0"."value",
      "t0"."touchpoint",
      "t0"."last_click",
      "t0"."channel",
      "t0"."module",
      "t0"."campaign_id",
      "t0"."last_click_channel",
      "t0"."last_click_module",
      "t0"."last_click_campaign_id",
      "t0"."purchase_number",
      "t0"."number_since_added",
      CASE
        WHEN EXTRACT(minute FROM "t0"."occurred_at") >= 45
        THEN DATE_TRUNC('HOUR', "t0"."occurred_at") + INTERVAL '45 MINUTE'
        WHEN EXTRACT(minute FROM "t0"."occurred_at") >= 30
        THEN DATE_TRUNC('HOUR', "t0"."occurred_at") + INTERVAL '30 MINUTE'
        WHEN EXTRACT(minute FROM "t0"."occurred_at") >= 15
        THEN DATE_TRUNC('HOUR', "t0"."occurred_at") + INTERVAL '15 MINUTE'
        ELSE DATE_TRUNC('HOUR', "t0"."occurred_at")
      END AS "bucket_at"
    FROM "orders" AS "t0"
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."bucket_at" ASC
