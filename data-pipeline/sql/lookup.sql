-- Each published request as one row of its part of `lookup`, read from what is published in detail. The macros come
-- from the contract; agency_code and outcome_code give positions in the lists that the indexes hold.
CREATE OR REPLACE TEMP VIEW lookup_rows AS
WITH named_areas AS (
  SELECT kind, name, min(area_id) AS area_id
  FROM areas
  GROUP BY kind, name
)
SELECT
  lookup_key(request_number) AS block,
  request_number,
  json_array(
    request_number,
    request_type_id,
    origin_code(detail.origin),
    status_code(status),
    disposition_code(disposition),
    outcome_code(outcome),
    work_recorded_code(work_recorded),
    epoch(created_at)::BIGINT,
    CASE WHEN due_at > created_at THEN date_diff('second', created_at, due_at) END,
    date_diff('second', created_at, closed_at),
    date_diff('second', created_at, updated_at),
    agency_code(agency),
    method,
    address,
    round(longitude, 5),
    round(latitude, 5),
    place_is_block::UTINYINT,
    location_code(location),
    n.area_id,
    d.area_id,
    c.area_id,
    parent_number,
    successor_number,
    closed_instantly::UTINYINT,
    closed_in_batch::UTINYINT
  )::VARCHAR AS row_text
FROM detail
JOIN request_types USING (request_type)
LEFT JOIN named_areas n ON n.kind = 'neighborhood' AND n.name = neighborhood
LEFT JOIN named_areas d ON d.kind = 'council_district' AND d.name = council_district
LEFT JOIN named_areas c ON c.kind = 'community_statistical_area' AND c.name = community_statistical_area
