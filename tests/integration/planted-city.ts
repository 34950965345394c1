import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { codeOf, dueStates, locations, origins, statuses } from '../../src/contract/code.ts';
import { addDays } from '../../src/contract/period.ts';
import type { PlaceStep } from '../../src/data/place-steps.ts';

/** One request of a planted city, as `core` holds it. */
export interface PlantedRow {
  created_day: string;
  request_type: number;
  neighborhood: number;
  council_district: number;
  community_statistical_area: number;
  origin: number;
  location: number;
  timed: boolean;
  due_state: number;
  status: number;
  minutes_to_close: number | null;
}

export const lastDay = '2026-11-22';

/** Kinds of requests from quick to slow: usual minutes, and the share closed on time. */
export const plantedTypes = [
  { id: 1, minutes: 120, onTime: 0.97 },
  { id: 2, minutes: 1_500, onTime: 0.9 },
  { id: 3, minutes: 6_000, onTime: 0.75 },
  { id: 4, minutes: 30_000, onTime: 0.4 },
] as const;

/** Neighborhoods 101 to 120, in districts 201 to 204 and statistical areas 301 to 310. */
export const plantedNeighborhoods = Array.from({ length: 20 }, (_, index) => 101 + index);
/** Asks for the slow kinds far more than others; handled like all others. */
export const allMix = 101;
/** Asks for the same kinds as others; its requests take four times as long. */
export const allHandling = 102;

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** Two years of requests with two known truths: a place whose gap is all mix, and one whose gap is all handling. */
export function plantedRows(): PlantedRow[] {
  const random = seeded(311);
  return plantedNeighborhoods.flatMap((neighborhood) => {
    const shares = neighborhood === allMix ? [0.1, 0.15, 0.3, 0.45] : [0.4, 0.3, 0.2, 0.1];
    return Array.from({ length: 2_000 }, () => {
      let draw = random();
      const at = shares.findIndex((share) => (draw -= share) < 0);
      const type = plantedTypes[at === -1 ? 3 : at]!;
      const slow = neighborhood === allHandling ? 4 : 1;
      const minutes = Math.round(
        type.minutes * slow * Math.exp((random() + random() + random() - 1.5) * 1.6),
      );
      const daysAgo = Math.floor(random() * 730);
      const isOpen = minutes > daysAgo * 1_440 + 700;
      const late = random() > type.onTime ** slow;
      return {
        created_day: addDays(lastDay, -daysAgo),
        request_type: type.id,
        neighborhood,
        council_district: 201 + ((neighborhood - 101) % 4),
        community_statistical_area: 301 + Math.floor((neighborhood - 101) / 2),
        origin: codeOf(origins, random() < 0.1 ? 'city' : 'resident'),
        location: codeOf(locations, random() < 0.02 ? 'placeholder' : 'point'),
        timed: random() > 0.05,
        due_state: codeOf(dueStates, random() < 0.05 ? 'none' : late ? 'missed' : 'met'),
        status: codeOf(statuses, isOpen ? 'open' : 'closed'),
        minutes_to_close: isOpen ? null : minutes,
      };
    });
  });
}

/** A database whose `core` holds the rows. */
export async function openPlanted(rows: readonly PlantedRow[]): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`CREATE TABLE core (created_day DATE, request_type USMALLINT, neighborhood USMALLINT,
    council_district USMALLINT, community_statistical_area USMALLINT, police_district USMALLINT, origin UTINYINT,
    location UTINYINT, timed BOOLEAN, due_state UTINYINT, status UTINYINT, minutes_to_close INTEGER)`);
  for (let from = 0; from < rows.length; from += 5_000) {
    const values = rows
      .slice(from, from + 5_000)
      .map(
        (row) =>
          `('${row.created_day}', ${row.request_type}, ${row.neighborhood}, ${row.council_district}, ${row.community_statistical_area}, NULL, ${row.origin}, ${row.location}, ${row.timed}, ${row.due_state}, ${row.status}, ${row.minutes_to_close ?? 'NULL'})`,
      );
    await connection.run(`INSERT INTO core VALUES ${values.join(',')}`);
  }
  return connection;
}

/** The rows of a step's last statement. */
export async function runStep<Row>(connection: DuckDBConnection, { sql }: PlaceStep): Promise<Row[]> {
  const statements = sql.split(/;\n/);
  for (const statement of statements.slice(0, -1)) await connection.run(statement);
  return (await connection.runAndReadAll(statements.at(-1)!)).getRowObjectsJS() as unknown as Row[];
}
