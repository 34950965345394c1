import type { PublishedFile } from '../contract/manifest.ts';
import { partPath, type IndexName, type Part, type PartIndex } from '../contract/part.ts';
import { DamagedFileError, fetchFiles, type Progress } from './record.ts';

/** Reads an index of parts, checked against the manifest. */
export async function fetchIndex(base: string, file: PublishedFile, signal: AbortSignal): Promise<PartIndex> {
  const [bytes] = await fetchFiles(base, [file], signal, () => undefined);
  return JSON.parse(new TextDecoder().decode(bytes)) as PartIndex;
}

/** TEMPORARY */
export async function fetchParts(
  base: string,
  name: IndexName,
  index: PartIndex,
  keys: readonly string[],
  signal: AbortSignal,
  onProgress: Progress,
): Promise<Part[]> {
  const all = keys.reduce((sum, key) => sum + (index.parts[key]?.[1] ?? 0), 0);
  let done = 0;
  onProgress(0, all);
  return Promise.all(
    keys.map(async (key) => {
      const [sha8 = '', bytes = 0] = index.parts[key] ?? [];
      const path = partPath(name, key, sha8);
      const response = await fetch(`${base}${path}`, { signal });
      if (!response.ok || response.body === null) throw new DamagedFileError(path, `HTTP ${response.status}`);
      const part = (await new Response(
        response.body.pipeThrough(new DecompressionStream('gzip')),
      ).json()) as Part;
      done += bytes;
      onProgress(done, all);
      return part;
    }),
  );
}
