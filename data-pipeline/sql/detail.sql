-- Everything published about a request, in the order of the contract, by number within a month.
CREATE OR REPLACE TABLE detail AS
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
  address,
  requests.longitude,
  requests.latitude,
  location,
  n.name AS neighborhood,
  neighborhood_label,
  d.name AS council_district,
  c.name AS community_statistical_area,
  p.name AS police_district,
  t.name AS census_tract,
  strftime(created_at, '%Y-%m') AS month
FROM requests
LEFT JOIN areas n ON n.area_id = neighborhood_id
LEFT JOIN areas d ON d.area_id = council_district_id
LEFT JOIN areas c ON c.area_id = community_statistical_area_id
LEFT JOIN areas p ON p.area_id = police_district_id
LEFT JOIN areas t ON t.area_id = census_tract_id
ORDER BY month, request_number
