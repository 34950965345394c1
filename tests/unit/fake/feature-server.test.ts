import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cityFields, makeCityRows, stampFields, type CityRow } from '../../fake/city-row.ts';
import { alwaysFault, faultKinds, seededFaults, type FaultKind } from '../../fake/fault.ts';
import { FakeFeatureServer } from '../../fake/feature-server.ts';

const path = '311_Customer_Service_Requests_2025/FeatureServer/0';
const base = `https://city.example/arcgis/rest/services/${path}`;
const made = makeCityRows({ seed: 7, rows: 120, from: '2025-01-01', to: '2025-12-31' });

const serverWith = (kind?: FaultKind): FakeFeatureServer =>
  new FakeFeatureServer({ layers: { [path]: made }, faults: kind && alwaysFault(kind) });

const query = (parameters: Record<string, string>): string =>
  `${base}/query?${new URLSearchParams({ where: '1=1', ...parameters, f: 'json' }).toString()}`;

interface Answer {
  count?: number;
  objectIds?: number[];
  exceededTransferLimit?: boolean;
  features?: { attributes: CityRow; geometry?: { x: number; y: number } }[];
  error?: { code: number; message: string; details: string[] };
}

async function ask(server: FakeFeatureServer, url: string): Promise<Answer> {
  return (await (await server.respond(url)).json()) as Answer;
}

const page = query({ outFields: '*', orderByFields: 'ESRI_OID ASC' });
const idsOf = ({ features = [] }: Answer): unknown[] =>
  features.map(({ attributes }) => attributes['ESRI_OID']);
const allIds = made.map((row) => row['ESRI_OID']);

describe('invented rows', () => {
  it('are the same for the same seed, share no number with another, and are stamped within their days', () => {
    const options = { rows: 120, from: '2025-01-01', to: '2025-12-31' };
    expect(makeCityRows({ seed: 7, ...options })).toEqual(made);
    const numbers = [...made, ...makeCityRows({ seed: 8, ...options })].map(
      (row) => row['ServiceRequestNum'],
    );
    expect(new Set(numbers).size).toBe(240);
    for (const row of made) {
      expect(Object.keys(row).sort()).toEqual(cityFields.map(({ name }) => name).sort());
      expect(row['ServiceRequestNum']).toMatch(/^25-\d{8}$/);
      for (const field of stampFields) {
        if (row[field] === null) continue;
        expect(row[field]).toBeGreaterThanOrEqual(Number(row['CreatedDate']));
        expect(row[field]).toBeLessThan(Date.UTC(2026, 0, 1));
      }
    }
  });

  it('have the fields of the real service', ({ skip }) => {
    const real = new URL(
      '../../../../shared/data/baltimore/requests/featureserver_query_2025-12-31.json',
      import.meta.url,
    );
    if (!existsSync(real)) skip('The real response is not on this machine.');
    const { fields } = JSON.parse(readFileSync(real, 'utf8')) as { fields: Record<string, unknown>[] };
    const notAskedThen = ['ESRI_OID', 'Address'];
    expect(cityFields.filter(({ name }) => !notAskedThen.includes(name))).toEqual(
      fields.map(({ name, type, length }) => ({ name, type, length })),
    );
  });
});

describe('the fake service', () => {
  it('gives pages until no more is flagged, and a place only where there is one', async () => {
    const server = serverWith();
    const seen: unknown[] = [];
    for (const offset of [0, 50, 100]) {
      const answer = await ask(server, `${page}&resultOffset=${offset}&resultRecordCount=2000`);
      expect(answer.exceededTransferLimit).toBe(offset < 100 ? true : undefined);
      for (const { attributes, geometry } of answer.features ?? []) {
        expect(geometry === undefined).toBe(attributes['Latitude'] === null);
      }
      seen.push(...idsOf(answer));
    }
    expect(seen).toEqual(allIds);
  });

  it('compares moments on the clock of its rows, and nothing with null', async () => {
    const since = Date.UTC(2025, 5, 30, 12);
    const where =
      "(CloseDate >= TIMESTAMP '2025-06-30 12:00:00' OR CloseDate < TIMESTAMP '2025-06-30 12:00:00') AND CreatedDate >= TIMESTAMP '2025-06-30 12:00:00' AND SRType IN ('TRM-Potholes', 'SW-Dirty Alley')";
    const expected = made.filter(
      (row) =>
        row['CloseDate'] !== null &&
        Number(row['CreatedDate']) >= since &&
        ['TRM-Potholes', 'SW-Dirty Alley'].includes(String(row['SRType'])),
    );
    expect(expected.length).toBeGreaterThan(0);
    expect(await ask(serverWith(), query({ where, returnCountOnly: 'true' }))).toEqual({
      count: expected.length,
    });
  });

  it('counts and lists ids beyond a page, by GET and by POST', async () => {
    const server = serverWith();
    const listed = (await ask(server, query({ returnIdsOnly: 'true' }))).objectIds ?? [];
    expect(listed.toSorted((first, second) => first - second)).toEqual(allIds);
    const body = new URLSearchParams({
      objectIds: allIds.slice(0, 3).join(','),
      outFields: 'SRType',
      f: 'json',
    });
    const answer = await server.respond(`${base}/query`, { method: 'POST', body });
    expect(((await answer.json()) as Answer).features).toHaveLength(3);
    expect(server.requests.at(-1)).toContain('objectIds=');
  });

  it('answers a clause it does not understand, and an unknown layer, with an error in HTTP 200', async () => {
    for (const where of ['Nowhere = 1', 'SRType = 5', "SRType = 'a' AND", 'CreatedDate >= 5', '1=1; DROP']) {
      const response = await serverWith().respond(query({ where }));
      expect(response.status).toBe(200);
      expect(((await response.json()) as Answer).error?.code).toBe(400);
    }
    const unknown = await ask(serverWith(), `${base.replace('2025', '2031')}?f=json`);
    expect(unknown.error?.message).toBe('Invalid URL');
  });

  it('says the same over HTTP, and loses connections there', async () => {
    for (const kind of [undefined, 'connection_reset', 'hang'] as const) {
      const { address, close } = await serverWith(kind).listen();
      const asked = fetch(page.replace('https://city.example', address), {
        signal: AbortSignal.timeout(300),
      });
      if (kind === undefined)
        expect(await (await asked).json()).toEqual(JSON.parse(JSON.stringify(await ask(serverWith(), page))));
      else await expect(asked).rejects.toThrow(kind === 'hang' ? /timeout/ : 'fetch failed');
      await close();
    }
  });
});

