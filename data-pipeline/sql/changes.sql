-- What the City changed about requests that the record already had, with both values and both nights. $1 is when the
-- source was read this time, $2 when it was read before, $3 the wall clock that the record covered then.
INSERT INTO changes
WITH pairs AS (
  SELECT
    before.request_number,
    before.request_type AS type_before,
    after.request_type AS type_after,
    before.status_label AS status_before,
    after.status_label AS status_after,
    before.due_at AS due_before,
    after.due_at AS due_after,
    before.closed_at AS closed_before,
    after.closed_at AS closed_after,
    after.request_number IS NULL AS deleted
  FROM before
  LEFT JOIN after ON after.request_number = before.request_number
), seen AS (
  SELECT request_number, type_before AS request_type, 'deleted' AS change, status_before AS value_before, NULL AS value_after
  FROM pairs
  WHERE deleted
  UNION ALL
  SELECT request_number, type_after, 'reopened', status_before, status_after
  FROM pairs
  WHERE status_before ILIKE 'closed%' AND status_after NOT ILIKE 'closed%'
  UNION ALL
  SELECT request_number, type_after, 'due_date_moved', strftime(due_before, '%Y-%m-%d %H:%M:%S'), strftime(due_after, '%Y-%m-%d %H:%M:%S')
  FROM pairs
  WHERE NOT deleted AND due_before IS DISTINCT FROM due_after
  UNION ALL
  SELECT request_number, type_after, 'type_changed', type_before, type_after
  FROM pairs
  WHERE NOT deleted AND type_before <> type_after
  UNION ALL
  SELECT request_number, type_after, 'closed_in_hindsight', status_before, strftime(closed_after, '%Y-%m-%d %H:%M:%S')
  FROM pairs
  WHERE status_before NOT ILIKE 'closed%' AND status_after ILIKE 'closed%'
    AND closed_after < CAST($3 AS TIMESTAMP) - INTERVAL 1 DAY
  UNION ALL
  SELECT request_number, type_after, 'close_date_moved', strftime(closed_before, '%Y-%m-%d %H:%M:%S'), strftime(closed_after, '%Y-%m-%d %H:%M:%S')
  FROM pairs
  WHERE status_before ILIKE 'closed%' AND status_after ILIKE 'closed%' AND closed_before IS DISTINCT FROM closed_after
)
SELECT CAST($1 AS TIMESTAMP), CAST($2 AS TIMESTAMP), request_number, request_type, change, value_before, value_after
FROM seen
ORDER BY change, request_number
