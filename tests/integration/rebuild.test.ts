import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { PublishedFolder } from './published-folder.ts';
import { exportHeader, exportLine, writeSmallCity } from './small-export.ts';

describe('a rebuild from a small export', () => {
  const folder = new PublishedFolder();
  let ask: (sql: string) => Promise<Record<string, unknown>[]>;

  beforeAll(async () => {
    const { exports, config } = writeSmallCity(folder.root, [
      exportLine({}),
      exportLine({ statusdate: '2018/05/09 10:00:00+00', srstatus: 'Open', closedate: '' }),
      exportLine({ servicerequestnum: '18-00000002', srtype: 'XYZ-Brand New Type', longitude: '-76.595' }),
      exportLine({
        servicerequestnum: '18-00000003',
        outcome: 'Work could not be\u00a0completed',
        longitude: '',
        latitude: '',
      }),
      exportLine({ servicerequestnum: '18-00000004', longitude: '-77.0', latitude: '39.0' }),
      exportLine({ servicerequestnum: '18-00000005', longitude: '-76.5' }),
      exportLine({ servicerequestnum: '' }),
      exportLine({ servicerequestnum: '18-7' }),
      exportLine({ servicerequestnum: '18-00000006', createddate: 'soon' }),
      exportLine({ servicerequestnum: '18-00000007', closedate: '2018/05/08 07:50:00+00' }),
      exportLine({
        servicerequestnum: '18-00000008',
        neighborhood: 'EAST-SIDE',
        longitude: '',
        latitude: '',
        methodreceived: 'System',
      }),
      exportLine({
        servicerequestnum: '18-00000009',
        srtype: 'SW-Bulk Scheduled',
        srstatus: 'New',
        closedate: '',
      }),
    ]);
    expect(await folder.run('rebuild', '--from', exports, '--config', config)).toMatchObject({ exitCode: 0 });
    ask = await folder.open();
  });

  it('merges rows of one number, and the newer one stays', async () => {
    expect(folder.manifest().counts).toEqual({
      received: 12,
      merged: 1,
      quarantined: 4,
      withheld: 0,
      published: 7,
    });
    const [row] = await ask(
      "SELECT status, minutes_to_close FROM detail WHERE request_number = '18-00000001'",
    );
    expect(row).toEqual({ status: 'open', minutes_to_close: null });
  });

  it('keeps the rows it set aside, each with its reason', () => {
    const lines = readFileSync(join(folder.root, 'state', 'quarantined.csv'), 'utf8')
      .trim()
      .split('\n');
    expect(lines).toHaveLength(1 + 4);
    expect(lines.join('\n')).toMatch(/no request number/);
    expect(lines.join('\n')).toMatch(/closed more than a minute before it was opened/);
  });

  it('publishes a type nobody has reviewed under its own name, flagged, without timing it', async () => {
    const [type] = await ask(
      "SELECT name_en, name_es, reviewed FROM request_types WHERE request_type LIKE 'XYZ%'",
    );
    expect(type).toEqual({ name_en: 'XYZ-Brand New Type', name_es: 'XYZ-Brand New Type', reviewed: false });
    const [row] = await ask("SELECT timed, neighborhood FROM detail WHERE request_type LIKE 'XYZ%'");
    expect(row).toEqual({ timed: false, neighborhood: 'Eastside' });
    expect(folder.manifest().checks).toContainEqual(
      expect.objectContaining({ status: 'warn', observed: '1 new: XYZ-Brand New Type' }),
    );
  });

  it('says what each point is worth', async () => {
    const rows = await ask('SELECT request_number, location, neighborhood FROM detail ORDER BY 1');
    expect(rows.map(({ location, neighborhood }) => [location, neighborhood])).toEqual([
      ['point', 'Westside'],
      ['point', 'Eastside'],
      ['missing', 'Westside'],
      ['placeholder', null],
      ['outside', null],
      ['missing', 'Eastside'],
      ['point', 'Westside'],
    ]);
  });

  it('reads an outcome with a hard space, and who opened a request', async () => {
    const [row] = await ask("SELECT outcome, work_recorded FROM detail WHERE request_number = '18-00000003'");
    expect(row).toEqual({ outcome: 'Work could not be completed', work_recorded: 'no' });
    const [system] = await ask("SELECT origin FROM detail WHERE request_number = '18-00000008'");
    expect(system).toEqual({ origin: 'city' });
  });

  it('leaves appointments out of timings', async () => {
    const [row] = await ask("SELECT timed, clock FROM detail WHERE request_number = '18-00000009'");
    expect(row).toEqual({ timed: false, clock: 'appointment' });
  });

  it('is found whole by verify, which names a file that was changed', async () => {
    expect(await folder.run('verify')).toMatchObject({ exitCode: 0 });
    const [file] = folder.manifest().tables['areas']?.files ?? [];
    appendFileSync(join(folder.published, file?.path ?? ''), 'x');
    const run = await folder.run('verify');
    expect(run.exitCode).toBe(1);
    expect(run.output).toContain(file?.path);
  });
});

