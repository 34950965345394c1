import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { PhotoPart } from '../../src/contract/photo.ts';
import { jpegWithTag, plainPng } from '../fake/picture.ts';
import { PublishedFolder, type Run } from './published-folder.ts';
import { exportLine, writeSmallCity } from './small-export.ts';

/** A small city whose config names tables of pictures. */
class PhotoFolder extends PublishedFolder {
  readonly own = join(this.root, 'pictures');

  /** @param more lines of requests besides 18-00000001 to 18-00000012, potholes that are closed. */
  publish(photos: object, more: string[] = []): Promise<Run> {
    const usual = Array.from({ length: 12 }, (_, index) =>
      exportLine({ servicerequestnum: `18-${String(index + 1).padStart(8, '0')}` }),
    );
    const { exports, config } = writeSmallCity(this.root, [...usual, ...more]);
    const json = JSON.parse(readFileSync(config, 'utf8')) as object;
    writeFileSync(config, JSON.stringify({ ...json, photos }));
    return this.run('rebuild', '--from', exports, '--config', config);
  }

  list(header: string, ...lines: string[]): void {
    mkdirSync(this.own, { recursive: true });
    writeFileSync(join(this.own, 'photos.csv'), `${[header, ...lines].join('\n')}\n`);
  }

  file(name: string, content: Buffer | string): void {
    mkdirSync(this.own, { recursive: true });
    writeFileSync(join(this.own, name), content);
  }

  photoParts(): PhotoPart[] {
    return (this.manifest().tables['photo_parts']?.files ?? []).map(
      ({ path }) => JSON.parse(readFileSync(join(this.published, path), 'utf8')) as PhotoPart,
    );
  }
}

const header = 'request_number,before,after,credit,alt_before_en,alt_before_es,alt_after_en,alt_after_es';
const hosts = ['photos.example.org'];
const tables = [{ file: 'pictures/photos.csv' }];

