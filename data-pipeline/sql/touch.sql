-- Which held rows the night replaces, and the requests concerned, as they were settled before.
CREATE OR REPLACE TEMP TABLE read AS SELECT * FROM conformed;
DROP VIEW conformed;
DROP TABLE raw;

-- Rows are compared by a hash of all their columns: a set difference would sort a whole first reading for nothing.
CREATE OR REPLACE TEMP TABLE incoming AS
WITH same AS (
  SELECT held.source, held.object_id, hash(held) AS content
  FROM held
  SEMI JOIN read ON read.source = held.source AND read.object_id = held.object_id
)
SELECT read.*
FROM read
ANTI JOIN same
  ON same.source = read.source AND same.object_id = read.object_id AND same.content = hash(read);

CREATE OR REPLACE TEMP TABLE replaced AS
SELECT held.rowid AS id, held.*
FROM held
SEMI JOIN (
  SELECT source, object_id FROM incoming
  UNION ALL
  SELECT source, object_id FROM gone
) AS affected
ON affected.source = held.source AND affected.object_id = held.object_id;

CREATE OR REPLACE TEMP TABLE touched AS
SELECT DISTINCT request_number
FROM (SELECT request_number FROM incoming UNION ALL SELECT request_number FROM replaced)
WHERE request_number IS NOT NULL;

-- Those requests as they are settled at the moment of asking (hidden.sql says why in this order).
CREATE OR REPLACE TEMP VIEW touched_settled AS
SELECT held.*
FROM held
SEMI JOIN touched ON touched.request_number = held.request_number
WHERE reason IS NULL
QUALIFY row_number() OVER (PARTITION BY held.request_number ORDER BY updated_at DESC, source DESC, object_id DESC) = 1;

CREATE OR REPLACE TEMP TABLE before AS SELECT * FROM touched_settled;