describe('a rebuild that cannot be done', () => {
  const folder = new PublishedFolder();
  let good: { exports: string; config: string };
  let before: Map<string, string>;

  beforeAll(async () => {
    good = writeSmallCity(folder.root, [exportLine({})]);
    await folder.run('rebuild', '--from', good.exports, '--config', good.config);
    before = folder.contents();
  });

  const file = (name: string, text: string): string => {
    const path = join(folder.root, name);
    writeFileSync(path, text);
    return path;
  };
  const withBoundary = (text: string): string =>
    file('bad.json', JSON.stringify({ boundaries: { neighborhoods: { file: file('bad.geojson', text) } } }));

  const cases: [what: string, argv: () => string[], exitCode: number, says: RegExp][] = [
    [
      'a missing file',
      () => ['rebuild', '--from', 'nowhere.csv', '--config', good.config],
      1,
      /nowhere\.csv does not exist; expected/,
    ],
    [
      'a file of another kind',
      () => ['rebuild', '--from', file('a.xlsx', 'x'), '--config', good.config],
      1,
      /ends in "\.xlsx"; expected \.csv or \.json/,
    ],
    [
      'a CSV without the needed columns',
      () => ['rebuild', '--from', file('a.csv', 'a,b\n1,2\n'), '--config', good.config],
      1,
      /no column servicerequestnum.*\(columns seen: a, b\)/,
    ],
    [
      'a CSV that is not text',
      () => ['rebuild', '--from', file('b.csv', 'a\0b'), '--config', good.config],
      1,
      /NUL bytes.*expected a CSV/,
    ],
    [
      'a CSV with dates of no known style',
      () => [
        'rebuild',
        '--from',
        file('c.csv', `${exportHeader}\n${exportLine({ createddate: 'May 8th' })}\n`),
        '--config',
        good.config,
      ],
      1,
      /CreatedDate is written "May 8th"; expected/,
    ],
    [
      'an empty source',
      () => ['rebuild', '--from', file('d.csv', `${exportHeader}\n`), '--config', good.config],
      1,
      /No rows in .*; expected at least one request/,
    ],
    [
      'a service’s error saved as an answer',
      () => [
        'rebuild',
        '--from',
        file('e.json', '{"error":{"code":400,"message":"Invalid query"}}'),
        '--config',
        good.config,
      ],
      1,
      /error from the service.*Invalid query/,
    ],
    [
      'a cut JSON',
      () => ['rebuild', '--from', file('f.json', '{"features":['), '--config', good.config],
      1,
      /is not JSON/,
    ],
    [
      'a boundary file that is no GeoJSON',
      () => ['rebuild', '--from', good.exports, '--config', withBoundary('hello')],
      1,
      /bad\.geojson is not JSON.*expected a GeoJSON/,
    ],
    [
      'a boundary file of points',
      () => [
        'rebuild',
        '--from',
        good.exports,
        '--config',
        withBoundary(
          '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[0,0]}}]}',
        ),
      ],
      1,
      /expected a GeoJSON FeatureCollection of polygons/,
    ],
    [
      'a boundary file in metres',
      () => [
        'rebuild',
        '--from',
        good.exports,
        '--config',
        withBoundary(
          '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"A"},"geometry":{"type":"Polygon","coordinates":[[[1420000,590000],[1420001,590000],[1420001,590001],[1420000,590000]]]}}]}',
        ),
      ],
      1,
      /1420000, 590000; expected degrees/,
    ],
    [
      'a basemap of the wrong shape',
      () => [
        'rebuild',
        '--from',
        good.exports,
        '--config',
        file(
          'j.json',
          JSON.stringify({
            boundaries: { neighborhoods: { file: 'neighborhoods.geojson' } },
            basemap: { streets: { file: 'neighborhoods.geojson' } },
          }),
        ),
      ],
      1,
      /holds no LineString or MultiLineString; expected some for streets/,
    ],
    [
      'a config with an unknown field',
      () => ['rebuild', '--from', good.exports, '--config', file('g.json', '{"boundaries":{},"colour":1}')],
      1,
      /Config .*g\.json.*colour/,
    ],
    [
      'a config without neighborhoods',
      () => ['rebuild', '--from', good.exports, '--config', file('h.json', '{"boundaries":{}}')],
      1,
      /names no neighborhoods/,
    ],
    [
      'a boundary that cannot be fetched',
      () => [
        'rebuild',
        '--from',
        good.exports,
        '--config',
        file('i.json', '{"boundaries":{"neighborhoods":{"url":"https://example.org/x"}}}'),
      ],
      1,
      /cannot be fetched \(no network in tests\)/,
    ],
    [
      '--rows -5',
      () => ['sample', '--rows', '-5'],
      2,
      /--rows is "-5"; expected a whole number of at least 1000/,
    ],
    ['--rows many', () => ['sample', '--rows', 'many'], 2, /--rows is "many"; expected a whole number/],
    [
      'a day that does not exist',
      () => ['sample', '--through', '2026-02-30'],
      2,
      /--through is "2026-02-30"; expected a day/,
    ],
    ['an unknown option', () => ['sample', '--colour', 'red'], 2, /--colour/],
    ['an unknown command', () => ['publish'], 2, /"publish" is not a command/],
    ['no command', () => [], 2, /No command/],
    ['rebuild without --from', () => ['rebuild'], 2, /--from/],
  ];

  it.each(cases)(
    '(%s) says so in one sentence and leaves what is published as it was',
    async (_what, argv, exitCode, says) => {
      const run = await folder.run(...argv());
      expect(run.output).toMatch(says);
      expect(run.exitCode).toBe(exitCode);
      expect(run.output.split('\n')[0]).not.toMatch(/\n|at .*\.ts:/);
      expect(folder.contents()).toEqual(before);
    },
  );
});
