-- Each published request with an address on a street, once for each of its streets, as a row of `by_street`, read from
-- what is published in detail. The macros come from the contract; agency_code and outcome_code give positions in the
-- lists that the indexes hold. Nothing is NULL: -1 stands for none, which the driver reads ten times as fast.
CREATE OR REPLACE TEMP VIEW street_requests AS
WITH named_areas AS (
  SELECT kind, name, min(area_id) AS area_id
  FROM areas
  GROUP BY kind, name
)
SELECT
  created_at,
  street_id,
  lookup_number(request_number) AS number,
  (epoch(created_at)::BIGINT // 60)::INTEGER AS opened,
  request_type_id::INTEGER AS type,
  pack_state(
    origin_code(detail.origin),
    status_code(status),
    disposition_code(disposition),
    work_recorded_code(work_recorded)
  )::INTEGER AS state,
  coalesce(due_minutes, -1) AS due,
  coalesce(minutes_to_close, -1) AS closed,
  coalesce(outcome_code(outcome), -1)::INTEGER AS outcome,
  coalesce(agency_code(agency), -1)::INTEGER AS agency,
  address_id AS address,
  -- A placeholder point says nothing about where the problem is.
  CASE WHEN location <> 'placeholder' THEN coalesce(n.area_id, 0) ELSE 0 END::INTEGER AS neighborhood,
  CASE WHEN location <> 'placeholder' THEN coalesce(d.area_id, 0) ELSE 0 END::INTEGER AS district,
  CASE WHEN location = 'point' THEN steps_east(longitude) ELSE -1 END AS east,
  CASE WHEN location = 'point' THEN steps_north(latitude) ELSE -1 END AS north
FROM detail
JOIN address_streets USING (address)
JOIN request_types USING (request_type)
LEFT JOIN named_areas n ON n.kind = 'neighborhood' AND n.name = neighborhood
LEFT JOIN named_areas d ON d.kind = 'council_district' AND d.name = council_district
