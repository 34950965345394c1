-- Which request a duplicate repeats, and which one took over from a transferred one. The service does not say; both
-- are inferred: a parent has the type and the place, was opened before, and closed at the same moment
-- or is open like its duplicate; a successor was opened at the same second at the same place under another type.
CREATE OR REPLACE TEMP TABLE handed_on AS
SELECT
  request_number,
  request_type,
  created_at,
  closed_at,
  longitude,
  latitude,
  address,
  status_label ILIKE '%(duplicate)%' AS is_duplicate
FROM settled_all
WHERE status_label ILIKE '%(duplicate)%' OR status_label ILIKE '%(transferred)%';

CREATE OR REPLACE TEMP TABLE parents AS
SELECT request_number, arg_max(parent_number, (created_at, parent_number)) AS parent_number
FROM (
  SELECT duplicate.request_number, parent.request_number AS parent_number, parent.created_at
  FROM settled_all AS parent
  JOIN handed_on AS duplicate
    ON duplicate.closed_at = parent.closed_at AND duplicate.request_type = parent.request_type
  WHERE duplicate.is_duplicate
    AND parent.status_label NOT ILIKE '%(%'
    AND parent.created_at <= duplicate.created_at
    AND (
      parent.address = duplicate.address
      OR (abs(parent.longitude - duplicate.longitude) < 0.0006 AND abs(parent.latitude - duplicate.latitude) < 0.00045)
    )
  UNION ALL
  SELECT duplicate.request_number, parent.request_number, parent.created_at
  FROM settled_all AS parent
  JOIN handed_on AS duplicate
    ON duplicate.address = parent.address AND duplicate.request_type = parent.request_type
  WHERE duplicate.is_duplicate
    AND duplicate.closed_at IS NULL
    AND parent.closed_at IS NULL
    AND parent.status_label NOT ILIKE '%(%'
    AND parent.created_at <= duplicate.created_at
)
GROUP BY request_number;

CREATE OR REPLACE TEMP TABLE successors AS
SELECT transferred.request_number, min(successor.request_number) AS successor_number
FROM settled_all AS successor
JOIN handed_on AS transferred ON transferred.created_at = successor.created_at
WHERE NOT transferred.is_duplicate
  AND successor.status_label NOT ILIKE '%(%'
  AND (
    successor.address = transferred.address
    OR (successor.longitude = transferred.longitude AND successor.latitude = transferred.latitude)
  )
GROUP BY transferred.request_number;

CREATE OR REPLACE TEMP TABLE links AS
SELECT
  handed_on.request_number,
  strftime(handed_on.created_at, '%Y-%m') AS month,
  parent_number,
  successor_number
FROM handed_on
LEFT JOIN parents USING (request_number)
LEFT JOIN successors USING (request_number)
ORDER BY handed_on.request_number
