-- Text as the source wrote it becomes typed values. Spaces (also U+00A0) are trimmed from labels; NA and blank
-- are null. Epochs hold Baltimore wall clock written as if UTC (docs/record.md), so they are read as they stand.
-- A row that cannot be counted honestly gets a reason: it is kept and counted, and not published.
CREATE OR REPLACE TEMP VIEW conformed AS
WITH dated AS (
  SELECT
    *,
    CASE date_style
      WHEN 'epoch_ms' THEN [
        make_timestamp(try_cast(created_at AS BIGINT) * 1000),
        make_timestamp(try_cast(status_at AS BIGINT) * 1000),
        make_timestamp(try_cast(due_at AS BIGINT) * 1000),
        make_timestamp(try_cast(closed_at AS BIGINT) * 1000),
        make_timestamp(try_cast(last_activity_at AS BIGINT) * 1000)
      ]
      WHEN 'month_first' THEN [
        try_strptime(created_at, '%m/%d/%Y %I:%M:%S %p'),
        try_strptime(status_at, '%m/%d/%Y %I:%M:%S %p'),
        try_strptime(due_at, '%m/%d/%Y %I:%M:%S %p'),
        try_strptime(closed_at, '%m/%d/%Y %I:%M:%S %p'),
        try_strptime(last_activity_at, '%m/%d/%Y %I:%M:%S %p')
      ]
      ELSE [
        try_cast(replace(left(created_at, 19), '/', '-') AS TIMESTAMP),
        try_cast(replace(left(status_at, 19), '/', '-') AS TIMESTAMP),
        try_cast(replace(left(due_at, 19), '/', '-') AS TIMESTAMP),
        try_cast(replace(left(closed_at, 19), '/', '-') AS TIMESTAMP),
        try_cast(replace(left(last_activity_at, 19), '/', '-') AS TIMESTAMP)
      ]
    END AS dates
  FROM raw
), typed AS (
  SELECT
    source,
    try_cast(source_row AS BIGINT) AS object_id,
    nullif(trim(request_number), '') AS request_number,
    nullif(trim(request_type), '') AS request_type,
    nullif(trim(method), '') AS method,
    nullif(trim(status), '') AS status_label,
    nullif(trim(agency), '') AS agency,
    nullif(trim(
      CASE
        WHEN regexp_matches(outcome, '\s\s|[\t\n\r\x{00A0}]') THEN regexp_replace(outcome, '[\s\x{00A0}]+', ' ', 'g')
        ELSE outcome
      END
    ), '') AS outcome,
    nullif(trim(address), '') AS address,
    nullif(trim(replace(neighborhood_label, chr(160), ' ')), '') AS neighborhood_label,
    dates[1] AS created_at,
    dates[3] AS due_at,
    dates[4] AS closed_at,
    greatest(dates[1], dates[2], dates[4], dates[5]) AS updated_at,
    try_cast(longitude AS DOUBLE) AS longitude,
    try_cast(latitude AS DOUBLE) AS latitude
  FROM dated
)
SELECT
  *,
  CASE
    WHEN request_number IS NULL THEN 'no request number'
    WHEN NOT regexp_full_match(request_number, '\d{2}-\d{8}') THEN 'request number is not NN-NNNNNNNN'
    WHEN request_type IS NULL THEN 'no request type'
    WHEN created_at IS NULL THEN 'no readable opening date'
    WHEN status_label IS NULL THEN 'no status'
    WHEN closed_at < created_at - INTERVAL 60 SECOND THEN 'closed more than a minute before it was opened'
  END AS reason
FROM typed
