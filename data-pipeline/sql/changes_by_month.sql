-- The change record as it is published: without withheld numbers, by the month in which a change was seen.
CREATE OR REPLACE TEMP TABLE changes_by_month AS
SELECT changes.*, strftime(seen_at, '%Y-%m') AS month
FROM changes
ANTI JOIN withheld USING (request_number)
ORDER BY seen_at, change, request_number
