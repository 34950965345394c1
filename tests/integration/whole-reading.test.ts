import { describe, expect, it } from 'vitest';
import { makeCityRows } from '../fake/city-row.ts';
import { FakeFeatureServer } from '../fake/feature-server.ts';
import { layerPath, NightFolder } from './night-folder.ts';
import { current, twoYears, year2025 } from './two-years.ts';

const isPage = (url: string): boolean => url.includes('outFields');
const isWholePage = (url: string): boolean => isPage(url) && !url.includes('TIMESTAMP');

describe('a whole reading', () => {
  it('that is interrupted goes on from the pages it has', async () => {
    const server = twoYears();
    const folder = new NightFolder(server, [2025, 'current']);
    const through = folder.fetch;
    let pages = 0;
    folder.fetch = (url, init) => {
      if (isWholePage(url)) pages += 1;
      return pages > 4 ? Promise.resolve(new Response('gone', { status: 503 })) : through(url, init);
    };
    const stopped = await folder.nightly();
    expect(stopped).toMatchObject({ exitCode: 1 });
    expect(stopped.output).toMatch(/HTTP 503, asked 8 times/);
    folder.fetch = through;
    const before = server.requests.filter(isWholePage).length;
    expect(await folder.nightly()).toMatchObject({ exitCode: 0 });
    const again = server.requests.filter(isWholePage).length - before;
    // 120 and 150 rows in pages of 50: six pages, of which four had come.
    expect(before).toBe(4);
    expect(again).toBe(2);
    expect(await folder.told()).toEqual(folder.truth([year2025, current]));
  });

  it('forgets pages that are older than a day', async () => {
    const server = twoYears();
    const folder = new NightFolder(server, [2025, 'current']);
    const through = folder.fetch;
    folder.fetch = (url, init) =>
      url.includes('returnCountOnly')
        ? Promise.resolve(new Response('', { status: 500 }))
        : through(url, init);
    expect(await folder.nightly()).toMatchObject({ exitCode: 1 });
    folder.fetch = through;
    folder.wait(1.01);
    const before = server.requests.filter(isWholePage).length;
    await folder.nightly();
    expect(server.requests.filter(isWholePage).length - before).toBe(6);
  });

  it('asks several pages at once, and never more than it may', async () => {
    const server = twoYears();
    const folder = new NightFolder(server, [2025, 'current']);
    const through = folder.fetch;
    let [underWay, most] = [0, 0];
    folder.fetch = async (url, init) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resume) => setTimeout(resume, 2));
      try {
        return await through(url, init);
      } finally {
        underWay -= 1;
      }
    };
    expect(await folder.nightly()).toMatchObject({ exitCode: 0 });
    expect(most).toBe(3);
  });

  it('goes back to the year asked for, and no further', async () => {
    const years = [2017, 2018, 2019] as const;
    const layers = Object.fromEntries(
      years.map((year) => [
        layerPath(year),
        makeCityRows({ seed: year, rows: 20, from: `${year}-11-01`, to: `${year}-12-31` }),
      ]),
    );
    const server = new FakeFeatureServer({
      layers: {
        ...layers,
        [current]: makeCityRows({ seed: 2, rows: 30, from: '2026-11-01', to: '2026-11-22' }),
      },
    });
    const folder = new NightFolder(server, [...years, 'current'], { firstYear: 2019 });
    expect(await folder.nightly()).toMatchObject({ exitCode: 0 });
    expect(folder.manifest().counts.published).toBe(50);
    expect(await folder.nightly('--first-year', '2018')).toMatchObject({ exitCode: 0 });
    expect(folder.manifest().counts.published).toBe(70);
    expect(await folder.told()).toEqual(folder.truth([layerPath(2018), layerPath(2019), current]));
  });
});