describe('a list of pictures that an operator keeps', () => {
  it('is published with credit and descriptions; either picture may be absent', async () => {
    const folder = new PhotoFolder();
    folder.list(
      header,
      '18-00000001,https://photos.example.org/1/a.jpg,https://photos.example.org/1/b.jpg,J. Doe,A hole,Un bache,A patch,Un parche',
      '18-00000002,https://photos.example.org/2 a.jpg,,,,,,',
      '18-00000003,,https://photos.example.org/3.jpg,<img src=x onerror=alert(1)>,,,\u202egnp.exe,',
      `18-00000004,,https://photos.example.org/4.jpg,${'x'.repeat(10_000)},,,,`,
    );
    expect(await folder.publish({ hosts, tables })).toMatchObject({ exitCode: 0 });
    const ask = await folder.open();
    const [long] = await ask("SELECT credit FROM photos WHERE request_number = '18-00000004'");
    expect(long).toEqual({ credit: `${'x'.repeat(600)}…` });
    expect(await ask("SELECT * EXCLUDE (host) FROM photos WHERE request_number <> '18-00000004'")).toEqual([
      {
        request_number: '18-00000001',
        moment: 'before',
        address: 'https://photos.example.org/1/a.jpg',
        bytes: null,
        credit: 'J. Doe',
        alt_en: 'A hole',
        alt_es: 'Un bache',
      },
      {
        request_number: '18-00000001',
        moment: 'after',
        address: 'https://photos.example.org/1/b.jpg',
        bytes: null,
        credit: 'J. Doe',
        alt_en: 'A patch',
        alt_es: 'Un parche',
      },
      {
        request_number: '18-00000002',
        moment: 'before',
        address: 'https://photos.example.org/2%20a.jpg',
        bytes: null,
        credit: null,
        alt_en: null,
        alt_es: null,
      },
      {
        request_number: '18-00000003',
        moment: 'after',
        address: 'https://photos.example.org/3.jpg',
        bytes: null,
        credit: '<img src=x onerror=alert(1)>',
        alt_en: '\u202egnp.exe',
        alt_es: null,
      },
    ]);
    expect(folder.manifest().photos).toEqual({
      requests: 4,
      pictures: 5,
      hosts,
      tables: { read: 1, pictures: 5 },
      layers: null,
      leftOut: {},
    });
    const [part] = folder.photoParts();
    expect(part?.photos['18-00000003']).toEqual({
      after: expect.objectContaining({ host: 'photos.example.org', alt_en: '\u202egnp.exe' }) as object,
    });
    expect(part).not.toHaveProperty('notice');
    expect(await folder.run('verify')).toMatchObject({ exitCode: 0 });
  });

  it('counts every picture that it may not publish, and tells the operator which and why', async () => {
    const folder = new PhotoFolder();
    const at = (address: string, number = '18-00000001'): string => `${number},"${address}",,,,,,`;
    folder.file('shape.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    folder.file('home.jpg', jpegWithTag(0x8825, 'MM'));
    folder.file('large.png', Buffer.concat([plainPng(2, 2, [0, 0, 0]), Buffer.alloc(3_000_000)]));
    writeFileSync(join(folder.root, 'outside.png'), plainPng(2, 2, [0, 0, 0]));
    symlinkSync(join(folder.root, 'outside.png'), join(folder.own, 'link.png'));
    folder.list(
      header,
      at('http://photos.example.org/1.jpg'),
      at('javascript:alert(1)'),
      at('data:image/png;base64,AAAA'),
      at('https://other.example.org/1.jpg'),
      at('https://photos.example.org:444/1.jpg'),
      at('https://photos.example.org.evil.example/1.jpg'),
      at('https://me:secret@photos.example.org/1.jpg'),
      at('https://'),
      at('//photos.example.org/1.jpg'),
      at('/etc/passwd'),
      at('../outside.png'),
      at('link.png'),
      at('gone.jpg'),
      at('shape.svg'),
      at('home.jpg'),
      at('large.png'),
      at('https://photos.example.org/1.jpg', '18-99999999'),
      at('https://photos.example.org/1.jpg', '=HYPERLINK(A1)'),
      at('https://photos.example.org/1.jpg', '18-00000020'),
      at('https://photos.example.org/1.jpg', '18-00000021'),
      at(''),
      at('https://photos.example.org/2.jpg | https://photos.example.org/3.jpg', '18-00000002'),
      at('https://photos.example.org/4.jpg', '18-00000002'),
    );
    mkdirSync(join(folder.root, 'state'), { recursive: true });
    writeFileSync(join(folder.root, 'state', 'withheld.txt'), '18-00000021\n');
    const run = await folder.publish({ hosts, tables }, [
      exportLine({ servicerequestnum: '18-00000020', srtype: 'HLTH-Animal Bite Pickup' }),
      exportLine({ servicerequestnum: '18-00000021' }),
    ]);
    expect(run).toMatchObject({ exitCode: 0 });
    const { photos } = folder.manifest();
    expect(photos).toMatchObject({ requests: 1, pictures: 1, hosts, tables: { read: 1, pictures: 24 } });
    expect(photos?.leftOut).toEqual({
      not_https: 3,
      host_not_allowed: 3,
      not_an_address: 4,
      outside_folder: 2,
      no_such_file: 1,
      not_a_picture: 1,
      holds_location: 1,
      file_too_large: 1,
      unknown_request: 2,
      sensitive_type: 1,
      withheld: 1,
      no_picture: 1,
      another_of_same_moment: 2,
    });
    expect(run.output).toContain('Published 1 pictures of 1 requests; left out: ');
    expect(run.output).toContain('3 host not allowed');
    const listed = readFileSync(join(folder.root, 'state', 'photos-left-out.csv'), 'utf8');
    expect(parse(listed, { columns: true })).toHaveLength(24 - 1 - 1);
    expect(listed).toContain("'=HYPERLINK");
    expect(listed).not.toContain('18-00000021');
    const everything = [...folder.contents().values()]
      .map((bytes) => Buffer.from(bytes, 'base64').toString('latin1'))
      .join('');
    expect(everything).not.toContain('other.example.org');
    expect(everything).not.toContain('secret');
    expect([...folder.contents().keys()].filter((path) => path.includes('picture.'))).toEqual([]);
  });

  it('may name files beside it, which the site then serves by their content', async () => {
    const folder = new PhotoFolder();
    folder.file('1-before.png', plainPng(4, 3, [120, 40, 40]));
    folder.file('1-after.png', plainPng(4, 3, [40, 120, 40]));
    folder.file('turned.jpg', jpegWithTag(0x0112, 'II'));
    folder.list(
      header,
      '18-00000001,1-before.png,1-after.png,,,,,',
      '18-00000002,1-before.png,turned.jpg,,,,,',
    );
    await folder.publish({ tables });
    const { photos, tables: published } = folder.manifest();
    expect(photos).toMatchObject({ requests: 2, pictures: 4, hosts: [], leftOut: {} });
    const files = published['pictures']?.files ?? [];
    expect(files.map(({ path }) => path.split('.').at(-1)).sort()).toEqual(['jpg', 'png', 'png']);
    const ask = await folder.open();
    const [row] = await ask("SELECT address, host, bytes FROM photos WHERE moment = 'before'");
    expect(row).toMatchObject({ host: null });
    expect(readFileSync(join(folder.published, String(row?.['address'])))).toEqual(
      readFileSync(join(folder.own, '1-before.png')),
    );
    expect(await folder.run('verify')).toMatchObject({ exitCode: 0 });
  });

  it('takes a picture down the same night, the snapshots before it included', async () => {
    const folder = new PhotoFolder();
    folder.file('face.png', plainPng(4, 3, [1, 2, 3]));
    folder.list(header, '18-00000001,face.png,,,,,,');
    await folder.publish({ tables });
    await folder.publish({ tables });
    const shown = (): string[] => [...folder.contents().keys()].filter((path) => path.includes('picture.'));
    expect(shown()).toHaveLength(1);
    folder.list(header, '18-00000001,https://photos.example.org/a.jpg,,,,,,');
    folder.now = new Date('2026-11-24T05:10:00Z');
    await folder.publish({ hosts, tables });
    expect(shown()).toEqual([]);
    expect(await folder.run('rollback')).toMatchObject({ exitCode: 1 });
  });
});

describe('a config with pictures', () => {
  it.each([
    'https://photos.example.org',
    '*.example.org',
    'photos.example.org; script-src *',
    "'unsafe-inline'",
    'Photos.Example.org',
    'localhost',
    '10.0.0.1',
    'photos.example.org/path',
    'photos.example.org:',
    'photos.example.org:0',
    ' photos.example.org',
  ])('refuses the host "%s"', async (host) => {
    const folder = new PhotoFolder();
    const run = await folder.publish({ hosts: [host] });
    expect(run.exitCode).toBe(1);
    expect(run.output).toContain('"photos.hosts.0"');
    expect(run.output).toContain('expected a name such as "photos.example.org"');
  });

  it.each([
    [['18-00000001,a.png'], 'number,before', /has no column "request_number"/],
    [['18-00000001,a.png'], 'request_number,picture', /neither a column "before" nor "after"/],
    [['18-00000001,a.png,b.png,c.png'], 'request_number,before', /cannot be read/],
    [[], 'request_number,before', /has no rows/],
  ])('refuses a list it cannot read (%s)', async (lines, columns, reason) => {
    const folder = new PhotoFolder();
    folder.list(columns, ...lines);
    const run = await folder.publish({ tables });
    expect(run.exitCode).toBe(1);
    expect(run.output).toMatch(reason);
  });
});

it('a record without pictures has an empty table and says that nothing was asked', async () => {
  const folder = new PhotoFolder();
  await folder.publish({});
  expect(await (await folder.open())('SELECT count(*)::INTEGER AS n FROM photos')).toEqual([{ n: 0 }]);
  expect(folder.manifest().photos).toEqual({
    requests: 0,
    pictures: 0,
    hosts: [],
    tables: { read: 0, pictures: 0 },
    layers: null,
    leftOut: {},
  });
  expect(folder.photoParts()).toEqual([]);
});

const boston = resolve('../shared/data/boston/graffiti_removal_2015.csv');
if (!existsSync(boston)) console.warn('skipped: no export of Boston here');

describe.skipIf(!existsSync(boston))("Boston's columns", () => {
  const columns = { number: 'CASE_ENQUIRY_ID', before: 'SubmittedPhoto', after: 'ClosedPhoto' };
  const [seen, closed] = ['mayors24.cityofboston.gov', 'cityworker.cityofboston.gov:8443'];

  it('are read as they stand: 3,426 pictures before, 93 after, none of them of a request of ours', async () => {
    const folder = new PhotoFolder();
    await folder.publish({ hosts: [seen, closed], tables: [{ file: boston, ...columns }] });
    expect(folder.manifest().photos).toMatchObject({
      pictures: 0,
      tables: { read: 1, pictures: 3426 + 93 },
      leftOut: { unknown_request: 3426 + 93 },
    });
  });

  it('become pairs of a record that has their requests; of a host that is not listed none', async () => {
    const rows: Record<string, string>[] = parse(readFileSync(boston, 'utf8'), { columns: true });
    const folder = new PhotoFolder();
    const numbered = rows.map((row, index) => ({
      number: `15-${String(index).padStart(8, '0')}`,
      before: row['SubmittedPhoto'] ?? '',
      after: row['ClosedPhoto'] ?? '',
    }));
    folder.list(
      'CASE_ENQUIRY_ID,SubmittedPhoto,ClosedPhoto',
      ...numbered.map(({ number, before, after }) => [number, before, after].join(',')),
    );
    const requests = numbered.map(({ number }) =>
      exportLine({ servicerequestnum: number, srtype: 'SW-Graffiti Removal' }),
    );
    const table = { file: 'pictures/photos.csv', ...columns };
    await folder.publish({ hosts: [seen], tables: [table] }, requests);
    expect(folder.manifest().photos).toMatchObject({
      requests: 3426,
      pictures: 3426,
      hosts: [seen],
      leftOut: { host_not_allowed: 93 },
    });
    await folder.publish({ hosts: [seen, closed], tables: [table] }, requests);
    expect(folder.manifest().photos).toMatchObject({
      requests: 3426 + 2,
      pictures: 3426 + 93,
      hosts: [closed, seen],
      leftOut: {},
    });
    const parts = folder.photoParts();
    expect(parts).toHaveLength(Math.ceil(3428 / 300));
    expect(parts.flatMap(({ photos }) => Object.keys(photos))).toEqual(
      numbered.filter(({ before, after }) => before !== '' || after !== '').map(({ number }) => number),
    );
  });
});
