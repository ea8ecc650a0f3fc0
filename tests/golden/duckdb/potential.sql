WITH "t1" AS (
  SELECT
    "t0"."contact_id",
    MIN("t0"."occurred_at") FILTER(WHERE
      "t0"."type" = 'CART') AS "cart_at",
    MIN("t0"."occurred_at") FILTER(WHERE
      "t0"."type" = 'PURCHASE') AS "bought_at"
  FROM "events" AS "t0"
  GROUP BY
    1
)
SELECT
  *
FROM (
  SELECT
    "t6"."bucket_at",
    COALESCE(COUNT(*) FILTER(WHERE
      "t6"."has_entered"), 0) AS "entered",
    COALESCE(COUNT(*) FILTER(WHERE
      NOT (
        "t6"."has_entered"
      )), 0) AS "left"
  FROM (
    SELECT
      "t5"."turned_at",
      "t5"."has_entered",
      DATE_TRUNC('HOUR', "t5"."turned_at") AS "bucket_at"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t2"."cart_at" AS "turned_at",
          TRUE AS "has_entered"
        FROM "t1" AS "t2"
        WHERE
          "t2"."cart_at" IS NOT NULL
          AND (
            (
              "t2"."bought_at" IS NULL
            ) OR (
              "t2"."cart_at" < "t2"."bought_at"
            )
          )
      ) AS "t3"
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          "t2"."bought_at" AS "turned_at",
          FALSE AS "has_entered"
        FROM "t1" AS "t2"
        WHERE
          "t2"."cart_at" IS NOT NULL
          AND (
            (
              "t2"."bought_at" IS NULL
            ) OR (
              "t2"."cart_at" < "t2"."bought_at"
            )
          )
          AND "t2"."bought_at" IS NOT NULL
      ) AS "t4"
    ) AS "t5"
  ) AS "t6"
  GROUP BY
    1
) AS "t7"
ORDER BY
  "t7"."bucket_at" ASC
