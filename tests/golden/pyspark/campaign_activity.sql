SELECT
  *
FROM (
  SELECT
    `t1`.`bucket_at`,
    `t1`.`campaign_id`,
    `t1`.`kind`,
    COALESCE(COUNT(*), 0) AS `interactions`
  FROM (
    SELECT
      `t0`.`occurred_at`,
      `t0`.`campaign_id`,
      `t0`.`kind`,
      DATE_TRUNC('hour', `t0`.`occurred_at`) AS `bucket_at`
    FROM `interactions` AS `t0`
    WHERE
      `t0`.`campaign_id` IS NOT NULL
  ) AS `t1`
  GROUP BY
    1,
    2,
    3
) AS `t2`
ORDER BY
  `t2`.`bucket_at` ASC NULLS LAST,
  `t2`.`campaign_id` ASC NULLS LAST,
  `t2`.`kind` ASC NULLS LAST
