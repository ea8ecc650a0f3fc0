SELECT
  *
FROM (
  SELECT
    "t15"."bucket_at",
    COALESCE(SUM("t15"."created"), 0) AS "created",
    COALESCE(SUM("t15"."monitored"), 0) AS "monitored"
  FROM (
    SELECT
      "t14"."at",
      "t14"."created",
      "t14"."monitored",
      DATE_TRUNC('HOUR', "t14"."at") AS "bucket_at"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t2"."contact_id",
          "t2"."created_at" AS "at",
          1 AS "created",
          CASE
            WHEN COALESCE(COALESCE(NOT (
              "t11"."became"
            ), "t2"."monitored"), FALSE)
            THEN 1
            ELSE 0
          END AS "monitored"
        FROM "contacts" AS "t2"
        LEFT OUTER JOIN (
          SELECT
            "t8"."contact_id",
            "t8"."state" AS "became"
          FROM (
            SELECT
              "t7".*
              EXCLUDE ("before")
            FROM (
              SELECT
                "t6"."contact_id",
                "t6"."changed_at",
                "t6"."state",
                "t6"."before",
                "t6"."before" IS NULL AS "is_first"
              FROM (
                SELECT
                  "t5"."contact_id",
                  "t5"."changed_at",
                  "t5"."state",
                  LAG("t5"."state") OVER (
                    PARTITION BY "t5"."contact_id"
                    ORDER BY "t5"."changed_at" ASC, CASE WHEN COALESCE("t5"."state", FALSE) THEN 1 ELSE 0 END ASC
                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                  ) AS "before"
                FROM (
                  SELECT
                    "t1"."contact_id",
                    "t1"."changed_at",
                    "t1"."value" = 'true' AS "state"
                  FROM "contact_changes" AS "t1"
                  WHERE
                    "t1"."field" = 'monitored'
                ) AS "t5"
              ) AS "t6"
              WHERE
                (
                  "t6"."before" IS NULL
                ) OR (
                  "t6"."before" <> "t6"."state"
                )
            ) AS "t7"
          ) AS "t8"
          WHERE
            "t8"."is_first"
        ) AS "t11"
          ON "t2"."contact_id" = "t11"."contact_id"
      ) AS "t13"
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          "t9"."contact_id",
          GREATEST("t9"."changed_at", "t4"."created_at") AS "at",
          0 AS "created",
          CASE WHEN "t9"."state" THEN 1 ELSE -1 END AS "monitored"
        FROM (
          SELECT
            "t7".*
            EXCLUDE ("before")
          FROM (
            SELECT
              "t6"."contact_id",
              "t6"."changed_at",
              "t6"."state",
              "t6"."before",
              "t6"."before" IS NULL AS "is_first"
            FROM (
              SELECT
                "t5"."contact_id",
                "t5"."changed_at",
                "t5"."state",
                LAG("t5"."state") OVER (
                  PARTITION BY "t5"."contact_id"
                  ORDER BY "t5"."changed_at" ASC, CASE WHEN COALESCE("t5"."state", FALSE) THEN 1 ELSE 0 END ASC
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                ) AS "before"
              FROM (
                SELECT
                  "t1"."contact_id",
                  "t1"."changed_at",
                  "t1"."value" = 'true' AS "state"
                FROM "contact_changes" AS "t1"
                WHERE
                  "t1"."field" = 'monitored'
              ) AS "t5"
            ) AS "t6"
            WHERE
              (
                "t6"."before" IS NULL
              ) OR (
                "t6"."before" <> "t6"."state"
              )
          ) AS "t7"
        ) AS "t9"
        INNER JOIN (
          SELECT
            "t0"."contact_id" AS "known_id",
            "t0"."created_at"
          FROM "contacts" AS "t0"
        ) AS "t4"
          ON "t9"."contact_id" = "t4"."known_id"
      ) AS "t12"
    ) AS "t14"
  ) AS "t15"
  GROUP BY
    1
) AS "t16"
ORDER BY
  "t16"."bucket_at" ASC
