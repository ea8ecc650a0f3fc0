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
    "t0"."occurred_at" >= MAKE_TIMESTAMP(2025, 1, 6, 11, 0, 0.0)
    AND "t0"."occurred_at" < MAKE_TIMESTAMP(2025, 1, 6, 11, 30, 1e-06)
) AS "t1"
