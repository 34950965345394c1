import { Random } from '../../src/statistics/random.ts';

/** One row as the City serves it: attributes by field name; dates are epoch ms (Baltimore wall clock written as if UTC) or null. */
export type CityRow = Record<string, string | number | null>;

/** A field as a layer describes it. */
export interface CityField {
  name: string;
  type: string;
  length?: number;
}

const text = (name: string, length: number): CityField => ({ name, type: 'esriFieldTypeString', length });
const date = (name: string): CityField => ({ name, type: 'esriFieldTypeDate', length: 8 });

/** The fields of a layer, as the real service types them. */
export const cityFields: readonly CityField[] = [
  { name: 'ESRI_OID', type: 'esriFieldTypeOID' },
  text('SRRecordID', 30),
  text('ServiceRequestNum', 12),
  text('SRType', 75),
  text('MethodReceived', 40),
  date('CreatedDate'),
  text('SRStatus', 40),
  date('StatusDate'),
  date('DueDate'),
  date('CloseDate'),
  text('LastActivity', 2000),
  date('LastActivityDate'),
  text('Outcome', 2000),
  text('Latitude', 255),
  text('Longitude', 255),
  text('Neighborhood', 255),
  text('Agency', 50),
  text('Address', 255),
];

/** The stamps a row gets as things happen to it; DueDate is a promise, and lies in the future. */
export const stampFields = ['CreatedDate', 'StatusDate', 'CloseDate', 'LastActivityDate'] as const;

const hourMs = 3_600_000;

/** Hours until due, and the median hours until closed. */
const kinds = [
  { type: 'TRM-Potholes', agency: 'Transportation', due: 48, median: 16 },
  { type: 'SW-Dirty Alley', agency: 'Solid Waste', due: 216, median: 106 },
  { type: 'SW-Rat Rubout', agency: 'Solid Waste', due: 480, median: 200 },
  { type: 'SW-Rat Rubout Proactive', agency: 'Solid Waste', due: 168, median: 0.1 },
  { type: 'BGE-StLight(s) Out', agency: 'BGE', due: 96, median: 19 },
  { type: 'HCD-Sanitation Property', agency: 'Housing', due: 240, median: 41 },
  { type: 'ECC-Information Request', agency: 'ECC', due: -5, median: 0.01 },
  { type: 'HLTH-Animal Bite Pickup', agency: 'Health', due: 24, median: 6 },
] as const;

const methods = ['Phone', 'API', 'System', 'Internal'] as const;
const openStatuses = ['New', 'Open'] as const;
const closedStatuses = ['Closed', 'Closed', 'Closed', 'Closed (Duplicate)', 'Closed (Transferred)'] as const;
const outcomes = [
  'Work completed',
  'Your issue has been reviewed and is considered closed',
  'Work could not be completed',
  'SR assessed and no cause for action determined',
] as const;
const streets = ['N CHARLES ST', 'E BALTIMORE ST', 'SAINT PAUL ST', 'E MONUMENT ST'] as const;

const pick = <Item>(random: Random, items: readonly Item[]): Item =>
  items[random.below(items.length)] as Item;

/** What a new row is made around. */
export interface CityRowOrigin {
  objectId: number;
  /** The ServiceRequestNum. */
  number: string;
  createdMs: number;
  /** No stamp lies after it: what would be closed later is still open. */
  untilMs: number;
}

/** One invented row. */
export function makeCityRow(
  random: Random,
  { objectId, number, createdMs, untilMs }: CityRowOrigin,
): CityRow {
  const kind = pick(random, kinds);
  const tookMs = Math.round((random.skewed(kind.median, kind.median * 4) * hourMs) / 1000) * 1000;
  const closed = random.chance(0.9) && createdMs + tookMs <= untilMs;
  const touchedMs = closed
    ? createdMs + tookMs
    : Math.min(untilMs, createdMs + random.below(48) * (hourMs / 2));
  const place = makePlace(random);
  return {
    ESRI_OID: objectId,
    SRRecordID: `500FAKE${number.replace('-', '')}A`,
    ServiceRequestNum: number,
    SRType: kind.type,
    MethodReceived: pick(random, methods),
    CreatedDate: createdMs,
    SRStatus: pick(random, closed ? closedStatuses : openStatuses),
    StatusDate: touchedMs,
    DueDate: createdMs + kind.due * hourMs,
    CloseDate: closed ? touchedMs : null,
    LastActivity: closed ? 'Service Response' : null,
    LastActivityDate: random.chance(0.8) ? touchedMs : null,
    Outcome: closed && random.chance(0.9) ? pick(random, outcomes) : null,
    ...place,
    Agency: random.chance(0.1) ? null : kind.agency.padEnd(50),
  };
}

function makePlace(random: Random): CityRow {
  const Address = `${100 + random.below(2900)} ${pick(random, streets)}, Baltimore City, 21201`;
  const longitude = random.between(-76.6099, -76.5901);
  const latitude = random.between(39.3001, 39.3099);
  if (random.chance(0.05)) return { Latitude: null, Longitude: null, Neighborhood: null, Address };
  return {
    Latitude: latitude.toFixed(15),
    Longitude: longitude.toFixed(15),
    Neighborhood: longitude < -76.6 ? 'Westside' : 'Eastside',
    Address,
  };
}

/**
 * Invented rows of one year, oldest first; the same ones for the same options. Object ids ascend with gaps. Each seed
 * below 10,000 has 10,000 request numbers of its own, so that layers of other seeds do not share any.
 * @param options.from first day, YYYY-MM-DD.
 * @param options.to last day; no stamp but DueDate lies after it.
 * @param options.prefix of the request numbers: two digits, by default those of the first day's year.
 */
export function makeCityRows(options: {
  seed: number;
  rows: number;
  from: string;
  to: string;
  prefix?: string;
}): CityRow[] {
  const { seed, rows, from, to, prefix = from.slice(2, 4) } = options;
  const random = new Random(seed);
  const startMs = Date.parse(`${from}T00:00:00Z`);
  const untilMs = Date.parse(`${to}T23:59:59Z`);
  const created = Array.from(
    { length: rows },
    () => startMs + random.below((untilMs - startMs) / 1000 + 1) * 1000,
  ).sort((first, second) => first - second);
  let objectId = 0;
  return created.map((createdMs, index) => {
    objectId += random.chance(0.05) ? 2 : 1;
    const number = `${prefix}-${String((seed % 10_000) * 10_000 + index).padStart(8, '0')}`;
    return makeCityRow(random, { objectId, number, createdMs, untilMs });
  });
}
