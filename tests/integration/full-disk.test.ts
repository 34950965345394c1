import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

// A disk of a few megabytes, seen by the run alone, is mounted in a namespace of its own.
const canMount =
  spawnSync('unshare', ['-rm', 'sh', '-c', 'mount -t tmpfs -o size=1m tmpfs /mnt']).status === 0;
if (!canMount) console.warn('skipped: this machine does not allow mounting a small disk');

describe.skipIf(!canMount)('a disk that fills while writing', () => {
  const root = mkdtempSync(join(tmpdir(), 'portal-full-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const names = ['state', 'published'] as const;
  for (const name of names) mkdirSync(join(root, name));

  /** Publishes a sample; `small` names the folder that gets a disk of its own, and its contents are copied back. */
  const publish = (
    rows: number,
    small: 'published' | 'state' | null,
  ): { code: number | null; output: string } => {
    const target = small === null ? '' : join(root, small);
    const keep = join(root, 'kept');
    const mount = `mkdir -p ${keep} && cp -a ${target}/. ${keep}/ && mount -t tmpfs -o size=3m tmpfs ${target} && cp -a ${keep}/. ${target}/`;
    const command = `${process.execPath} ${resolve('data-pipeline/cli.ts')} sample --rows ${rows} --through 2026-11-15`;
    const back = `find ${target} -type f | grep -v spill | sort > ${join(root, 'left.txt')}`;
    const script = small === null ? command : `${mount} && ${command}; code=$?; ${back}; exit $code`;
    const { status, stdout, stderr } = spawnSync('unshare', ['-rm', 'sh', '-c', script], {
      encoding: 'utf8',
      env: { ...process.env, DATA_DIR: join(root, 'state'), PUBLISH_DIR: join(root, 'published') },
    });
    return { code: status, output: `${stdout}${stderr}` };
  };

  it('says so, ends with 1, and leaves readers the record they had', { timeout: 60_000 }, () => {
    expect(publish(5000, null)).toMatchObject({ code: 0 });
    const before = readFileSync(join(root, 'published', 'manifest.json'), 'utf8');
    const files = readdirSync(join(root, 'published'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort();
    const full = publish(150_000, 'published');
    expect(full.output).toMatch(/The disk is full .*Nothing was published.*make room/);
    expect(full.code).toBe(1);
    const left = readFileSync(join(root, 'left.txt'), 'utf8').trim().split('\n');
    expect(left, 'the same files, and no half-written one').toEqual(files);
    expect(existsSync(join(root, 'published', 'manifest.json')) && before).toBe(
      readFileSync(join(root, 'published', 'manifest.json'), 'utf8'),
    );
  });
});
