-- What the whole record tells about types: due rules and their versions, and closings in bulk, by published id.
CREATE OR REPLACE TEMP TABLE due_rule_versions AS
SELECT request_type_id::USMALLINT AS request_type_id, version, from_month, to_month, rule, due_minutes, requests, share_following
FROM due_rules
JOIN types USING (request_type)
ORDER BY request_type_id, version;

CREATE OR REPLACE TEMP TABLE bulk_closings AS
SELECT request_type_id::USMALLINT AS request_type_id, day, rule, requests, most_in_a_minute, usual_requests, age_days, usual_age_days
FROM batch_closings
JOIN types USING (request_type)
ORDER BY day, request_type_id;