/** What a client sees of each fault. */
const signs: Record<FaultKind, (server: FakeFeatureServer) => Promise<void>> = {
  http_500: async (server) => expect((await server.respond(page)).status).toBe(500),
  http_503_retry_after_seconds: async (server) =>
    expect((await server.respond(page)).headers.get('retry-after')).toMatch(/^\d+$/),
  http_429_retry_after_date: async (server) =>
    expect((await server.respond(page)).headers.get('retry-after')).toMatch(/GMT$/),
  error_in_200: async (server) => expect((await ask(server, page)).error).toBeDefined(),
  html_in_200: async (server) => expect(await (await server.respond(page)).text()).toMatch(/^<!DOCTYPE/),
  html_502: async (server) => expect((await server.respond(page)).status).toBe(502),
  cut_json: async (server) => expect((await server.respond(page)).json()).rejects.toThrow(SyntaxError),
  connection_reset: async (server) => expect(server.respond(page)).rejects.toThrow('fetch failed'),
  hang: async (server) =>
    expect(server.respond(page, { signal: AbortSignal.timeout(10) })).rejects.toThrow(/timeout/),
  empty_body: async (server) => expect(await (await server.respond(page)).text()).toBe(''),
  lowered_page_size: async (server) => expect(idsOf(await ask(server, page))).toEqual(allIds.slice(0, 16)),
  short_page_flagged: async (server) => {
    const answer = await ask(server, page);
    expect([idsOf(answer), answer.exceededTransferLimit]).toEqual([allIds.slice(0, 25), true]);
  },
  empty_page_flagged: async (server) => {
    const answer = await ask(server, page);
    expect([idsOf(answer), answer.exceededTransferLimit]).toEqual([[], true]);
  },
  short_page_silent: async (server) => {
    const answer = await ask(server, page);
    expect([idsOf(answer), answer.exceededTransferLimit]).toEqual([allIds.slice(0, 25), undefined]);
  },
  repeated_rows: async (server) => {
    const ids = idsOf(await ask(server, page));
    expect(new Set(ids).size).toBeLessThan(ids.length);
  },
  stale_count: async (server) =>
    expect((await ask(server, query({ returnCountOnly: 'true' }))).count).not.toBe(made.length),
  stale_ids: async (server) =>
    expect((await ask(server, query({ returnIdsOnly: 'true' }))).objectIds?.length).toBeLessThan(made.length),
  edit: async (server) => {
    await ask(server, page);
    const changed = server.rows(path).filter((row) => !made.includes(row));
    expect(changed.length).toBeGreaterThan(0);
    const newest = Math.max(...made.flatMap((row) => stampFields.map((field) => Number(row[field]))));
    for (const row of changed) expect(row['StatusDate']).toBeGreaterThan(newest);
  },
  insert: async (server) => {
    await ask(server, page);
    expect(server.rows(path).length).toBeGreaterThan(made.length);
  },
  delete: async (server) => {
    await ask(server, page);
    expect(server.rows(path).length).toBeLessThan(made.length);
  },
};

describe('a fault', () => {
  it.each(faultKinds)('of kind %s is felt by a client', (kind) => signs[kind](serverWith(kind)));

  it('comes no more often than its schedule allows, and every kind comes', () => {
    const faults = seededFaults({ seed: 1, most: 12 });
    const urls = [page, query({ returnCountOnly: 'true' }), query({ returnIdsOnly: 'true' })];
    const drawn = (schedule: typeof faults): (FaultKind | null)[] =>
      Array.from({ length: 3000 }, (_, index) => schedule.next({ url: urls[index % 3] ?? page, index }));
    expect(drawn(faults).filter((kind) => kind !== null)).toHaveLength(12);
    expect(new Set(drawn(seededFaults({ seed: 1, most: 3000 })))).toEqual(new Set([null, ...faultKinds]));
  });
});
