SELECT
  *
FROM (
  SELECT
    "t4"."bucket_at",
    "t4"."purchase_number",
    COALESCE(COUNT(*) FILTER(WHERE
      NOT (
        "t4"."since_added"
      )), 0) AS "customers",
    COALESCE(COUNT(*) FILTER(WHERE
      "t4"."since_added"), 0) AS "customers_since_added"
  FROM (
    SELECT
      "t3"."occurred_at",
      "t3"."purchase_number",
      "t3"."since_added",
      DATE_TRUNC('HOUR', "t3"."occurred_at") AS "bucket_at"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t0"."occurred_at",
          "t0"."purchase_number",
          FALSE AS "since_added"
        FROM "orders" AS "t0"
      ) AS "t1"
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          "t0"."occurred_at",
          "t0"."number_since_added" AS "purchase_number",
          TRUE AS "since_added"
        FROM "orders" AS "t0"
      ) AS "t2"
    ) AS "t3"
    WHERE
      "t3"."purchase_number" <= 50
  ) AS "t4"
  GROUP BY
    1,
    2
) AS "t5"
ORDER BY
  "t5"."bucket_at" ASC,
  "t5"."purchase_number" ASC
