-- One row a request: of rows with the same number the one changed last stays, and between equals the later read.
CREATE OR REPLACE TABLE settled AS
SELECT conformed.*
FROM conformed
ANTI JOIN quarantined USING (source, source_row)
QUALIFY row_number() OVER (
  PARTITION BY request_number
  ORDER BY updated_at DESC, source DESC, source_row DESC
) = 1
