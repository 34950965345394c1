-- What people call kinds of request, agencies and neighborhoods of the record, from the reference table (search_said). Words
-- of a family stand for each of its kinds that residents ask for; a neighborhood also goes by former names and by labels of
-- the City that lead to it.
CREATE OR REPLACE TEMP TABLE search_words AS
WITH said AS (
  SELECT 'type' AS kind, request_type AS key, language, words, 2 AS rank
  FROM search_said
  JOIN request_types ON family = key AND origin = 'resident'
  WHERE kind = 'family'
  UNION ALL
  SELECT kind, key, language, words, 1
  FROM search_said
  WHERE kind IN ('type', 'agency')
  UNION ALL
  SELECT 'neighborhood', areas.name, NULL, search_said.words, 1
  FROM search_said
  JOIN areas ON areas.kind = 'neighborhood' AND lower(areas.name) = lower(key)
  WHERE search_said.kind = 'neighborhood'
  UNION ALL
  SELECT 'neighborhood', areas.name, NULL, other, 2
  FROM (
    SELECT name AS other, label AS own FROM neighborhood_aliases
    UNION
    SELECT label, name FROM neighborhood_aliases
  )
  JOIN areas ON areas.kind = 'neighborhood' AND lower(areas.name) = lower(own)
  WHERE lower(other) NOT IN (SELECT lower(name) FROM areas WHERE kind = 'neighborhood')
)
SELECT kind, key, language, string_agg(words, '; ' ORDER BY rank, words) AS words
FROM said
WHERE kind = 'neighborhood'
  OR key IN (SELECT request_type FROM request_types UNION SELECT agency FROM agencies)
GROUP BY kind, key, language
ORDER BY kind, key, language
