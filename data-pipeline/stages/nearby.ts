import type { DuckDBConnection } from '@duckdb/node-api';
import {
  cellKeySql,
  cellSteps,
  mostCuts,
  mostRowsInPart,
  quarterNumberSql,
  quartersSql,
  stepsEastSql,
  stepsNorthSql,
} from '../../src/contract/cell.ts';
import { nearbyDays } from '../../src/contract/part.ts';
import { runStep } from '../database.ts';
import { readParts, type PartRow } from './part.ts';
import type { Staging } from './write.ts';

/**
 * The parts of `nearby`: requests of the last days with a point of their own. All of them, every night: a day that
 * comes and one that goes touch nearly every part.
 */
export async function readNearby(connection: DuckDBConnection, staging: Staging): Promise<PartRow[]> {
  for (const [name, sql] of Object.entries({
    'steps_east(longitude)': stepsEastSql('longitude'),
    'steps_north(latitude)': stepsNorthSql('latitude'),
    'quarter_number(east, north)': quarterNumberSql('east', 'north'),
    'in_cell(steps)': `steps % ${cellSteps}`,
    'nearby_days()': String(nearbyDays),
  }))
    await connection.run(`CREATE OR REPLACE TEMP MACRO ${name} AS ${sql}`);
  await runStep(connection, 'nearby');
  await connection.run(`CREATE OR REPLACE TEMP TABLE nearby_parts AS ${nearbyPartsSql()}`);
  const rows = await readParts(connection, staging, 'nearby_rows JOIN nearby_parts USING (quarter)');
  await connection.run('DROP TABLE nearby_rows');
  return rows;
}

/** The key of the part of each smallest quarter: of the fewest cuts that leave no more than so many rows in a part. */
function nearbyPartsSql(): string {
  const cuts = Array.from({ length: mostCuts }, (_, cut) => cut);
  const around = cuts.map(
    (cut) => `sum(n) OVER (PARTITION BY quarter // ${4 ** (mostCuts - cut)}) AS after_${cut}`,
  );
  const choices = cuts.map(
    (cut) =>
      `WHEN after_${cut} <= ${mostRowsInPart} THEN ${cut === 0 ? 'cell' : `cell || '-' || left(quarters, ${cut})`}`,
  );
  return `
    WITH counted AS (
      SELECT quarter, any_value(east) AS east, any_value(north) AS north, count(*) AS n
      FROM nearby_rows
      GROUP BY quarter
    ), named AS (
      SELECT quarter, ${cellKeySql('east', 'north')} AS cell, ${quartersSql('east', 'north')} AS quarters, ${around.join(', ')}
      FROM counted
    )
    SELECT quarter, CASE ${choices.join(' ')} ELSE cell || '-' || quarters END AS key
    FROM named`;
}
