import type { FeatureCollection } from 'geojson';
import type { PublishedFile } from '../contract/manifest.ts';
import { parseStreetIndex, type StreetIndex } from '../contract/street.ts';
import { DamagedFileError, fetchFiles } from './record.ts';

/**
 * Fetches the street index.
 * @param base address of the published folder, with a slash at its end.
 * @throws DamagedFileError when it is missing, or not what the page knows it to be.
 */
export async function fetchStreetIndex(base: string, file: PublishedFile): Promise<StreetIndex> {
  const [json] = await fetchJson(base, [file]);
  try {
    return parseStreetIndex(json);
  } catch (error) {
    throw new DamagedFileError(file.path, (error as Error).message);
  }
}

/** Fetches boundary layers, in the order asked; throws as `fetchStreetIndex`. */
export async function fetchBoundaries(
  base: string,
  files: readonly PublishedFile[],
): Promise<FeatureCollection[]> {
  return (await fetchJson(base, files)) as FeatureCollection[];
}

async function fetchJson(base: string, files: readonly PublishedFile[]): Promise<unknown[]> {
  const contents = await fetchFiles(base, files, new AbortController().signal, () => undefined);
  return contents.map((bytes, index) => {
    try {
      return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
    } catch (error) {
      throw new DamagedFileError(files[index]?.path ?? '', (error as Error).message);
    }
  });
}
