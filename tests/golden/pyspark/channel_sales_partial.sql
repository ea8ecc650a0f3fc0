SELECT
  `t1`.`channel`,
  COALESCE(COUNT(*), 0) AS `orders`,
  COALESCE(SUM(`t1`.`value`), 0) AS `revenue`
FROM (
  SELECT
    `t0`.`occurred_at`,
    `t0`.`value`,
    `t0`.`channel`,
    `t0`.`module`
  FROM `orders` AS `t0`
  WHERE
    `t0`.`touchpoint`
    AND `t0`.`occurred_at` >= CAST('2025-01-06T11:00:00' AS TIMESTAMP)
    AND `t0`.`occurred_at` < CAST('2025-01-06T11:30:00.000001' AS TIMESTAMP)
) AS `t1`
GROUP BY
  1
