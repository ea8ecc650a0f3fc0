SELECT
  "t1"."channel",
  COALESCE(COUNT(*), 0) AS "orders",
  COALESCE(SUM("t1"."value"), 0) AS "revenue"
FROM (
  SELECT
    "t0"."occurred_at",
    "t0"."value",
    "t0"."channel",
    "t0"."module"
  FROM "orders" AS "t0"
  WHERE
    "t0"."touchpoint"
    AND "t0"."occurred_at" >= MAKE_TIMESTAMP(2025, 1, 6, 11, 0, 0.0)
    AND "t0"."occurred_at" < MAKE_TIMESTAMP(2025, 1, 6, 11, 30, 1e-06)
) AS "t1"
GROUP BY
  1
