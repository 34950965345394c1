import type { DuckDBConnection } from '@duckdb/node-api';
import { Choice } from './choice.ts';
import { buildCity, type City } from './city.ts';
import type { SampleBoundary } from './geography.ts';
import { Ledger } from './ledger.ts';
import { playMassClosing } from './mass-close.ts';
import { Random } from '../../src/statistics/random.ts';
import { writeRaw } from './raw-table.ts';
import { playRequest, type Stage } from './request.ts';
import { Rhythm } from './rhythm.ts';
import { spanOf } from './span.ts';
import { playSpots } from './spot.ts';
import { reportedAgain } from './truths.ts';

export type { SampleBoundary } from './geography.ts';

export interface SampleOptions {
  rows: number;
  seed: number;
  /** Last day with requests, YYYY-MM-DD. */
  through: string;
  /** Length of the record, ending on `through`. Default: 24, or at a million rows and more about a year a million. */
  months?: number;
}

export interface SampleRecord {
  boundaries: SampleBoundary[];
  streetFacts: City['streetFacts'];
  rows: number;
}

/**
 * Makes the sample record: areas, and invented requests in the table `raw`. The same options give the same rows.
 * What is true in it is written in truths.ts.
 */
export async function makeSample(
  options: SampleOptions,
  connection: DuckDBConnection,
): Promise<SampleRecord> {
  const { rows, seed, through } = options;
  const span = spanOf(
    through,
    options.months ?? (rows >= 1_000_000 ? Math.round((12 * rows) / 1_000_000) : 24),
  );
  const random = new Random(seed);
  // The map and its houses stay the same whatever is played on them.
  const city = buildCity(new Random(311));
  const stage: Stage = { random, city, span, rhythm: new Rhythm(span), ledger: new Ledger(rows) };
  playAll(stage);
  playMassClosing(stage);
  await writeRaw(connection, city, stage.ledger);
  return { boundaries: city.boundaries, streetFacts: city.streetFacts, rows: stage.ledger.length };
}

function playAll(stage: Stage): void {
  const { random, city, span, rhythm, ledger } = stage;
  // The last evening is never empty: what counts as "now" is the newest request.
  const parking = city.types.findIndex(({ name }) => name === 'TRS-Parking Complaint');
  if (ledger.capacity > 0) playRequest(stage, parking, span.end - 78, null);

  const total = city.types.reduce((sum, { perMille }) => sum + perMille, 0);
  const spotTypes: readonly string[] = reportedAgain.requestTypes;
  city.types.forEach(({ name, perMille }, type) => {
    if (spotTypes.includes(name)) playSpots(stage, type, (ledger.capacity * perMille) / total);
  });
  const choice = new Choice(
    city.types.map(({ name, perMille }) => (spotTypes.includes(name) ? 0 : perMille)),
  );
  // Requests are played in no order of time, so stopping at the wanted number leaves every day its share.
  while (!ledger.isFull) {
    const type = choice.draw(random);
    const { season, shift } = city.types[type] ?? { season: 'flat', shift: 'resident' };
    playRequest(stage, type, rhythm.draw(random, season, shift), null);
  }
}
