import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { writeParts } from '../../../data-pipeline/stages/part.ts';
import { Staging } from '../../../data-pipeline/stages/write.ts';
import { partPath, type IndexName } from '../../../src/contract/part.ts';

const root = mkdtempSync(join(tmpdir(), 'portal-parts-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const keys = Array.from({ length: 60 }, (_, at) => at.toString(16).padStart(3, '0'));
/** What a part says: its own index and key, so that one in another's place is seen. */
const textOf = (index: IndexName, key: string): string => JSON.stringify({ rows: [[index, key]] });

describe('parts of two years that are written side by side', () => {
  it('each hold their own requests, though they have the same keys', async () => {
    const staging = new Staging(root);
    const indexes: IndexName[] = ['by_street-2025', 'by_street-2026'];
    // Turn about, so that parts of the same key are under way at the same time.
    const written = await Promise.all(
      keys.flatMap((key) =>
        indexes.map((index) =>
          writeParts(staging, [{ key, rows: 1, text: new TextEncoder().encode(textOf(index, key)) }], () => [
            index,
            key,
          ]).then(([entry]) => ({ index, entry })),
        ),
      ),
    );
    for (const { index, entry } of written) {
      const [key, [sha8, bytes]] = entry ?? ['none', ['', 0, 0]];
      const content = readFileSync(staging.path(partPath(index, key, sha8)));
      expect(content).toHaveLength(bytes);
      expect(gunzipSync(content).toString()).toBe(textOf(index, key));
    }
    expect(readdirSync(staging.folder)).toHaveLength(2 * keys.length);
  });
});
