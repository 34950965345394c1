import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { statusChoices, whoseChoices, type Statement } from '../../src/contract/metric.ts';
import type { DayRange } from '../../src/contract/period.ts';
import { nothingAsked, orders, type Asked, type AskedPlace, type Order } from '../../src/data/asked.ts';
import { textWeights, textWords, type AskedNames } from '../../src/data/asked-predicate.ts';
import { cellStatement, listStatement, placeStatement } from '../../src/data/asked-statement.ts';
import { endingOf, endings, type FoundRequest } from '../../src/data/found.ts';
import { PublishedFolder, type Ask } from './published-folder.ts';

type Row = Record<string, unknown>;

const folder = new PublishedFolder();
let ask: Ask;
let names: AskedNames;
let typeNames: Map<unknown, string>;
let areaNames: Map<unknown, string>;
let anyAsked: fc.Arbitrary<Asked>;
let anyWords: fc.Arbitrary<Pick<Asked, 'agency' | 'outcome' | 'text'>>;
let anyDays: fc.Arbitrary<DayRange>;

beforeAll(async () => {
  const run = await folder.run('sample', '--rows', '20000', '--seed', '7', '--through', '2026-11-20');
  expect(run).toMatchObject({ exitCode: 0 });
  ask = await folder.open();
  const types = await ask('SELECT request_type_id AS id, request_type AS name FROM request_types');
  const areas = await ask(
    "SELECT kind, slug, area_id, name FROM areas WHERE kind IN ('neighborhood', 'council_district')",
  );
  typeNames = new Map(types.map(({ id, name }) => [id, String(name)]));
  areaNames = new Map(areas.map(({ area_id: id, name }) => [id, String(name)]));
  names = {
    typeIds: new Map(types.map(({ id, name }) => [String(name), Number(id)])),
    areas: new Map(
      areas.map(({ kind, slug, area_id: id, name }) => [
        `${String(kind)}:${String(slug)}`,
        { areaId: Number(id), name: String(name) },
      ]),
    ),
    areaIds: new Map(
      areas.map(({ kind, area_id: id, name }) => [`${String(kind)}:${String(name)}`, Number(id)]),
    ),
  };
  const some = <Item>(one: fc.Arbitrary<Item>): fc.Arbitrary<Item[]> =>
    fc.oneof(fc.constant<Item[]>([]), fc.uniqueArray(one, { maxLength: 6 }));
  const places = areas.map(({ kind, slug }) => ({ kind, slug }) as AskedPlace);
  const unknown: AskedPlace = { kind: 'neighborhood', slug: "atlantis' OR 1=1 --" };
  anyAsked = fc.record({
    ...Object.fromEntries(Object.entries(nothingAsked).map(([name, value]) => [name, fc.constant(value)])),
    types: some(fc.constantFrom(...typeNames.values(), "no such type'")),
    places: some(fc.constantFrom(...places, unknown)),
    whose: fc.constantFrom(...whoseChoices),
    status: fc.constantFrom(...statusChoices),
  }) as unknown as fc.Arbitrary<Asked>;
  const wordOf = async (column: string): Promise<fc.Arbitrary<string>> =>
    fc.constantFrom(
      '',
      ...(
        await ask(`SELECT DISTINCT ${column} AS word FROM detail WHERE ${column} IS NOT NULL ORDER BY word`)
      ).map(({ word }) => String(word)),
    );
  anyWords = fc.record({
    agency: fc.oneof({ weight: 6, arbitrary: fc.constant('') }, await wordOf('agency')),
    outcome: fc.oneof({ weight: 6, arbitrary: fc.constant('') }, await wordOf('outcome')),
    text: fc
      .subarray(['trash', 'ST', 'work', 'transportation', 'alley', "o'", '%', '21', 'sw-'], { maxLength: 3 })
      .map((words) => words.join('  ')),
  });
  const days = (await ask('SELECT DISTINCT created_at::DATE AS day FROM detail ORDER BY day')).map(
    ({ day }) => String(day),
  );
  anyDays = fc.oneof(
    fc.constant({ from: days[0] ?? '', to: days.at(-1) ?? '' }),
    fc.subarray(days, { minLength: 2, maxLength: 2 }).map(([from = '', to = '']) => ({ from, to })),
  );
});

const answer = ({ sql, values }: Statement): Promise<Row[]> => ask(sql, [...values] as (string | number)[]);

const cellKey = ({ request_type: type, month, ending, origin }: Row): string =>
  [typeof type === 'number' ? typeNames.get(type) : type, month, ending, origin].join('|');

const sum = (rows: Row[]): number => rows.reduce((total, { count }) => total + Number(count), 0);

