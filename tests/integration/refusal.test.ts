import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { PublishedFolder } from './published-folder.ts';
import { exportHeader, exportLine, writeSmallCity } from './small-export.ts';

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
      /example\.org\/x: no answer \(no network in tests\), asked 8 times/,
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
