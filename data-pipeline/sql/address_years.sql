-- How many requests of each year have each address: all that is asked of the whole record to know its streets.
CREATE OR REPLACE TEMP TABLE address_years AS
SELECT address, year(created_at)::INTEGER AS year, count(*)::INTEGER AS requests
FROM detail
WHERE address IS NOT NULL
GROUP BY address, year
