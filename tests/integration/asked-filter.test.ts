import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readStreet } from '../../src/contract/street-part.ts';
import { statusChoices, whoseChoices } from '../../src/contract/metric.ts';
import { nothingAsked, orders, type Asked } from '../../src/data/asked.ts';
import { askedFilter, isTheirs } from '../../src/data/asked-filter.ts';
import type { AskedNames } from '../../src/data/asked-predicate.ts';
import { listStatement } from '../../src/data/asked-statement.ts';
import { inOrder } from '../../src/data/found-order.ts';
import type { FoundRequest } from '../../src/data/found.ts';
import { momentMs } from '../../src/data/request-filter.ts';
import { streetRequest } from '../../src/data/street-requests.ts';
import { PublishedFolder, type Ask } from './published-folder.ts';

const folder = new PublishedFolder();
let ask: Ask;
let names: AskedNames;
const held = new Map<string, FoundRequest[]>();
let all: { outcomes: string[]; agencies: string[]; types: string[]; slugs: string[] };

const listOf = async (sql: string): Promise<string[]> =>
  (await ask(sql)).map((row) => String(Object.values(row)[0]));

beforeAll(async () => {
  const run = await folder.run('sample', '--rows', '20000', '--seed', '9', '--through', '2026-11-20');
  expect(run).toMatchObject({ exitCode: 0 });
  ask = await folder.open();
  const types = await ask('SELECT request_type_id AS id, request_type AS name FROM request_types');
  const areas = await ask("SELECT area_id AS id, slug, name FROM areas WHERE kind = 'neighborhood'");
  names = {
    typeIds: new Map(types.map(({ id, name }) => [String(name), Number(id)])),
    areas: new Map(
      areas.map(({ id, slug, name }) => [
        `neighborhood:${String(slug)}`,
        { areaId: Number(id), name: String(name) },
      ]),
    ),
    areaIds: new Map(areas.map(({ id, name }) => [`neighborhood:${String(name)}`, Number(id)])),
  };
  all = {
    outcomes: await listOf('SELECT DISTINCT outcome FROM detail WHERE outcome IS NOT NULL ORDER BY 1'),
    agencies: await listOf('SELECT DISTINCT agency FROM detail WHERE agency IS NOT NULL ORDER BY 1'),
    types: types.map(({ name }) => String(name)).sort(),
    slugs: areas.map(({ slug }) => String(slug)).sort(),
  };
  for (const { street, columns, words } of folder.streets()) {
    const requests = readStreet(columns).map((row) => streetRequest(row, street, words));
    held.set(street, [...(held.get(street) ?? []), ...requests]);
  }
});

describe('what is asked for along a street', () => {
  it('is found alike by the filter of the page and by the statement that it shows, in the same order', async () => {
    const end = String(
      (await ask("SELECT strftime(max(created_at), '%Y-%m-%dT%H:%M:%S') AS m FROM detail"))[0]?.['m'],
    );
    const days = { from: '2026-03-05', to: '2026-10-20' };
    const none = (word: string): fc.Arbitrary<string> => fc.constant(word);
    const rarely = (list: readonly string[]): fc.Arbitrary<string> =>
      fc.oneof({ weight: 3, arbitrary: none('') }, { weight: 1, arbitrary: fc.constantFrom(...list) });
    const anyAsked = fc.record({
      street: fc.constantFrom(...held.keys()),
      house: fc.constant(null),
      types: fc.oneof(fc.constant([]), fc.subarray(all.types, { minLength: 1, maxLength: 30 })),
      places: fc.oneof(
        { weight: 3, arbitrary: fc.constant([]) },
        {
          weight: 1,
          arbitrary: fc
            .subarray(all.slugs, { minLength: 20, maxLength: 120 })
            .map((slugs) => slugs.map((slug) => ({ kind: 'neighborhood' as const, slug }))),
        },
      ),
      agency: rarely(all.agencies),
      outcome: rarely(all.outcomes),
      whose: fc.constantFrom(...whoseChoices),
      status: fc.constantFrom(...statusChoices),
      text: rarely(['complete', 'work st', 'SOLID waste', "no such' word"]),
    });
    let found = 0;
    await fc.assert(
      fc.asyncProperty(anyAsked, fc.constantFrom(...orders), async (some, order) => {
        const asked: Asked = { ...nothingAsked, ...some };
        const { sql, values } = listStatement(asked, days, names, order, null);
        const expected = (await ask(sql, values)).map((row) => String(row['request_number']));
        const filter = askedFilter(asked, days, { ...names, endMs: momentMs(end) });
        const own = (held.get(asked.street) ?? []).filter(filter).filter(isTheirs(asked.whose));
        // Streets tell moments to the minute: requests of one minute may stand in either order.
        expect(own.map(({ number }) => number).sort()).toEqual([...expected].sort());
        const minutes = new Map(own.map(({ number, createdMs }) => [number, createdMs]));
        expect(inOrder(own, order, asked).map(({ number }) => minutes.get(number))).toEqual(
          expected.map((number) => minutes.get(number)),
        );
        found += own.length;
      }),
      { numRuns: 300, seed: 311 },
    );
    // It is no agreement on nothing.
    expect(found).toBeGreaterThan(500);
  });
});
