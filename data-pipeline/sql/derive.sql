-- Every published attribute of a request, from its settled row, its place, the reference tables and what the whole
-- record says about it (links, closings in bulk). In the order of request numbers, in which months are written: one
-- sort of many rows is shared by all cores, a sort for each month is not.
CREATE OR REPLACE TEMP TABLE requests AS
WITH named AS (
  SELECT
    settled.* EXCLUDE (outcome),
    types.request_type_id,
    types.family,
    types.problem_class,
    types.clock,
    types.sensitive,
    CASE
      WHEN types.origin <> 'resident' THEN types.origin
      WHEN method IN ('System', 'Internal') OR settled.request_type ILIKE '%proactive' THEN 'city'
      ELSE 'resident'
    END AS origin,
    CASE WHEN status_label ILIKE 'closed%' THEN 'closed' ELSE 'open' END AS status,
    CASE
      WHEN status_label ILIKE '%(duplicate)%' THEN 'duplicate'
      WHEN status_label ILIKE '%(transferred)%' THEN 'transferred'
      ELSE 'none'
    END AS disposition,
    outcomes.outcome,
    coalesce(outcomes.work_recorded, 'not_stated') AS work_recorded,
    links.parent_number,
    links.successor_number,
    places.location AS place_location,
    places.neighborhood_id,
    places.council_district_id,
    places.community_statistical_area_id,
    places.police_district_id,
    places.census_tract_id
  FROM settled
  JOIN types ON types.request_type = settled.request_type
  LEFT JOIN outcomes ON outcomes.outcome = settled.outcome
  LEFT JOIN links ON links.request_number = settled.request_number
  LEFT JOIN places ON places.longitude = settled.longitude AND places.latitude = settled.latitude
), clocked AS (
  SELECT
    named.* EXCLUDE (neighborhood_id),
    coalesce(place_location, 'missing') AS location,
    coalesce(neighborhood_id, CASE WHEN place_location IS NULL THEN labels.area_id END) AS neighborhood_id,
    CASE
      WHEN status = 'closed' AND closed_at IS NOT NULL
        THEN greatest(0, floor(date_diff('second', created_at, closed_at) / 60))::INTEGER
    END AS minutes_to_close,
    CASE WHEN due_at > created_at THEN (date_diff('second', created_at, due_at) // 60)::INTEGER END AS due_minutes
  FROM named
  LEFT JOIN labels ON labels.neighborhood_label = named.neighborhood_label
)
SELECT
  clocked.* EXCLUDE (place_location, status_label),
  strftime(created_at, '%Y-%m') AS month,
  n.name AS neighborhood,
  d.name AS council_district,
  c.name AS community_statistical_area,
  p.name AS police_district,
  t.name AS census_tract,
  clock = 'response' AND disposition = 'none' AND (status = 'open' OR closed_at IS NOT NULL) AS timed,
  coalesce(origin = 'resident' AND clock = 'response' AND disposition = 'none' AND minutes_to_close < 60, false) AS closed_instantly,
  coalesce(disposition = 'none' AND minutes_to_close >= 60 AND batch_closings.day IS NOT NULL, false) AS closed_in_batch,
  CASE
    WHEN due_minutes IS NULL THEN 'none'
    WHEN due_at > record_end.moment THEN 'not_yet'
    WHEN status = 'closed' AND closed_at <= due_at THEN 'met'
    ELSE 'missed'
  END AS due_state
FROM clocked
LEFT JOIN batch_closings
  ON batch_closings.request_type = clocked.request_type AND batch_closings.day = clocked.closed_at::DATE
LEFT JOIN areas n ON n.area_id = neighborhood_id
LEFT JOIN areas d ON d.area_id = council_district_id
LEFT JOIN areas c ON c.area_id = community_statistical_area_id
LEFT JOIN areas p ON p.area_id = police_district_id
LEFT JOIN areas t ON t.area_id = census_tract_id
CROSS JOIN record_end
ORDER BY clocked.request_number
