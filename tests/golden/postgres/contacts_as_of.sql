SELECT
  "t37"."contact_id",
  "t37"."created_at",
  COALESCE("t37"."became_last", NOT (
    "t37"."became"
  ), "t37"."monitored") AS "monitored",
  "t37"."opted_out_at",
  "t37"."opt_out_reason"
FROM (
  SELECT
    "t36"."contact_id",
    "t36"."created_at",
    "t36"."monitored",
    "t36"."opted_out_at",
    "t36"."opt_out_reason",
    "t18"."first_id",
    "t18"."became",
    "t25"."last_id",
    "t25"."became_last"
  FROM (
    SELECT
      "t34"."contact_id",
      "t34"."created_at",
      "t34"."monitored",
      "t34"."was_opted_out_at" AS "opted_out_at",
      "t34"."was_opt_out_reason" AS "opt_out_reason"
    FROM (
      SELECT
        "t2"."contact_id",
        "t2"."created_at",
        "t2"."monitored",
        "t2"."opted_out_at",
        "t2"."opt_out_reason",
        "t33"."was_id",
        "t33"."was_opted_out_at",
        "t33"."was_opt_out_reason"
      FROM "contacts" AS "t2"
      LEFT OUTER JOIN (
        SELECT
          "t31"."contact_id" AS "was_id",
          "t31"."opted_out_at" AS "was_opted_out_at",
          "t31"."reason" AS "was_opt_out_reason"
        FROM (
          SELECT
            "t30"."contact_id",
            "t30"."opted_out_at",
            GREATEST("t30"."opted_out_at", "t4"."created_at") AS "left_at",
            CASE
              WHEN "t30"."ended_at" IS NULL
              THEN CAST(NULL AS TIMESTAMP(6))
              ELSE GREATEST("t30"."ended_at", "t4"."created_at")
            END AS "ended_at",
            CASE
              WHEN "t30"."ended_at" IS NULL
              THEN COALESCE("t30"."told_reason", "t4"."now_reason")
              ELSE "t30"."told_reason"
            END AS "reason"
          FROM (
            SELECT
              "t28"."contact_id",
              "t28"."opted_out_at",
              "t28"."ended_at",
              "t28"."told_reason"
            FROM (
              SELECT
                "t27"."contact_id",
                "t27"."since_at",
                "t27"."ended_at",
                "t27"."opted_out_at",
                "t27"."giver_id",
                "t27"."given_at",
                "t27"."told_reason",
                ROW_NUMBER() OVER (
                  PARTITION BY "t27"."contact_id", "t27"."opted_out_at"
                  ORDER BY "t27"."given_at" DESC NULLS LAST, "t27"."told_reason" ASC
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                ) - 1 AS "age"
              FROM (
                SELECT
                  "t26"."contact_id",
                  "t26"."since_at",
                  "t26"."ended_at",
                  "t26"."opted_out_at",
                  "t9"."giver_id",
                  "t9"."given_at",
                  "t9"."told_reason"
                FROM (
                  SELECT
                    "t22"."contact_id",
                    "t22"."since_at",
                    "t22"."ended_at",
                    "t22"."changed_at" AS "opted_out_at"
                  FROM (
                    SELECT
                      "t20"."contact_id",
                      "t20"."changed_at",
                      "t20"."state",
                      "t20"."is_first",
                      LAG("t20"."changed_at") OVER (
                        PARTITION BY "t20"."contact_id"
                        ORDER BY "t20"."changed_at" ASC, CASE WHEN COALESCE("t20"."state", FALSE) THEN 1 ELSE 0 END ASC
                        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                      ) AS "since_at",
                      LEAD("t20"."changed_at") OVER (
                        PARTITION BY "t20"."contact_id"
                        ORDER BY "t20"."changed_at" ASC, CASE WHEN COALESCE("t20"."state", FALSE) THEN 1 ELSE 0 END ASC
                        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                      ) AS "ended_at"
                    FROM (
                      SELECT
                        *
                      FROM (
                        SELECT
                          "t15"."contact_id",
                          "t15"."changed_at",
                          "t15"."state",
                          "t15"."is_first"
                        FROM (
                          SELECT
                            "t12"."contact_id",
                            "t12"."changed_at",
                            "t12"."state",
                            "t12"."before",
                            "t12"."before" IS NULL AS "is_first"
                          FROM (
                            SELECT
                              "t10"."contact_id",
                              "t10"."changed_at",
                              "t10"."state",
                              LAG("t10"."state") OVER (
                                PARTITION BY "t10"."contact_id"
                                ORDER BY "t10"."changed_at" ASC, CASE WHEN COALESCE("t10"."state", FALSE) THEN 1 ELSE 0 END ASC
                                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                              ) AS "before"
                            FROM (
                              SELECT
                                *
                              FROM (
                                SELECT
                                  "t1"."contact_id",
                                  "t1"."changed_at",
                                  "t1"."value" = 'true' AS "state"
                                FROM "contact_changes" AS "t1"
                                WHERE
                                  "t1"."field" = 'opted_out'
                              ) AS "t8"
                              UNION ALL
                              SELECT
                                *
                              FROM (
                                SELECT
                                  "t0"."contact_id",
                                  "t0"."opted_out_at" AS "changed_at",
                                  TRUE AS "state"
                                FROM "contacts" AS "t0"
                                WHERE
                                  "t0"."opted_out_at" IS NOT NULL
                              ) AS "t5"
                            ) AS "t10"
                          ) AS "t12"
                          WHERE
                            (
                              "t12"."before" IS NULL
                            ) OR (
                              "t12"."before" <> "t12"."state"
                            )
                        ) AS "t15"
                      ) AS "t16"
                      WHERE
                        "t16"."state" OR NOT (
                          "t16"."is_first"
                        )
                    ) AS "t20"
                  ) AS "t22"
                  WHERE
                    "t22"."state"
                ) AS "t26"
                LEFT OUTER JOIN (
                  SELECT
                    "t1"."contact_id" AS "giver_id",
                    "t1"."changed_at" AS "given_at",
                    "t1"."value" AS "told_reason"
                  FROM "contact_changes" AS "t1"
                  WHERE
                    "t1"."field" = 'opt_out_reason'
                ) AS "t9"
                  ON "t26"."contact_id" = "t9"."giver_id"
                  AND (
                    (
                      "t26"."since_at" IS NULL
                    ) OR (
                      "t9"."given_at" >= "t26"."since_at"
                    )
                  )
                  AND (
                    (
                      "t26"."ended_at" IS NULL
                    ) OR (
                      "t9"."given_at" < "t26"."ended_at"
                    )
                  )
              ) AS "t27"
            ) AS "t28"
            WHERE
              "t28"."age" = 0
          ) AS "t30"
          INNER JOIN (
            SELECT
              "t0"."contact_id",
              "t0"."created_at",
              "t0"."opt_out_reason" AS "now_reason"
            FROM "contacts" AS "t0"
          ) AS "t4"
            ON "t30"."contact_id" = "t4"."contact_id"
        ) AS "t31"
        WHERE
          (
            (
              "t31"."ended_at" IS NULL
            ) OR (
              "t31"."ended_at" > "t31"."left_at"
            )
          )
          AND "t31"."left_at" < CAST('2025-01-06T11:00:00' AS TIMESTAMP)
          AND (
            (
              "t31"."ended_at" IS NULL
            )
            OR (
              "t31"."ended_at" >= CAST('2025-01-06T11:00:00' AS TIMESTAMP)
            )
          )
      ) AS "t33"
        ON "t2"."contact_id" = "t33"."was_id"
    ) AS "t34"
  ) AS "t36"
  LEFT OUTER JOIN (
    SELECT
      "t14"."contact_id" AS "first_id",
      "t14"."state" AS "became"
    FROM (
      SELECT
        "t13"."contact_id",
        "t13"."changed_at",
        "t13"."state",
        "t13"."is_first"
      FROM (
        SELECT
          "t11"."contact_id",
          "t11"."changed_at",
          "t11"."state",
          "t11"."before",
          "t11"."before" IS NULL AS "is_first"
        FROM (
          SELECT
            "t6"."contact_id",
            "t6"."changed_at",
            "t6"."state",
            LAG("t6"."state") OVER (
              PARTITION BY "t6"."contact_id"
              ORDER BY "t6"."changed_at" ASC, CASE WHEN COALESCE("t6"."state", FALSE) THEN 1 ELSE 0 END ASC
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
          ) AS "t6"
        ) AS "t11"
        WHERE
          (
            "t11"."before" IS NULL
          ) OR (
            "t11"."before" <> "t11"."state"
          )
      ) AS "t13"
    ) AS "t14"
    WHERE
      "t14"."is_first"
  ) AS "t18"
    ON "t36"."contact_id" = "t18"."first_id"
  LEFT OUTER JOIN (
    SELECT
      "t21"."contact_id" AS "last_id",
      "t21"."state" AS "became_last"
    FROM (
      SELECT
        "t19"."contact_id",
        "t19"."changed_at",
        "t19"."state",
        "t19"."is_first",
        ROW_NUMBER() OVER (
          PARTITION BY "t19"."contact_id"
          ORDER BY "t19"."changed_at" DESC NULLS LAST, CASE WHEN COALESCE("t19"."state", FALSE) THEN 1 ELSE 0 END DESC NULLS LAST
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) - 1 AS "age"
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t13"."contact_id",
            "t13"."changed_at",
            "t13"."state",
            "t13"."is_first"
          FROM (
            SELECT
              "t11"."contact_id",
              "t11"."changed_at",
              "t11"."state",
              "t11"."before",
              "t11"."before" IS NULL AS "is_first"
            FROM (
              SELECT
                "t6"."contact_id",
                "t6"."changed_at",
                "t6"."state",
                LAG("t6"."state") OVER (
                  PARTITION BY "t6"."contact_id"
                  ORDER BY "t6"."changed_at" ASC, CASE WHEN COALESCE("t6"."state", FALSE) THEN 1 ELSE 0 END ASC
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
              ) AS "t6"
            ) AS "t11"
            WHERE
              (
                "t11"."before" IS NULL
              ) OR (
                "t11"."before" <> "t11"."state"
              )
          ) AS "t13"
        ) AS "t14"
        WHERE
          "t14"."changed_at" < CAST('2025-01-06T11:00:00' AS TIMESTAMP)
      ) AS "t19"
    ) AS "t21"
    WHERE
      "t21"."age" = 0
  ) AS "t25"
    ON "t36"."contact_id" = "t25"."last_id"
) AS "t37"
