-- The narrow table browsers fetch. Sorted so that area and type compress to almost nothing; the last keys make
-- the order, and so the bytes, the same every time.
CREATE OR REPLACE TABLE core AS
SELECT
  created_at::DATE AS created_day,
  request_type_id AS request_type,
  neighborhood_id AS neighborhood,
  council_district_id AS council_district,
  community_statistical_area_id AS community_statistical_area,
  police_district_id AS police_district,
  (list_position(['resident', 'city', 'information', 'administrative'], origin) - 1)::UTINYINT AS origin,
  (list_position(['point', 'placeholder', 'outside', 'missing'], location) - 1)::UTINYINT AS location,
  timed,
  (list_position(['none', 'met', 'missed', 'not_yet'], due_state) - 1)::UTINYINT AS due_state,
  (list_position(['open', 'closed'], status) - 1)::UTINYINT AS status,
  minutes_to_close,
  strftime(created_at, '%Y-%m') AS month
FROM requests
ORDER BY neighborhood, request_type, council_district, police_district, created_day, minutes_to_close, request_number
