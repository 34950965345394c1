import { expect, it } from 'vitest';
import { makeCityRows } from '../fake/city-row.ts';
import { seededFaults, type FaultSchedule } from '../fake/fault.ts';
import { FakeFeatureServer } from '../fake/feature-server.ts';
import { layerPath, NightFolder } from './night-folder.ts';

const paths = [layerPath(2025), layerPath('current')] as const;

/** The service's stamps are Baltimore's wall clock written as if UTC. */
const baltimoreOffsetMs = 5 * 3_600_000;

/** How often nights under faults published, so that a pipeline that always refuses does not pass for a careful one. */
export interface Tally {
  nights: number;
  published: number;
}

/**
 * Promises, for each seed: two nights with faults and moves drawn from it, a whole reading and one of what changed,
 * leave readers with the service's truth at the end of the night, or with exactly what they had before.
 */
export function promiseSchedules(seeds: readonly number[], tally: Tally): void {
  it.each(seeds)('schedule %i: the truth, or what was there before', async (seed) => {
    let faults: FaultSchedule | null = null;
    let clock = { now: new Date(0) };
    const server = new FakeFeatureServer({
      layers: {
        [paths[0]]: makeCityRows({ seed, rows: 45, from: '2025-11-10', to: '2025-12-31' }),
        [paths[1]]: [
          ...makeCityRows({ seed: seed + 1000, rows: 50, from: '2026-10-20', to: '2026-11-21' }),
          ...makeCityRows({ seed: seed + 2000, rows: 5, from: '2026-11-22', to: '2026-11-22' }),
        ].map((row, index) => ({ ...row, ESRI_OID: index + 1 })),
      },
      now: () => clock.now.getTime() - baltimoreOffsetMs,
      pageSize: 12,
      faults: { next: (request) => faults?.next(request) ?? null },
    });
    const folder = new NightFolder(server, [2025, 'current']);
    clock = folder;
    for (let night = 0; night < 2; night += 1) {
      const before = night === 0 ? null : folder.contents();
      faults = seededFaults({ seed: seed * 10 + night, probability: 0.3 });
      const run = await folder.nightly();
      faults = null;
      tally.nights += 1;
      if (run.exitCode === 0) {
        tally.published += 1;
        expect(await folder.told(), run.output).toEqual(folder.truth(paths));
        expect(await folder.run('verify')).toMatchObject({ exitCode: 0 });
        const { received, merged, quarantined, withheld, published } = folder.manifest().counts;
        expect(received).toBe(merged + quarantined + withheld + published);
      } else {
        expect(run.output, 'says what happened').toMatch(/; |expected|Run again|run again/);
        if (before !== null) expect(folder.contents()).toEqual(before);
        // The service recovers: nothing of the bad night may stand in the way.
        expect(await folder.nightly(), run.output).toMatchObject({ exitCode: 0 });
        expect(await folder.told()).toEqual(folder.truth(paths));
      }
      folder.wait(1 / 24);
      const [row] = server.rows(paths[1]).slice(seed % 40);
      if (row !== undefined)
        server.edit(paths[1], Number(row['ESRI_OID']), {
          SRStatus: 'Open',
          CloseDate: null,
          StatusDate: folder.now.getTime() - baltimoreOffsetMs,
        });
    }
  });
}
