SELECT
  "t2"."event_id",
  "t2"."contact_id",
  "t2"."occurred_at",
  "t2"."value",
  CAST(NULL AS BOOLEAN) AS "touchpoint",
  CAST(NULL AS BOOLEAN) AS "last_click",
  CAST(NULL AS TEXT) AS "channel",
  CAST(NULL AS TEXT) AS "module",
  CAST(NULL AS TEXT) AS "campaign_id",
  CAST(NULL AS TEXT) AS "last_click_channel",
  CAST(NULL AS TEXT) AS "last_click_module",
  CAST(NULL AS TEXT) AS "last_click_campaign_id",
  "t2"."purchase_number",
  CAST(NULL AS BIGINT) AS "number_since_added"
FROM (
  SELECT
    "t1"."event_id",
    "t1"."contact_id",
    "t1"."occurred_at",
    "t1"."value",
    (
      ROW_NUMBER() OVER (
        PARTITION BY "t1"."contact_id"
        ORDER BY "t1"."occurred_at" ASC, "t1"."event_id" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) - 1
    ) + 1 AS "purchase_number"
  FROM (
    SELECT
      *
    FROM "events" AS "t0"
    WHERE
      "t0"."type" = 'PURCHASE'
  ) AS "t1"
) AS "t2"
