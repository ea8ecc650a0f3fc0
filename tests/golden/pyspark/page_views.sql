SELECT
  *
FROM (
  SELECT
    `t6`.`bucket_at`,
    COALESCE(SUM(`t6`.`views`), 0) AS `total`,
    COALESCE(SUM(IF(`t6`.`is_monitored`, `t6`.`views`, NULL)), 0) AS `monitored`,
    COALESCE(SUM(IF(NOT (
      `t6`.`is_monitored`
    ), `t6`.`views`, NULL)), 0) AS `anonymous`
  FROM (
    SELECT
      `t5`.`viewed_at`,
      COALESCE(`t5`.`contact_id`, `t5`.`visited_by`) IS NOT NULL AS `is_monitored`,
      1 AS `views`,
      DATE_TRUNC('hour', `t5`.`viewed_at`) AS `bucket_at`
    FROM (
      SELECT
        `t2`.`visit_id`,
        `t2`.`viewed_at`,
        `t2`.`contact_id`,
        `t4`.`visited_id`,
        `t4`.`visited_by`
      FROM `page_views` AS `t2`
      LEFT OUTER JOIN (
        SELECT
          `t1`.`visit_id` AS `visited_id`,
          `t1`.`contact_id` AS `visited_by`
        FROM `visits` AS `t1`
        WHERE
          `t1`.`contact_id` IS NOT NULL
      ) AS `t4`
        ON `t2`.`visit_id` = `t4`.`visited_id`
    ) AS `t5`
  ) AS `t6`
  GROUP BY
    1
) AS `t7`
ORDER BY
  `t7`.`bucket_at` ASC NULLS LAST
