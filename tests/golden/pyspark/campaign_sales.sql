SELECT
  *
FROM (
  SELECT
    `t4`.`bucket_at`,
    `t4`.`channel`,
    `t4`.`module`,
    `t4`.`campaign_id`,
    COALESCE(SUM(CAST(NOT (
      `t4`.`by_last_click`
    ) AS BIGINT)), 0) AS `touchpoint_orders`,
    COALESCE(SUM(IF(NOT (
      `t4`.`by_last_click`
    ), `t4`.`value`, NULL)), 0) AS `touchpoint_revenue`,
    COALESCE(SUM(CAST(`t4`.`by_last_click` AS BIGINT)), 0) AS `last_click_orders`,
    COALESCE(SUM(IF(`t4`.`by_last_click`, `t4`.`value`, NULL)), 0) AS `last_click_revenue`
  FROM (
    SELECT
      `t3`.`occurred_at`,
      `t3`.`value`,
      `t3`.`channel`,
      `t3`.`module`,
      `t3`.`campaign_id`,
      `t3`.`by_last_click`,
      DATE_TRUNC('hour', `t3`.`occurred_at`) AS `bucket_at`
    FROM (
      SELECT
        *
      FROM (
        SELECT
          `t0`.`occurred_at`,
          `t0`.`value`,
          `t0`.`channel`,
          `t0`.`module`,
          `t0`.`campaign_id`,
          FALSE AS `by_last_click`
        FROM `orders` AS `t0`
        WHERE
          `t0`.`touchpoint`
      ) AS `t1`
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          `t0`.`occurred_at`,
          `t0`.`value`,
          `t0`.`last_click_channel` AS `channel`,
          `t0`.`last_click_module` AS `module`,
          `t0`.`last_click_campaign_id` AS `campaign_id`,
          TRUE AS `by_last_click`
        FROM `orders` AS `t0`
        WHERE
          `t0`.`last_click`
      ) AS `t2`
    ) AS `t3`
  ) AS `t4`
  GROUP BY
    1,
    2,
    3,
    4
) AS `t5`
ORDER BY
  `t5`.`bucket_at` ASC NULLS LAST,
  `t5`.`channel` ASC NULLS LAST,
  `t5`.`module` ASC NULLS LAST,
  `t5`.`campaign_id` ASC NULLS LAST
