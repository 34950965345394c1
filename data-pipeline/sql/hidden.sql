-- Held rows that are not published on their own: of rows with one number the one changed last stays and the others
-- are merged into it (between equals the later source); a withheld number stays out altogether.
CREATE OR REPLACE TEMP TABLE hidden AS
WITH twice AS (
  SELECT request_number
  FROM held
  WHERE reason IS NULL
  GROUP BY request_number
  HAVING count(*) > 1
), merged AS (
  SELECT held.rowid AS id
  FROM held
  SEMI JOIN twice ON twice.request_number = held.request_number
  WHERE reason IS NULL
  QUALIFY row_number() OVER (
    PARTITION BY request_number
    ORDER BY updated_at DESC, source DESC, object_id DESC
  ) > 1
)
SELECT id, 'merged' AS why FROM merged
UNION ALL
SELECT held.rowid AS id, 'withheld' AS why
FROM held
SEMI JOIN withheld ON withheld.request_number = held.request_number
ANTI JOIN merged ON merged.id = held.rowid
WHERE reason IS NULL
