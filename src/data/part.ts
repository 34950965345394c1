import type { Manifest } from '../contract/manifest.ts';
import { indexName, partPath, type IndexName, type Part, type PartIndex } from '../contract/part.ts';
import { DamagedFileError, fetchFiles, type Progress } from './record.ts';

/** An index as fetched, with its name. */
export interface OpenIndex extends PartIndex {
  name: IndexName;
}

/**
 * Fetches an index that the manifest names.
 * @returns null where the record has none, such as for a year without a request.
 * @throws DamagedFileError when it is missing or other than the manifest says.
 */
export async function fetchIndex(
  base: string,
  manifest: Manifest,
  name: IndexName,
  signal: AbortSignal,
): Promise<OpenIndex | null> {
  const [table = ''] = name.split('-');
  const file = manifest.tables[table]?.files.find(({ path }) => indexName(path) === name);
  if (file === undefined) return null;
  const [bytes = new Uint8Array()] = await fetchFiles(base, [file], signal, () => undefined);
  return { name, ...(JSON.parse(new TextDecoder().decode(bytes)) as PartIndex) };
}

/**
 * Fetches parts side by side and checks each against its index. Keys that the index does not have are passed over.
 * @param rowsIn counts the rows of a part, to hold them against its index.
 * @returns parts by key.
 * @throws DamagedFileError naming the part that is missing or does not match.
 */
export async function fetchParts<Content = Part>(
  base: string,
  index: OpenIndex,
  keys: readonly string[],
  signal: AbortSignal,
  onProgress: Progress = () => undefined,
  rowsIn: (content: Content) => number = (content) => (content as Part).rows.length,
): Promise<Map<string, Content>> {
  const wanted = keys.flatMap((key) => {
    const entry = index.parts[key];
    return entry === undefined ? [] : [{ key, entry }];
  });
  const allBytes = wanted.reduce((sum, { entry: [, bytes] }) => sum + bytes, 0);
  let doneBytes = 0;
  const fetched = await Promise.all(
    wanted.map(async ({ key, entry }) => {
      const path = partPath(index.name, key, entry[0]);
      const part = (await fetchPart(base, path, entry, signal)) as Content;
      if (rowsIn(part) !== entry[2])
        throw new DamagedFileError(path, `${rowsIn(part)} rows, expected ${entry[2]}`);
      doneBytes += entry[1];
      onProgress(doneBytes, allBytes);
      return [key, part] as const;
    }),
  );
  return new Map(fetched);
}

async function fetchPart(
  base: string,
  path: string,
  [sha8, bytes]: PartIndex['parts'][string],
  signal: AbortSignal,
): Promise<unknown> {
  const response = await fetch(`${base}${path}`, { signal });
  if (!response.ok) throw new DamagedFileError(path, `HTTP ${response.status}`);
  const content = new Uint8Array(await response.arrayBuffer());
  try {
    return JSON.parse(await textOf(content, { path, sha8, bytes })) as unknown;
  } catch (error) {
    if (error instanceof DamagedFileError) throw error;
    throw new DamagedFileError(path, String(error));
  }
}

async function textOf(
  content: Uint8Array<ArrayBuffer>,
  { path, sha8, bytes }: { path: string; sha8: string; bytes: number },
): Promise<string> {
  // Some hosts send .gz files as gzip-encoded text, and the browser has unpacked them already.
  const isPacked = content[0] === 0x1f && content[1] === 0x8b;
  if (!isPacked) return new TextDecoder().decode(content);
  if (content.length !== bytes)
    throw new DamagedFileError(path, `${content.length} bytes, expected ${bytes}`);
  // Browsers offer digests only on https and localhost; elsewhere the size has to do.
  if (globalThis.isSecureContext) {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
    const found = Array.from(digest.slice(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join('');
    if (found !== sha8) throw new DamagedFileError(path, `sha-256 ${found}…, expected ${sha8}…`);
  }
  return new Response(new Blob([content]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
}
