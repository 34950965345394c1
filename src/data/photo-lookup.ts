import type { Manifest } from '../contract/manifest.ts';
import { photoPartOf, type PhotoPair, type PhotoPart } from '../contract/photo.ts';
import { fetchFiles } from './record.ts';

/**
 * The pictures of one request, in the browser. Fetches one small file, and only where the record has one that could
 * hold the request; never a picture.
 * @param base address of the published folder, with a slash at its end.
 * @returns null where the record has no picture of it.
 * @throws DamagedFileError when the file is absent or not what the manifest says.
 */
export async function findPhotos(
  base: string,
  manifest: Manifest,
  requestNumber: string,
  signal: AbortSignal,
): Promise<PhotoPair | null> {
  const file = photoPartOf(manifest.tables['photo_parts']?.files ?? [], requestNumber);
  if (file === undefined) return null;
  const [content] = await fetchFiles(base, [file], signal, () => undefined);
  const { photos } = JSON.parse(new TextDecoder().decode(content)) as PhotoPart;
  return Object.hasOwn(photos, requestNumber) ? (photos[requestNumber] ?? null) : null;
}
