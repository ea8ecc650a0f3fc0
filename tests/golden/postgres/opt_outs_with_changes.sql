WITH "t20" AS (
  SELECT
    "t19"."contact_id",
    "t19"."opted_out_at",
    GREATEST("t19"."opted_out_at", "t3"."created_at") AS "left_at",
    CASE
      WHEN "t19"."ended_at" IS NULL
      THEN CAST(NULL AS TIMESTAMP(6))
      ELSE GREATEST("t19"."ended_at", "t3"."created_at")
    END AS "ended_at",
    CASE
      WHEN "t19"."ended_at" IS NULL
      THEN COALESCE("t19"."told_reason", "t3"."now_reason")
      ELSE "t19"."told_reason"
    END AS "reason"
  FROM (
    SELECT
      "t17"."contact_id",
      "t17"."opted_out_at",
      "t17"."ended_at",
      "t17"."told_reason"
    FROM (
      SELECT
        "t16"."contact_id",
        "t16"."since_at",
        "t16"."ended_at",
        "t16"."opted_out_at",
        "t16"."giver_id",
        "t16"."given_at",
        "t16"."told_reason",
        ROW_NUMBER() OVER (
          PARTITION BY "t16"."contact_id", "t16"."opted_out_at"
          ORDER BY "t16"."given_at" DESC NULLS LAST, "t16"."told_reason" ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) - 1 AS "age"
      FROM (
        SELECT
          "t15"."contact_id",
          "t15"."since_at",
          "t15"."ended_at",
          "t15"."opted_out_at",
          "t7"."giver_id",
          "t7"."given_at",
          "t7"."told_reason"
        FROM (
          SELECT
            "t13"."contact_id",
            "t13"."since_at",
            "t13"."ended_at",
            "t13"."changed_at" AS "opted_out_at"
          FROM (
            SELECT
              "t12"."contact_id",
              "t12"."changed_at",
              "t12"."state",
              "t12"."is_first",
              LAG("t12"."changed_at") OVER (
                PARTITION BY "t12"."contact_id"
                ORDER BY "t12"."changed_at" ASC, CASE WHEN COALESCE("t12"."state", FALSE) THEN 1 ELSE 0 END ASC
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              ) AS "since_at",
              LEAD("t12"."changed_at") OVER (
                PARTITION BY "t12"."contact_id"
                ORDER BY "t12"."changed_at" ASC, CASE WHEN COALESCE("t12"."state", FALSE) THEN 1 ELSE 0 END ASC
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              ) AS "ended_at"
            FROM (
              SELECT
                *
              FROM (
                SELECT
                  "t10"."contact_id",
                  "t10"."changed_at",
                  "t10"."state",
                  "t10"."is_first"
                FROM (
                  SELECT
                    "t9"."contact_id",
                    "t9"."changed_at",
                    "t9"."state",
                    "t9"."before",
                    "t9"."before" IS NULL AS "is_first"
                  FROM (
                    SELECT
                      "t8"."contact_id",
                      "t8"."changed_at",
                      "t8"."state",
                      LAG("t8"."state") OVER (
                        PARTITION BY "t8"."contact_id"
                        ORDER BY "t8"."changed_at" ASC, CASE WHEN COALESCE("t8"."state", FALSE) THEN 1 ELSE 0 END ASC
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
                      ) AS "t6"
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
                      ) AS "t4"
                    ) AS "t8"
                  ) AS "t9"
                  WHERE
                    (
                      "t9"."before" IS NULL
                    ) OR (
                      "t9"."before" <> "t9"."state"
                    )
                ) AS "t10"
              ) AS "t11"
              WHERE
                "t11"."state" OR NOT (
                  "t11"."is_first"
                )
            ) AS "t12"
          ) AS "t13"
          WHERE
            "t13"."state"
        ) AS "t15"
        LEFT OUTER JOIN (
          SELECT
            "t1"."contact_id" AS "giver_id",
            "t1"."changed_at" AS "given_at",
            "t1"."value" AS "told_reason"
          FROM "contact_changes" AS "t1"
          WHERE
            "t1"."field" = 'opt_out_reason'
        ) AS "t7"
          ON "t15"."contact_id" = "t7"."giver_id"
          AND (
            (
              "t15"."since_at" IS NULL
            ) OR (
              "t7"."given_at" >= "t15"."since_at"
            )
          )
          AND (
            (
              "t15"."ended_at" IS NULL
            ) OR (
              "t7"."given_at" < "t15"."ended_at"
            )
          )
      ) AS "t16"
    ) AS "t17"
    WHERE
      "t17"."age" = 0
  ) AS "t19"
  INNER JOIN (
    SELECT
      "t0"."contact_id",
      "t0"."created_at",
      "t0"."opt_out_reason" AS "now_reason"
    FROM "contacts" AS "t0"
  ) AS "t3"
    ON "t19"."contact_id" = "t3"."contact_id"
)
SELECT
  *
