-- Rows that cannot be counted honestly are kept aside with the reason, never dropped.
CREATE OR REPLACE TABLE quarantined AS
SELECT *
FROM (
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
  FROM conformed
)
WHERE reason IS NOT NULL
