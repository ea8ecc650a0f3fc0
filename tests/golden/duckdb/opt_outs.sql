SELECT
  *
FROM (
  SELECT
    "t1"."bucket_at",
    "t1"."reason",
    COALESCE(COUNT(*) FILTER(WHERE
      "t1"."has_left"), 0) AS "opted_out",
    COALESCE(COUNT(*) FILTER(WHERE
      NOT (
        "t1"."has_left"
      )), 0) AS "ended"
  FROM (
    SELECT
      CASE LOWER(
          REGEXP_REPLACE(
            REGEXP_REPLACE(COALESCE("t0"."opt_out_reason", ''), '[\s_.,;:!\-]+', ' ', 'g'),
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
      GREATEST("t0"."opted_out_at", "t0"."created_at") AS "at",
      TRUE AS "has_left",
      DATE_TRUNC('HOUR', GREATEST("t0"."opted_out_at", "t0"."created_at")) AS "bucket_at"
    FROM "contacts" AS "t0"
    WHERE
      "t0"."opted_out_at" IS NOT NULL
  ) AS "t1"
  GROUP BY
    1,
    2
) AS "t2"
ORDER BY
  "t2"."bucket_at" ASC,
  "t2"."reason" ASC
