-- How many requests the run added, changed and lost, of those that readers may see.
CREATE OR REPLACE TEMP TABLE touched_counts AS
WITH old AS (
  SELECT request_number, hash(row) AS content
  FROM (SELECT * EXCLUDE (source, object_id) FROM before) AS row
), new AS (
  SELECT request_number, hash(row) AS content
  FROM (SELECT * EXCLUDE (source, object_id) FROM after) AS row
)
SELECT
  count(*) FILTER (old.content IS NULL)::INTEGER AS requests_new,
  count(*) FILTER (old.content <> new.content)::INTEGER AS requests_changed,
  count(*) FILTER (new.content IS NULL)::INTEGER AS requests_gone
FROM old
FULL JOIN new ON new.request_number = old.request_number
ANTI JOIN withheld ON withheld.request_number = coalesce(old.request_number, new.request_number)
