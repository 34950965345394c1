-- Everything published about a request. Requests of sensitive
-- types show their block, not their house: the address loses its last two digits and any unit, the point is rounded
-- to a thousandth of a degree (about 90 by 110 metres here).
CREATE OR REPLACE TEMP VIEW detail_chunk AS
SELECT
  request_number,
  request_type,
  family,
  problem_class,
  origin,
  clock,
  agency,
  method,
  status,
  disposition,
  parent_number,
  successor_number,
  outcome,
  work_recorded,
  created_at,
  due_at,
  closed_at,
  updated_at,
  minutes_to_close,
  due_minutes,
  due_state,
  timed,
  closed_instantly,
  closed_in_batch,
  CASE WHEN sensitive THEN block_address(address) ELSE address END AS address,
  CASE WHEN sensitive THEN round(requests.longitude, 3) ELSE requests.longitude END AS longitude,
  CASE WHEN sensitive THEN round(requests.latitude, 3) ELSE requests.latitude END AS latitude,
  sensitive AS place_is_block,
  location,
  n.name AS neighborhood,
  neighborhood_label,
  d.name AS council_district,
  c.name AS community_statistical_area,
  p.name AS police_district,
  t.name AS census_tract,
  month
FROM requests
LEFT JOIN areas n ON n.area_id = neighborhood_id
LEFT JOIN areas d ON d.area_id = council_district_id
LEFT JOIN areas c ON c.area_id = community_statistical_area_id
LEFT JOIN areas p ON p.area_id = police_district_id
LEFT JOIN areas t ON t.area_id = census_tract_id
