SELECT
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
    *
  FROM "orders" AS "t0"
  WHERE
    "t0"."occurred_at" >= CAST('2025-01-06T11:00:00' AS TIMESTAMP)
    AND "t0"."occurred_at" < CAST('2025-01-06T11:30:00.000001' AS TIMESTAMP)
) AS "t1"
