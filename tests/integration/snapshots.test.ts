import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeCityRows } from '../fake/city-row.ts';
import { NightFolder } from './night-folder.ts';
import { current, twoYears, year2025 } from './two-years.ts';

describe('snapshots', () => {
  it('of seven nights are kept, and rollback goes back one at a time, to the same bytes', async () => {
    const server = twoYears();
    const folder = new NightFolder(server, [2025, 'current']);
    const manifests: string[] = [];
    for (let night = 0; night < 9; night += 1) {
      for (const one of makeCityRows({
        seed: 60 + night,
        rows: 2,
        from: folder.now.toISOString().slice(0, 10),
        to: folder.now.toISOString().slice(0, 10),
      }))
        server.insert(current, {
          ...one,
          CreatedDate: folder.now.getTime() - 12 * 3_600_000,
          StatusDate: folder.now.getTime() - 12 * 3_600_000,
          CloseDate: null,
          SRStatus: 'New',
          LastActivityDate: null,
        });
      expect(await folder.nightly()).toMatchObject({ exitCode: 0 });
      manifests.push(readFileSync(join(folder.published, 'manifest.json'), 'utf8'));
      folder.wait(1);
    }
    for (let back = 1; back <= 6; back += 1) {
      expect(await folder.run('rollback')).toMatchObject({ exitCode: 0 });
      expect(readFileSync(join(folder.published, 'manifest.json'), 'utf8')).toBe(manifests[8 - back]);
      expect(await folder.run('verify')).toMatchObject({ exitCode: 0 });
    }
    const refused = await folder.run('rollback');
    expect(refused.exitCode).toBe(1);
    expect(refused.output).toMatch(/oldest snapshot kept/);
    expect(await folder.nightly(), 'and the next night goes forward').toMatchObject({ exitCode: 0 });
    expect(await folder.told()).toEqual(folder.truth([year2025, current]));
  });
});
