-- "1464 STEVENSON ST APT 2, Baltimore City, 21230" becomes "1400 block of STEVENSON ST, Baltimore City, 21230".
-- A corner of two streets names no house and stays; anything else without a house number is left out.
CREATE OR REPLACE TEMP MACRO block_address(address) AS
CASE
  WHEN regexp_matches(address, '^\s*\d+[A-Za-z]?(\s*-\s*\d+[A-Za-z]?)?(\s+1/2)?\s+\S') THEN
    coalesce(nullif((try_cast(regexp_extract(address, '^\s*(\d+)', 1) AS INTEGER) // 100 * 100)::VARCHAR, '0'), 'unit') || ' block of ' ||
    regexp_replace(
      regexp_replace(address, '^\s*\d+[A-Za-z]?(\s*-\s*\d+[A-Za-z]?)?(\s+1/2)?\s+', ''),
      '(?i),?\s*(?:\b(?:apt|apartment|unit|ste|suite|fl|floor|rm|room)\b\.?\s*#?|#)\s*[A-Za-z0-9-]+',
      '',
      'g'
    )
  WHEN regexp_matches(address, '(?i)\s(&|and|@)\s') AND NOT regexp_matches(address, '^\s*\d+\s') THEN address
END