FROM (
  SELECT
    "t25"."bucket_at",
    "t25"."reason",
    COALESCE(COUNT(*) FILTER(WHERE
      "t25"."has_left"), 0) AS "opted_out",
    COALESCE(COUNT(*) FILTER(WHERE
      NOT (
        "t25"."has_left"
      )), 0) AS "ended"
  FROM (
    SELECT
      "t24"."reason",
      "t24"."at",
      "t24"."has_left",
      DATE_TRUNC('HOUR', "t24"."at") AS "bucket_at"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          CASE LOWER(
              REGEXP_REPLACE(
                REGEXP_REPLACE(COALESCE("t21"."reason", ''), '[\s_.,;:!\-]+', ' ', 'g'),
                '^ | $',
                '',
                'g'
              )
            )
            WHEN 'never signed up'
            THEN 'never_signed_up'
            WHEN 'i never signed up'
            THEN 'never_signed_up'
            WHEN 'i never signed up for this list'
            THEN 'never_signed_up'
            WHEN 'i never signed up to this list'
            THEN 'never_signed_up'
            WHEN 'i have never signed up for this list'
            THEN 'never_signed_up'
            WHEN 'nigdy nie zapisywałem się do tej listy'
            THEN 'never_signed_up'
            WHEN 'nigdy nie zapisywałam się do tej listy'
            THEN 'never_signed_up'
            WHEN 'nigdy się nie zapisywałem'
            THEN 'never_signed_up'
            WHEN 'nigdy się nie zapisywałam'
            THEN 'never_signed_up'
            WHEN 'too many messages'
            THEN 'too_many_messages'
            WHEN 'i received too many messages'
            THEN 'too_many_messages'
            WHEN 'i receive too many messages'
            THEN 'too_many_messages'
            WHEN 'i was receiving too many messages'
            THEN 'too_many_messages'
            WHEN 'otrzymywałem zbyt wiele wiadomości'
            THEN 'too_many_messages'
            WHEN 'otrzymywałam zbyt wiele wiadomości'
            THEN 'too_many_messages'
            WHEN 'zbyt wiele wiadomości'
            THEN 'too_many_messages'
            WHEN 'za dużo wiadomości'
            THEN 'too_many_messages'
            WHEN 'topic not interesting'
            THEN 'topic_not_interesting'
            WHEN 'not interested'
            THEN 'topic_not_interesting'
            WHEN 'not interested in the topic'
            THEN 'topic_not_interesting'
            WHEN 'not interested in this topic'
            THEN 'topic_not_interesting'
            WHEN 'i am not interested in the topic'
            THEN 'topic_not_interesting'
            WHEN 'i am not interested in this topic'
            THEN 'topic_not_interesting'
            WHEN 'this topic does not interest me'
            THEN 'topic_not_interesting'
            WHEN 'nie interesuje mnie ta tematyka'
            THEN 'topic_not_interesting'
            WHEN 'nie interesuje mnie ten temat'
            THEN 'topic_not_interesting'
            WHEN 'content mismatch'
            THEN 'content_mismatch'
            WHEN 'content did not match interests'
            THEN 'content_mismatch'
            WHEN 'content did not match my interests'
            THEN 'content_mismatch'
            WHEN 'the content did not match my interests'
            THEN 'content_mismatch'
            WHEN 'the content of the messages did not match my interests'
            THEN 'content_mismatch'
            WHEN 'message content did not match my interests'
            THEN 'content_mismatch'
            WHEN 'treść wiadomości nie była dopasowana do moich zainteresowań'
            THEN 'content_mismatch'
            WHEN 'treść niedopasowana do zainteresowań'
            THEN 'content_mismatch'
            WHEN ''
            THEN 'not_given'
            WHEN 'not given'
            THEN 'not_given'
            WHEN 'nie podano'
            THEN 'not_given'
            ELSE 'other'
          END AS "reason",
          "t21"."left_at" AS "at",
          TRUE AS "has_left"
        FROM "t20" AS "t21"
        WHERE
          (
            "t21"."ended_at" IS NULL
          ) OR (
            "t21"."ended_at" > "t21"."left_at"
          )
      ) AS "t22"
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          CASE LOWER(
              REGEXP_REPLACE(
                REGEXP_REPLACE(COALESCE("t21"."reason", ''), '[\s_.,;:!\-]+', ' ', 'g'),
                '^ | $',
                '',
                'g'
              )
            )
            WHEN 'never signed up'
            THEN 'never_signed_up'
            WHEN 'i never signed up'
            THEN 'never_signed_up'
            WHEN 'i never signed up for this list'
            THEN 'never_signed_up'
            WHEN 'i never signed up to this list'
            THEN 'never_signed_up'
            WHEN 'i have never signed up for this list'
            THEN 'never_signed_up'
            WHEN 'nigdy nie zapisywałem się do tej listy'
            THEN 'never_signed_up'
            WHEN 'nigdy nie zapisywałam się do tej listy'
            THEN 'never_signed_up'
            WHEN 'nigdy się nie zapisywałem'
            THEN 'never_signed_up'
            WHEN 'nigdy się nie zapisywałam'
            THEN 'never_signed_up'
            WHEN 'too many messages'
            THEN 'too_many_messages'
            WHEN 'i received too many messages'
            THEN 'too_many_messages'
            WHEN 'i receive too many messages'
            THEN 'too_many_messages'
            WHEN 'i was receiving too many messages'
            THEN 'too_many_messages'
            WHEN 'otrzymywałem zbyt wiele wiadomości'
            THEN 'too_many_messages'
            WHEN 'otrzymywałam zbyt wiele wiadomości'
            THEN 'too_many_messages'
            WHEN 'zbyt wiele wiadomości'
            THEN 'too_many_messages'
            WHEN 'za dużo wiadomości'
            THEN 'too_many_messages'
            WHEN 'topic not interesting'
            THEN 'topic_not_interesting'
            WHEN 'not interested'
            THEN 'topic_not_interesting'
            WHEN 'not interested in the topic'
            THEN 'topic_not_interesting'
            WHEN 'not interested in this topic'
            THEN 'topic_not_interesting'
            WHEN 'i am not interested in the topic'
            THEN 'topic_not_interesting'
            WHEN 'i am not interested in this topic'
            THEN 'topic_not_interesting'
            WHEN 'this topic does not interest me'
            THEN 'topic_not_interesting'
            WHEN 'nie interesuje mnie ta tematyka'
            THEN 'topic_not_interesting'
            WHEN 'nie interesuje mnie ten temat'
            THEN 'topic_not_interesting'
            WHEN 'content mismatch'
            THEN 'content_mismatch'
            WHEN 'content did not match interests'
            THEN 'content_mismatch'
            WHEN 'content did not match my interests'
            THEN 'content_mismatch'
            WHEN 'the content did not match my interests'
            THEN 'content_mismatch'
            WHEN 'the content of the messages did not match my interests'
            THEN 'content_mismatch'
            WHEN 'message content did not match my interests'
            THEN 'content_mismatch'
            WHEN 'treść wiadomości nie była dopasowana do moich zainteresowań'
            THEN 'content_mismatch'
            WHEN 'treść niedopasowana do zainteresowań'
            THEN 'content_mismatch'
            WHEN ''
            THEN 'not_given'
            WHEN 'not given'
            THEN 'not_given'
            WHEN 'nie podano'
            THEN 'not_given'
            ELSE 'other'
          END AS "reason",
          "t21"."ended_at" AS "at",
          FALSE AS "has_left"
        FROM "t20" AS "t21"
        WHERE
          (
            (
              "t21"."ended_at" IS NULL
            ) OR (
              "t21"."ended_at" > "t21"."left_at"
            )
          )
          AND "t21"."ended_at" IS NOT NULL
      ) AS "t23"
    ) AS "t24"
  ) AS "t25"
  GROUP BY
    1,
    2
) AS "t26"
ORDER BY
  "t26"."bucket_at" ASC,
  "t26"."reason" ASC
