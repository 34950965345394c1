import { parseManifest, type Manifest, type PublishedFile } from '../contract/manifest.ts';

/** A published file that is absent, cut or not what the manifest says. */
export class DamagedFileError extends Error {
  override name = 'DamagedFileError';
  readonly path: string;
  constructor(path: string, reason: string) {
    super(`${path}: ${reason}`);
    this.path = path;
  }
}

/** Called as bytes arrive: done so far, of all that this step will fetch. */
export type Progress = (doneBytes: number, allBytes: number) => void;

/** Reads the manifest under `base` (the address of the published folder, with a slash at its end). */
export async function fetchManifest(base: string, signal: AbortSignal): Promise<Manifest> {
  const response = await fetch(`${base}manifest.json`, { cache: 'no-cache', signal });
  if (!response.ok) throw new DamagedFileError('manifest.json', `HTTP ${response.status}`);
  return parseManifest(await response.json());
}

/**
 * Fetches whole published files side by side and checks each against the manifest's size and sha-256.
 * @returns their bytes, in the order asked.
 * @throws DamagedFileError naming the file that is missing or does not match.
 */
export async function fetchFiles(
  base: string,
  files: readonly PublishedFile[],
  signal: AbortSignal,
  onProgress: Progress,
): Promise<Uint8Array[]> {
  const allBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let doneBytes = 0;
  onProgress(0, allBytes);
  return Promise.all(
    files.map((file) =>
      fetchFile(base, file, signal, (bytes) => {
        doneBytes += bytes;
        onProgress(doneBytes, allBytes);
      }),
    ),
  );
}

async function fetchFile(
  base: string,
  file: PublishedFile,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<Uint8Array> {
  const response = await fetch(`${base}${file.path}`, { signal });
  if (!response.ok || response.body === null)
    throw new DamagedFileError(file.path, `HTTP ${response.status}`);
  const content = new Uint8Array(file.bytes);
  let length = 0;
  const reader = response.body.getReader();
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    if (length + chunk.value.length > file.bytes)
      throw new DamagedFileError(file.path, `longer than ${file.bytes} bytes`);
    content.set(chunk.value, length);
    length += chunk.value.length;
    onBytes(chunk.value.length);
  }
  if (length !== file.bytes) throw new DamagedFileError(file.path, `${length} bytes, expected ${file.bytes}`);
  await refuseOtherContent(file, content);
  return content;
}

async function refuseOtherContent(file: PublishedFile, content: Uint8Array): Promise<void> {
  // Browsers offer digests only on https and localhost; elsewhere the size has to do.
  if (!globalThis.isSecureContext) return;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', content as Uint8Array<ArrayBuffer>));
  const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (sha256 !== file.sha256)
    throw new DamagedFileError(file.path, `sha-256 ${sha256}, expected ${file.sha256}`);
}
