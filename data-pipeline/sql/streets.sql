-- Streets that addresses of the record name, by name, with their requests; and the streets of each address.
CREATE OR REPLACE TEMP TABLE street_ids AS
SELECT (row_number() OVER (ORDER BY street) - 1)::INTEGER AS street_id, street
FROM (SELECT DISTINCT street FROM address_names);

CREATE OR REPLACE TEMP TABLE address_streets AS
SELECT address, street_id, address_id
FROM address_names
JOIN street_ids USING (street);

CREATE OR REPLACE TEMP TABLE street_years AS
SELECT year, street_id, sum(requests)::INTEGER AS requests
FROM address_years
JOIN address_streets USING (address)
GROUP BY year, street_id;

CREATE OR REPLACE TEMP TABLE streets AS
SELECT street, sum(requests)::INTEGER AS requests
FROM street_years
JOIN street_ids USING (street_id)
GROUP BY street
ORDER BY street
