/**
 * Columns of a bulk download of service requests as Open311's GeoReport v2 names them, and what of `detail` each is. Null
 * where the record has nothing of the kind.
 */
export const open311Columns: Readonly<Record<string, string | null>> = {
  service_request_id: 'request_number',
  status: 'status',
  status_notes: 'outcome',
  service_name: 'request_type',
  service_code: 'request_type',
  description: null,
  agency_responsible: 'agency',
  service_notice: null,
  requested_datetime: w3cDateTimeSql('created_at'),
  updated_datetime: w3cDateTimeSql('updated_at'),
  expected_datetime: w3cDateTimeSql('due_at'),
  address: 'address',
  address_id: null,
  zipcode: "nullif(regexp_extract(address, '([0-9]{5})$', 1), '')",
  lat: 'latitude',
  long: 'longitude',
  media_url: null,
};

/** The same as a view over `detail`. Runs on DuckDB 0.9.1 and later. */
export const open311View = `CREATE VIEW open311 AS
SELECT
${Object.entries(open311Columns)
  .map(([name, sql]) => `  ${sql ?? 'CAST(NULL AS VARCHAR)'} AS ${name}`)
  .join(',\n')}
FROM detail`;

/**
 * A wall clock of Baltimore as a W3C date and time with its offset, in SQL without time zones: summer time from the second
 * Sunday of March to the first of November, at two. The hour that comes twice in November is taken for its first coming.
 * @param column of type TIMESTAMP.
 */
export function w3cDateTimeSql(column: string): string {
  const sunday = (month: number, after: number): string => {
    const first = `make_date(year(${column})::INTEGER, ${month}, 1)`;
    // DuckDB 0.9.1 drops the hours of what is added to a day.
    return `CAST(${first} + ((7 - dayofweek(${first})::INTEGER) % 7 + ${after})::INTEGER AS TIMESTAMP) + INTERVAL 2 HOUR`;
  };
  return `strftime(${column}, '%Y-%m-%dT%H:%M:%S') || CASE WHEN ${column} >= ${sunday(3, 7)} AND ${column} < ${sunday(11, 0)} THEN '-04:00' ELSE '-05:00' END`;
}
