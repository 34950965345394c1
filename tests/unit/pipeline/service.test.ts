import { describe, expect, it } from 'vitest';
import { lineProgress, terminalProgress } from '../../../data-pipeline/progress.ts';
import { askService, readRetryAfter, type Service } from '../../../data-pipeline/service/ask.ts';
import { describeLayer, refuseChangedFields, touchedSince } from '../../../data-pipeline/service/layer.ts';
import { readPage } from '../../../data-pipeline/service/query.ts';
import { makeCityRows } from '../../fake/city-row.ts';
import { FakeFeatureServer } from '../../fake/feature-server.ts';

const url = 'https://service.test/arcgis/rest/services/Layer/FeatureServer/0';

function serviceOf(fetch: Service['fetch'], slept: number[] = []): Service {
  return {
    fetch,
    sleep: (milliseconds) => {
      slept.push(milliseconds);
      return Promise.resolve();
    },
    now: () => new Date('2026-11-23T05:10:00Z'),
    patience: { attempts: 4, firstWaitMs: 0, longestWaitMs: 1, timeoutMs: 30, concurrency: 2 },
  };
}

/** Answers in turn, the last one for ever. */
function inTurn(...answers: (() => Response | Promise<Response>)[]): {
  fetch: Service['fetch'];
  asked: () => number;
} {
  let asked = 0;
  return {
    fetch: async () => {
      const answer = answers[Math.min(asked, answers.length - 1)];
      asked += 1;
      return (answer ?? (() => new Response('{}')))();
    },
    asked: () => asked,
  };
}

const good = (): Response => new Response('{"ok":true}');

describe('a question to the service', () => {
  it.each<[string, () => Response | Promise<Response>, RegExp]>([
    ['a lost connection', () => Promise.reject(new TypeError('fetch failed')), /no answer \(fetch failed\)/],
    [
      'no answer in time',
      () => new Promise((_, reject) => setTimeout(() => reject(new Error('timed out')), 5)),
      /no answer \(timed out\)/,
    ],
    ['HTTP 500', () => new Response('', { status: 500 }), /HTTP 500/],
    ['HTTP 429', () => new Response('', { status: 429 }), /HTTP 429/],
    [
      'an error inside HTTP 200',
      () => new Response('{"error":{"code":500,"message":"Unable to perform query"}}'),
      /error 500: Unable to perform query/,
    ],
    ['HTML where JSON was due', () => new Response('<!DOCTYPE html><p>Bad gateway'), /HTML instead of JSON/],
    ['JSON that breaks off', () => new Response('{"features":[{"attri'), /JSON that breaks off/],
    ['an empty answer', () => new Response(''), /an empty answer/],
  ])('is asked again after %s, and told of when it stays', async (_what, trouble, says) => {
    const mended = inTurn(trouble, trouble, good);
    expect(await askService(serviceOf(mended.fetch), url)).toEqual({ ok: true });
    expect(mended.asked()).toBe(3);
    const stays = inTurn(trouble);
    await expect(askService(serviceOf(stays.fetch), url)).rejects.toThrow(says);
    await expect(askService(serviceOf(stays.fetch), url)).rejects.toThrow(
      /asked 4 times; what was published stays/,
    );
  });

  it.each([
    ['HTTP 404', () => new Response('', { status: 404 })],
    ['"Invalid URL"', () => new Response('{"error":{"code":400,"message":"Invalid URL"}}')],
  ])('is not repeated after %s', async (_what, answer) => {
    const { fetch, asked } = inTurn(answer);
    await expect(askService(serviceOf(fetch), url)).rejects.toMatchObject({
      name: 'ServiceError',
      absent: true,
    });
    expect(asked()).toBe(1);
  });

  it('waits as long as the service asks for, in seconds or until a date, but not for hours', async () => {
    const slept: number[] = [];
    const busy = (after: string) => () =>
      new Response('', { status: 503, headers: { 'retry-after': after } });
    await askService(
      serviceOf(inTurn(busy('7'), busy('Mon, 23 Nov 2026 05:10:30 GMT'), good).fetch, slept),
      url,
    );
    expect(slept).toEqual([7000, 30_000]);
    await expect(askService(serviceOf(inTurn(busy('86400')).fetch), url)).rejects.toThrow(
      /left alone for 1440 minutes/,
    );
    expect(readRetryAfter('soon', new Date())).toBeNull();
  });
});

describe('a layer', () => {
  const server = new FakeFeatureServer({
    layers: {
      'Layer/FeatureServer/0': makeCityRows({ seed: 9, rows: 60, from: '2026-01-01', to: '2026-02-01' }),
    },
    pageSize: 10,
  });
  const service = serviceOf((address, init) => server.respond(address, init));

  it('says what it is before any row is asked for, and free text is never asked for', async () => {
    const layer = await describeLayer(service, url);
    expect(layer).toMatchObject({ objectIdField: 'ESRI_OID', pageRows: 10 });
    expect(layer.unreadFields).toEqual(['LastActivity']);
    const ids = server
      .rows('Layer/FeatureServer/0')
      .map((row) => Number(row['ESRI_OID']))
      .slice(0, 10);
    await readPage(service, layer, ids, '1=1');
    expect(server.requests.filter((address) => /LastActivity(?!Date)/.test(address))).toEqual([]);
    expect(touchedSince(layer, '2026-01-31 00:00:00').split(' OR ')).toHaveLength(4);
  });

  it('whose fields changed is refused by their names', async () => {
    const layer = await describeLayer(service, url);
    const before = [
      ...layer.fields.filter(({ name }) => name !== 'Agency'),
      { name: 'ZipCode', type: 'esriFieldTypeString' },
    ];
    expect(() => refuseChangedFields(layer, before)).toThrow(/ZipCode is gone, Agency is new/);
    expect(() => refuseChangedFields(layer, layer.fields)).not.toThrow();
  });

  it('whose dates moved to another zone is refused', async () => {
    const moved = serviceOf(async (address, init) => {
      const answer = (await (await server.respond(address, init)).json()) as object;
      return Response.json({ ...answer, dateFieldsTimeReference: { timeZone: 'Eastern Standard Time' } });
    });
    await expect(describeLayer(moved, url)).rejects.toThrow(/zone "Eastern Standard Time"; expected "UTC"/);
  });
});

describe('progress', () => {
  it('is one JSON line a step where nobody watches', () => {
    const lines: string[] = [];
    const step = lineProgress(
      (line) => lines.push(line),
      () => new Date(0),
    ).start('read', 10);
    step.advance(4);
    step.advance(6);
    step.end();
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { step: 'read', done: 10, total: 10, milliseconds: 0 },
    ]);
  });

  it('is a bar that fills in a terminal', () => {
    const drawn: string[] = [];
    let now = 0;
    const step = terminalProgress(
      (text) => drawn.push(text),
      () => new Date(now),
    ).start('read', 10);
    now = 1000;
    step.advance(5);
    step.end();
    expect(drawn.join('')).toMatch(/ 0 % {2}read[\s\S]* 50 % {2}read[\s\S]*█{28} 100 % {2}read\n$/);
  });
});
