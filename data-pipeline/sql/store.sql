-- What the pipeline keeps between nights (DATA_DIR/record.duckdb). `held` has every row of every source, also those
-- set aside, one a source and object id; `attachments` the pictures attached to them, of the layers in
-- `attachment_layers`, which were read whole; the rest is what the last publication rested on, so that the next one can
-- tell which months and which blocks of numbers (lookup) it changes.
CREATE TABLE IF NOT EXISTS held (
  source VARCHAR,
  object_id BIGINT,
  request_number VARCHAR,
  request_type VARCHAR,
  method VARCHAR,
  status_label VARCHAR,
  agency VARCHAR,
  outcome VARCHAR,
  address VARCHAR,
  neighborhood_label VARCHAR,
  created_at TIMESTAMP,
  due_at TIMESTAMP,
  closed_at TIMESTAMP,
  updated_at TIMESTAMP,
  longitude DOUBLE,
  latitude DOUBLE,
  reason VARCHAR
);
CREATE TABLE IF NOT EXISTS layers (
  url VARCHAR PRIMARY KEY,
  whole_at TIMESTAMP,
  newest_at TIMESTAMP,
  fields VARCHAR
);
CREATE TABLE IF NOT EXISTS changes (
  seen_at TIMESTAMP,
  seen_before_at TIMESTAMP,
  request_number VARCHAR,
  request_type VARCHAR,
  change VARCHAR,
  value_before VARCHAR,
  value_after VARCHAR
);
-- Publications in their order (history.ts). `shown` is false until readers have one.
CREATE TABLE IF NOT EXISTS snapshots (
  number INTEGER,
  snapshot_id VARCHAR,
  source VARCHAR,
  read_at TIMESTAMP,
  data_through TIMESTAMP,
  received INTEGER,
  merged INTEGER,
  quarantined INTEGER,
  withheld INTEGER,
  published INTEGER,
  requests_new INTEGER,
  requests_changed INTEGER,
  requests_gone INTEGER,
  months_rewritten INTEGER,
  files_new INTEGER,
  taken_back BOOLEAN,
  shown BOOLEAN
);
CREATE TABLE IF NOT EXISTS dirty_months (month VARCHAR);
CREATE TABLE IF NOT EXISTS dirty_blocks (block VARCHAR);
CREATE TABLE IF NOT EXISTS unreviewed_types (request_type VARCHAR PRIMARY KEY, request_type_id USMALLINT);
CREATE TABLE IF NOT EXISTS attachments (
  source VARCHAR,
  object_id BIGINT,
  attachment_id BIGINT,
  name VARCHAR,
  keywords VARCHAR,
  bytes BIGINT,
  taken_at TIMESTAMP
);
CREATE TABLE IF NOT EXISTS attachment_layers (url VARCHAR PRIMARY KEY);
CREATE TABLE IF NOT EXISTS last_links (request_number VARCHAR, month VARCHAR, parent_number VARCHAR, successor_number VARCHAR);
CREATE TABLE IF NOT EXISTS last_batch_closings (request_type VARCHAR, day DATE, rule VARCHAR);
CREATE TABLE IF NOT EXISTS last_withheld (request_number VARCHAR);
CREATE TABLE IF NOT EXISTS last_publication (
  snapshot_id VARCHAR,
  read_at TIMESTAMP,
  data_through TIMESTAMP,
  fingerprint VARCHAR
);
