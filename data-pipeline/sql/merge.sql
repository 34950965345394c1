-- The night's rows take the place of those they replace.
--
-- When `current` rolls over at New Year its rows of the old year vanish with it. They are kept under a source of
-- their own until a layer of that year serves them; other rows that vanished were deleted by the City.
CREATE OR REPLACE TEMP TABLE rolled AS
WITH least AS (
  SELECT source, min(year(created_at)) AS year
  FROM (
    SELECT source, created_at FROM incoming
    UNION ALL
    SELECT source, created_at FROM held WHERE rowid NOT IN (SELECT id FROM replaced)
  )
  WHERE source IN (SELECT url FROM rolling) AND created_at IS NOT NULL
  GROUP BY source
), elsewhere AS (
  SELECT request_number FROM incoming WHERE request_number IS NOT NULL
  UNION ALL
  SELECT held.request_number
  FROM held
  SEMI JOIN replaced ON replaced.request_number = held.request_number
  WHERE held.rowid NOT IN (SELECT id FROM replaced)
)
SELECT replaced.id
FROM replaced
JOIN least ON least.source = replaced.source AND year(replaced.created_at) < least.year
ANTI JOIN elsewhere ON elsewhere.request_number = replaced.request_number;

UPDATE held
SET source = source || '#' || year(created_at)
WHERE rowid IN (SELECT id FROM rolled);

DELETE FROM held
WHERE rowid IN (SELECT id FROM replaced)
  AND rowid NOT IN (SELECT id FROM rolled);

-- Rows of files, and rows kept over a turn of the year, give way to a layer that serves the same request.
DELETE FROM held
WHERE source NOT IN (SELECT url FROM layers)
  AND request_number IN (SELECT request_number FROM incoming);

INSERT INTO held SELECT * FROM incoming;

CREATE OR REPLACE TEMP TABLE after AS SELECT * FROM touched_settled;

-- Where a request lies (layer, object id) is no part of it.
CREATE OR REPLACE TEMP TABLE moved AS
SELECT DISTINCT strftime(created_at, '%Y-%m') AS month, lookup_key(request_number) AS block
FROM (
  (SELECT * EXCLUDE (source, object_id) FROM before EXCEPT SELECT * EXCLUDE (source, object_id) FROM after)
  UNION ALL
  (SELECT * EXCLUDE (source, object_id) FROM after EXCEPT SELECT * EXCLUDE (source, object_id) FROM before)
);

INSERT INTO dirty_months SELECT DISTINCT month FROM moved;

INSERT INTO dirty_blocks SELECT DISTINCT block FROM moved;
