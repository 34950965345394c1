-- One row a request, of the whole record.
CREATE OR REPLACE TEMP VIEW settled_all AS
SELECT held.* EXCLUDE (reason)
FROM held
ANTI JOIN hidden ON hidden.id = held.rowid
WHERE reason IS NULL
