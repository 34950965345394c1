-- How often each type was asked in each period the default pages offer.
CREATE OR REPLACE TABLE summary_types AS
SELECT
  periods.period,
  requests.origin,
  requests.request_type_id::USMALLINT AS request_type_id,
  count(*)::INTEGER AS requests
FROM requests
JOIN periods ON requests.created_at::DATE BETWEEN periods.from_day AND periods.to_day
GROUP BY ALL
ORDER BY period, origin, count(*) DESC, request_type_id