const isOf = (whose: Asked['whose'], origin: unknown): boolean =>
  whose === 'everyone' || origin === (whose === 'residents' ? 'resident' : 'city');

describe('the counts of a search', () => {
  it('are the same from core and from detail, whatever is asked of types, places, status and days', async () => {
    let counted = 0;
    await fc.assert(
      fc.asyncProperty(anyAsked, anyDays, async (asked, days) => {
        const [core, detail] = await Promise.all(
          (['core', 'detail'] as const).map(async (table) => {
            const cells = await answer(cellStatement(table, asked, days, names));
            counted += cells.length;
            return new Map(cells.map((cell) => [cellKey(cell), cell['count']]));
          }),
        );
        expect(core).toEqual(detail);
      }),
      { numRuns: 80 },
    );
    expect(counted).toBeGreaterThan(1000);
  });

  it('by neighborhood are too, and add up to no more than what is asked for', async () => {
    await fc.assert(
      fc.asyncProperty(anyAsked, anyDays, async (asked, days) => {
        const core = await answer(placeStatement('core', asked, days, names));
        const detail = await answer(placeStatement('detail', asked, days, names));
        expect(new Map(core.map((row) => [areaNames.get(row['neighborhood']), row['count']]))).toEqual(
          new Map(detail.map((row) => [row['neighborhood'], row['count']])),
        );
        const cells = await answer(cellStatement('core', asked, days, names));
        expect(sum(core)).toBeLessThanOrEqual(sum(cells.filter(({ origin }) => isOf(asked.whose, origin))));
      }),
      { numRuns: 30 },
    );
  });
});

/** What a row weighs by the words that are looked for. */
const rankOf = (row: Row, words: string[]): number =>
  words.reduce((rank, word) => {
    const held = Object.entries(textWeights).filter(([column]) =>
      String(row[column] ?? '')
        .toLowerCase()
        .includes(word),
    );
    return rank + Math.max(0, ...held.map(([, weight]) => weight));
  }, 0);

/** True where one row may stand before another. */
function isBefore(one: Row, other: Row, order: Order, words: string[]): boolean {
  const ranks = order === 'best' ? rankOf(other, words) - rankOf(one, words) : 0;
  const when = ({ created_at: created, request_number: number }: Row): string =>
    `${String(created)} ${String(number)}`;
  return ranks < 0 || (ranks === 0 && when(one) < when(other) === (order === 'oldest'));
}

describe('the list of a search', () => {
  it('holds what the counts say, in the order asked for, with the endings that they tell', async () => {
    const recordEnd = folder.manifest().snapshot.dataThrough.replace('T', ' ');
    let listed = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(anyAsked, anyWords).map(([asked, words]) => ({ ...asked, ...words })),
        anyDays,
        fc.constantFrom(...orders),
        async (asked, days, order) => {
          const cells = (await answer(cellStatement('detail', asked, days, names))).filter(({ origin }) =>
            isOf(asked.whose, origin),
          );
          const rows = await answer(listStatement(asked, days, names, order, null));
          listed += rows.length;
          expect(rows).toHaveLength(sum(cells));
          const words = textWords(asked);
          for (const [at, row] of rows.slice(1).entries())
            expect(isBefore(rows[at] ?? {}, row, order, words), `${order}: row ${at}`).toBe(true);
          const told = new Map<string, number>();
          for (const row of rows) {
            const isLate = row['due_minutes'] !== null && String(row['due_at']) <= recordEnd;
            const { status, disposition, work_recorded: workRecorded } = row;
            const ending = endingOf({ status, disposition, workRecorded } as FoundRequest, isLate);
            told.set(ending, (told.get(ending) ?? 0) + 1);
          }
          const counted = new Map<string, number>();
          for (const { ending, count } of cells) {
            const name = endings[Number(ending)] ?? 'none';
            counted.set(name, (counted.get(name) ?? 0) + Number(count));
          }
          expect(told).toEqual(counted);
        },
      ),
      { numRuns: 60 },
    );
    expect(listed).toBeGreaterThan(1000);
  });

  it('is told page by page without a gap or a repeat', async () => {
    const asked = { ...nothingAsked, text: 'st work', status: 'closed' as const };
    const days = { from: '1990-01-01', to: '2099-12-31' };
    for (const order of orders) {
      const whole = await answer(listStatement(asked, days, names, order, null));
      expect(whole.length).toBeGreaterThan(100);
      const limit = Math.ceil(whole.length / 7);
      const pages: Row[] = [];
      for (let offset = 0; offset <= whole.length; offset += limit)
        pages.push(...(await answer(listStatement(asked, days, names, order, { offset, limit }))));
      expect(pages).toEqual(whole);
    }
  });
});
