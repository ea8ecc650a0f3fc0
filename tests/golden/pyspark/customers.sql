SELECT
  *
FROM (
  SELECT
    `t1`.`bucket_at`,
    `t1`.`purchase_number`,
    COALESCE(COUNT(*), 0) AS `customers`
  FROM (
    SELECT
      `t0`.`occurred_at`,
      `t0`.`purchase_number`,
      DATE_TRUNC('hour', `t0`.`occurred_at`) AS `bucket_at`
    FROM `orders` AS `t0`
    WHERE
      `t0`.`purchase_number` <= 50
  ) AS `t1`
  GROUP BY
    1,
    2
) AS `t2`
ORDER BY
  `t2`.`bucket_at` ASC NULLS LAST,
  `t2`.`purchase_number` ASC NULLS LAST
