-- Everything published about a request. Requests of sensitive
-- types show their block, not their house: the address loses its last two digits and any unit, the point is rounded
-- to a thousandth of a degree (about 90 by 110 metres here). No more than a choice of columns: rows stay in the order of
-- `requests`, in which files are written.
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
  CASE WHEN sensitive THEN round(longitude, 3) ELSE longitude END AS longitude,
  CASE WHEN sensitive THEN round(latitude, 3) ELSE latitude END AS latitude,
  sensitive AS place_is_block,
  location,
  neighborhood,
  neighborhood_label,
  council_district,
  community_statistical_area,
  police_district,
  census_tract,
  month
FROM requests
