-- Requests of the last days that have a point of their own, as rows of `nearby`, read from what is published in
-- detail, each with the smallest quarter that its part may be cut to. The macros come from the contract.
CREATE OR REPLACE TEMP TABLE nearby_rows AS
WITH points AS (
  SELECT
    steps_east(longitude) AS east,
    steps_north(latitude) AS north,
    request_number,
    request_type_id,
    origin_code(detail.origin) AS origin,
    status_code(status) AS status,
    disposition_code(disposition) AS disposition,
    epoch(created_at)::BIGINT // 60 AS created_at,
    CASE WHEN due_at > created_at THEN date_diff('second', created_at, due_at) // 60 END AS due_after,
    date_diff('second', created_at, closed_at) // 60 AS closed_after,
    place_is_block::UTINYINT AS place_is_block
  FROM detail
  JOIN request_types USING (request_type)
  CROSS JOIN record_end
  WHERE location = 'point' AND created_at >= record_end.moment::DATE - nearby_days()
)
SELECT
  quarter_number(east, north) AS quarter,
  east,
  north,
  request_number,
  json_array(
    request_number,
    request_type_id,
    origin,
    status,
    disposition,
    created_at,
    due_after,
    closed_after,
    in_cell(east),
    in_cell(north),
    place_is_block
  )::VARCHAR AS row_text
FROM points
