-- Which request a duplicate repeats, and which one took over from a transferred one. The service does not say; both
-- are inferred (METHODS 3.1): a parent has the type and the place, was opened before, and closed at the same moment
-- or is open like its duplicate; a successor was opened at the same second at the same place under another type.
CREATE OR REPLACE TEMP TABLE links AS
WITH keyed AS (
  SELECT
    request_number,
    request_type,
    created_at,
    closed_at,
    longitude,
    latitude,
    address,
    status_label ILIKE '%(duplicate)%' AS is_duplicate,
    status_label ILIKE '%(transferred)%' AS is_transferred
  FROM settled_all
), duplicates AS (
  SELECT * FROM keyed WHERE is_duplicate
), transferred AS (
  SELECT * FROM keyed WHERE is_transferred
), candidates AS (
  SELECT * FROM keyed WHERE NOT is_duplicate AND NOT is_transferred
), closed_together AS (
  SELECT duplicates.request_number, parent.request_number AS parent_number, parent.created_at
  FROM candidates AS parent
  JOIN duplicates ON duplicates.request_type = parent.request_type AND duplicates.closed_at = parent.closed_at
  WHERE parent.created_at <= duplicates.created_at
    AND (
      parent.address = duplicates.address
      OR (abs(parent.longitude - duplicates.longitude) < 0.0006 AND abs(parent.latitude - duplicates.latitude) < 0.00045)
    )
), open_together AS (
  SELECT duplicates.request_number, parent.request_number AS parent_number, parent.created_at
  FROM candidates AS parent
  JOIN duplicates ON duplicates.request_type = parent.request_type AND duplicates.address = parent.address
  WHERE parent.created_at <= duplicates.created_at AND parent.closed_at IS NULL AND duplicates.closed_at IS NULL
), parents AS (
  SELECT request_number, arg_max(parent_number, (created_at, parent_number)) AS parent_number
  FROM (FROM closed_together UNION ALL FROM open_together)
  GROUP BY request_number
), successors AS (
  SELECT transferred.request_number, min(successor.request_number) AS successor_number
  FROM transferred
  JOIN keyed AS successor ON successor.created_at = transferred.created_at
  WHERE NOT successor.is_transferred
    AND NOT successor.is_duplicate
    AND successor.request_number <> transferred.request_number
    AND (
      successor.address = transferred.address
      OR (successor.longitude = transferred.longitude AND successor.latitude = transferred.latitude)
    )
  GROUP BY transferred.request_number
)
SELECT
  keyed.request_number,
  strftime(keyed.created_at, '%Y-%m') AS month,
  parent_number,
  successor_number
FROM keyed
LEFT JOIN parents USING (request_number)
LEFT JOIN successors USING (request_number)
WHERE is_duplicate OR is_transferred
ORDER BY keyed.request_number
