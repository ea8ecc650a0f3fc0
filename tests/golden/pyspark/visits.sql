SELECT
  *
FROM (
  SELECT
    `t1`.`bucket_at`,
    COALESCE(SUM(CAST(`t1`.`is_monitored` AS BIGINT)), 0) AS `monitored`,
    COALESCE(SUM(CAST(NOT (
      `t1`.`is_monitored`
    ) AS BIGINT)), 0) AS `anonymous`
  FROM (
    SELECT
      `t0`.`started_at`,
      `t0`.`contact_id` IS NOT NULL AS `is_monitored`,
      DATE_TRUNC('hour', `t0`.`started_at`) AS `bucket_at`
    FROM `visits` AS `t0`
  ) AS `t1`
  GROUP BY
    1
) AS `t2`
ORDER BY
  `t2`.`bucket_at` ASC NULLS LAST
