import type { DuckDBConnection } from '@duckdb/node-api';
import { stepsEastSql, stepsNorthSql } from '../../src/contract/cell.ts';
import { packStateSql, streetsOfAddress } from '../../src/contract/street-part.ts';
import { readRows, runStep } from '../database.ts';

/**
 * Makes `streets` (every street that published addresses name, with its requests) and `street_requests`, which
 * `cutByStreet` reads.
 * @returns where on its street each address_id is.
 */
export async function findStreets(connection: DuckDBConnection): Promise<(number | string)[]> {
  for (const [name, sql] of Object.entries({
    'steps_east(longitude)': stepsEastSql('longitude'),
    'steps_north(latitude)': stepsNorthSql('latitude'),
    'lookup_number(number)': `(replace(number, '-', '')::DOUBLE)`,
    'pack_state(origin, status, disposition, work)': packStateSql({
      origin: 'origin',
      status: 'status',
      disposition: 'disposition',
      work: 'work',
    }),
  }))
    await connection.run(`CREATE OR REPLACE TEMP MACRO ${name} AS ${sql}`);
  await runStep(connection, 'address_years');
  const addresses = await readRows<{ address: string }>(
    connection,
    'SELECT DISTINCT address FROM address_years ORDER BY address',
  );
  await connection.run(
    'CREATE OR REPLACE TEMP TABLE address_names (address VARCHAR, street VARCHAR, address_id INTEGER)',
  );
  const places: (number | string)[] = [];
  const appender = await connection.createAppender('address_names');
  for (const { address } of addresses) {
    for (const { street, place } of streetsOfAddress(address)) {
      appender.appendVarchar(address);
      appender.appendVarchar(street);
      appender.appendInteger(places.push(place) - 1);
      appender.endRow();
    }
  }
  appender.closeSync();
  await runStep(connection, 'streets');
  await runStep(connection, 'street_requests');
  return places;
}
