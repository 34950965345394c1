-- The narrow table browsers fetch; the _code macros come from the contract's vocabularies.
CREATE OR REPLACE TEMP VIEW core_chunk AS
SELECT
  created_at::DATE AS created_day,
  request_type_id AS request_type,
  neighborhood_id AS neighborhood,
  council_district_id AS council_district,
  community_statistical_area_id AS community_statistical_area,
  police_district_id AS police_district,
  origin_code(origin) AS origin,
  location_code(location) AS location,
  timed,
  due_state_code(due_state) AS due_state,
  status_code(status) AS status,
  minutes_to_close,
  disposition_code(disposition) AS disposition,
  work_recorded_code(work_recorded) AS work_recorded,
  closed_in_batch,
  request_number,
  month
FROM requests
