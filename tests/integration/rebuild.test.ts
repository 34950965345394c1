import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { PublishedFolder } from './published-folder.ts';
import { exportLine, writeSmallCity } from './small-export.ts';

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
      expect.objectContaining({
        id: 'types_reviewed',
        status: 'warn',
        values: { types: 1, which: 'XYZ-Brand New Type' },
      }),
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
