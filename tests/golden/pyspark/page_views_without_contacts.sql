SELECT
  *
FROM (
  SELECT
    `t7`.`bucket_at`,
    COALESCE(SUM(`t7`.`views`), 0) AS `total`,
    COALESCE(SUM(IF(`t7`.`is_monitored`, `t7`.`views`, NULL)), 0) AS `monitored`,
    COALESCE(SUM(IF(NOT (
      `t7`.`is_monitored`
    ), `t7`.`views`, NULL)), 0) AS `anonymous`
  FROM (
    SELECT
      `t6`.`viewed_at`,
      `t6`.`visited_by` IS NOT NULL AS `is_monitored`,
      1 AS `views`,
      DATE_TRUNC('hour', `t6`.`viewed_at`) AS `bucket_at`
    FROM (
      SELECT
        `t3`.`visit_id`,
        `t3`.`viewed_at`,
        `t5`.`visited_id`,
        `t5`.`visited_by`
      FROM (
        SELECT
          `t0`.`visit_id`,
          `t0`.`viewed_at`
        FROM `page_views` AS `t0`
      ) AS `t3`
      LEFT OUTER JOIN (
        SELECT
          `t1`.`visit_id` AS `visited_id`,
          `t1`.`contact_id` AS `visited_by`
        FROM `visits` AS `t1`
        WHERE
          `t1`.`contact_id` IS NOT NULL
      ) AS `t5`
        ON `t3`.`visit_id` = `t5`.`visited_id`
    ) AS `t6`
  ) AS `t7`
  GROUP BY
    1
) AS `t8`
ORDER BY
  `t8`.`bucket_at` ASC NULLS LAST
