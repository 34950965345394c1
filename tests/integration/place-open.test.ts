import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { openStep, returningStep, type OpenRequests, type Returning } from '../../src/data/place-open.ts';
import { runStep } from './planted-city.ts';

interface Report {
  number: string;
  type?: string;
  opened: string;
  closed?: string;
  address?: string;
  change?: Partial<Record<string, string>>;
}

const usual = {
  family: "'lights'",
  problem_class: "'defect'",
  origin: "'resident'",
  clock: "'response'",
  disposition: "'none'",
  location: "'point'",
  due_state: "'met'",
  place_is_block: 'false',
  neighborhood: "'Abell'",
};

/** Rows of `detail`; what a report does not say is usual. */
const valuesOf = ({ number, type = 'SLIGHT', opened, closed, address, change = {} }: Report): string => {
  const row = { ...usual, ...change };
  return `('${number}', '${type}', ${row.family}, ${row.problem_class}, ${row.origin}, ${row.clock}, ${row.disposition},
    ${row.location}, ${row.due_state}, '${closed === undefined ? 'open' : 'closed'}', TIMESTAMP '${opened}',
    ${closed === undefined ? 'NULL' : `TIMESTAMP '${closed}'`}, ${address === undefined ? 'NULL' : `'${address}'`}, ${row.place_is_block},
    ${row.neighborhood}, NULL, NULL)`;
};

async function answers(
  reports: Report[],
): Promise<{ open: OpenRequests | undefined; returning: Returning | undefined }> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`CREATE TABLE areas AS SELECT 7 AS area_id, 'neighborhood' AS kind, 'Abell' AS name`);
  await connection.run(
    `CREATE TABLE request_types AS SELECT * FROM (VALUES ('SLIGHT', 'Street light out', 'Luz apagada', 'defect'), ('NOISE', 'Noise', 'Ruido', 'nuisance')) AS t(request_type, name_en, name_es, problem_class)`,
  );
  await connection.run(`CREATE TABLE detail (request_number VARCHAR, request_type VARCHAR, family VARCHAR, problem_class VARCHAR,
    origin VARCHAR, clock VARCHAR, disposition VARCHAR, location VARCHAR, due_state VARCHAR, status VARCHAR, created_at TIMESTAMP,
    closed_at TIMESTAMP, address VARCHAR, place_is_block BOOLEAN, neighborhood VARCHAR, council_district VARCHAR,
    community_statistical_area VARCHAR)`);
  await connection.run(`INSERT INTO detail VALUES ${reports.map(valuesOf).join(',')}`);
  const [open] = await runStep<OpenRequests>(connection, openStep);
  const [returning] = await runStep<Returning>(connection, returningStep('2026-11-22'));
  return { open, returning };
}

/** Three reports at one address, the third after a close. */
const thrice: Report[] = [
  { number: '26-00000001', opened: '2026-03-01 09:00', closed: '2026-03-04 09:00', address: '1 A ST' },
  { number: '26-00000002', opened: '2026-05-01 09:00', closed: '2026-05-02 09:00', address: '1 A ST' },
  { number: '26-00000003', opened: '2026-08-01 09:00', closed: '2026-08-02 09:00', address: '1 A ST' },
];

const changed = (change: Report['change']): Report[] =>
  thrice.map((report, index) => (index === 2 ? { ...report, change } : report));

describe('places where problems come back', () => {
  it('are addresses with three days of reports, one of them after a close', async () => {
    const { returning } = await answers(thrice);
    expect(returning).toMatchObject({ places: 1, defects: 1 });
    expect(returning?.listed).toEqual([
      {
        address: '1 A ST',
        name_en: 'Street light out',
        name_es: 'Luz apagada',
        days: 3,
        again: 2,
        lastDay: '2026-08-01',
        lastNumber: '26-00000003',
      },
    ]);
  });

  it.each<[string, Report[]]>([
    ['two reports only', thrice.slice(1)],
    ['three reports of one day', thrice.map((report) => ({ ...report, opened: '2026-03-01 09:00' }))],
    [
      'three reports while the first was open',
      thrice.map((report) => ({ ...report, closed: '2026-11-01 09:00' })),
    ],
    [
      'a third report within a day of the close, by someone who had not heard',
      thrice.map((report, index) => ({
        ...report,
        opened: `2026-05-0${index + 1} 09:00`,
        closed: '2026-05-02 20:00',
      })),
    ],
    ['a duplicate', changed({ disposition: "'duplicate'" })],
    ['a request of the City', changed({ origin: "'city'" })],
    ['another kind of problem', changed({ family: "'noise'" })],
    ['a placeholder point', changed({ location: "'placeholder'" })],
    [
      'an address that is a block',
      thrice.map((report) => ({ ...report, change: { place_is_block: 'true' } })),
    ],
    [
      'a year that is past',
      thrice.map((report) => ({ ...report, opened: report.opened.replace('2026', '2025') })),
    ],
    [
      'a service, which is asked for again by its nature',
      thrice.map((report) => ({ ...report, change: { problem_class: "'service'" } })),
    ],
  ])('are not made by %s', async (_, reports) => {
    expect((await answers(reports)).returning).toBeUndefined();
  });
});

describe('open requests', () => {
  let open: OpenRequests | undefined;

  beforeAll(async () => {
    ({ open } = await answers([
      {
        number: '26-00000009',
        opened: '2026-03-01 09:00',
        address: '9 B ST',
        change: { due_state: "'missed'" },
      },
      { number: '26-00000008', opened: '2026-02-01 09:00', change: { due_state: "'not_yet'" } },
      ...Array.from({ length: 5 }, (_, index) => ({
        number: `26-0000001${index}`,
        opened: `2026-06-0${index + 1} 09:00`,
        change: { due_state: "'none'" },
      })),
      { number: '26-00000020', opened: '2026-01-01 09:00', closed: '2026-01-02 09:00' },
      { number: '26-00000021', opened: '2026-01-01 09:00', change: { origin: "'city'" } },
      { number: '26-00000022', opened: '2026-01-01 09:00', change: { clock: "'appointment'" } },
      { number: '26-00000023', opened: '2026-01-01 09:00', change: { disposition: "'transferred'" } },
      { number: '26-00000024', opened: '2026-01-01 09:00', change: { location: "'placeholder'" } },
      { number: '26-00000025', opened: '2026-01-01 09:00', change: { neighborhood: 'NULL' } },
    ]));
  });

  it('are residents’, of the place, neither joined, handed on nor appointments', () => {
    expect(open).toMatchObject({ open: 7, late: 1, due_later: 1 });
  });

  it('are listed by age, five of them, late ones marked', () => {
    expect(open?.oldest.map(({ requestNumber, isLate }) => [requestNumber, isLate])).toEqual([
      ['26-00000008', false],
      ['26-00000009', true],
      ['26-00000010', false],
      ['26-00000011', false],
      ['26-00000012', false],
    ]);
  });
});
