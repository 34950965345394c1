-- How often each type was asked in each period the default pages offer.
CREATE OR REPLACE TEMP TABLE summary_types AS
SELECT
  periods.period,
  origin_word(core.origin) AS origin,
  core.request_type::USMALLINT AS request_type_id,
  count(*)::INTEGER AS requests
FROM core
JOIN periods ON core.created_day BETWEEN periods.from_day AND periods.to_day
GROUP BY ALL
ORDER BY period, origin, count(*) DESC, request_type_id
