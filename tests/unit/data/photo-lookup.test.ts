import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Manifest, PublishedFile } from '../../../src/contract/manifest.ts';
import { findPhotos } from '../../../src/data/photo-lookup.ts';

const picture = { address: 'https://a.example/1.jpg', host: 'a.example' };
const contents = new Map<string, string>();

function part(first: string, numbers: readonly string[]): PublishedFile {
  const text = JSON.stringify({
    photos: Object.fromEntries(numbers.map((number) => [number, { after: picture }])),
  });
  const sha256 = createHash('sha256').update(text).digest('hex');
  const path = `photos-${first}.${sha256.slice(0, 8)}.json`;
  contents.set(path, text);
  return { path, rows: numbers.length, bytes: Buffer.byteLength(text), sha256 };
}

const files = [part('25-00000007', ['25-00000007', '25-00000900']), part('26-00000012', ['26-00000012'])];
const manifestWith = (own: PublishedFile[]): Manifest =>
  ({ tables: { photo_parts: { columns: [], files: own } } }) as unknown as Manifest;

describe('the pictures of one request', () => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(url);
    return Promise.resolve(new Response(contents.get(url.replace('/data/', '')) ?? '', { status: 200 }));
  });
  afterEach(() => void asked.splice(0));
  const find = (number: string, own = files): Promise<unknown> =>
    findPhotos('/data/', manifestWith(own), number, new AbortController().signal);

  it('are found with one small file', async () => {
    expect(await find('25-00000900')).toEqual({ after: picture });
    expect(await find('26-00000012')).toEqual({ after: picture });
    expect(asked).toHaveLength(2);
  });

  it('are none for a request without, whatever its number looks like', async () => {
    for (const number of ['25-00000008', '26-99999999', '__proto__', 'toString', '<b>']) {
      expect(await find(number), number).toBeNull();
    }
  });

  it('cost nothing where no request so early has any, or the record has none at all', async () => {
    expect(await find('24-00000001')).toBeNull();
    expect(await find('26-00000012', [])).toBeNull();
    expect(asked).toEqual([]);
  });

  it('are not taken from a damaged file', async () => {
    const [first] = files;
    if (first === undefined) throw new Error('no file');
    await expect(find('25-00000007', [{ ...first, bytes: first.bytes + 1 }])).rejects.toThrow(
      /bytes, expected/,
    );
  });
});
