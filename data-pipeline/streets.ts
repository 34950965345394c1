import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Area } from './area.ts';
import type { CenterlineSource } from './config.ts';
import { InputError, ServiceError } from './error.ts';
import { askService, nameOf, type Service } from './service/ask.ts';
import { fetchLayer } from './sources/boundary.ts';
import { parseCenterline, type Block } from './sources/centerline.ts';
import { indexText, surveyBlocks, type IndexText } from './stages/street-index.ts';

/** Gives the street index for areas and code of this fingerprint. */
export type StreetIndexer = (fingerprint: string) => IndexText;

/** The layer is large and hardly changes: a service is asked for it again after so many days. */
const keptDays = 7;

interface Reading {
  service: Service;
  dataFolder: string;
  warn: (line: string) => void;
}

/**
 * Reads the centerline layer that a config names, and gives what makes the street index of it. Looking up areas for
 * every block takes seconds, so the index is kept in DATA_DIR and made again only when layer, areas or code changed.
 * Without a layer, or when a service never gave it, the index has no streets.
 * @throws InputError when the layer is not what it must be.
 */
export async function readStreets(
  reading: Reading,
  source: CenterlineSource | undefined,
  areas: readonly Area[],
): Promise<StreetIndexer> {
  const text = source === undefined ? null : await readLayer(reading, source);
  if (source === undefined || text === null) return () => indexText(areas, { runs: [], corners: [] });
  const origin = source.file ?? source.url ?? '';
  const layer = createHash('sha256')
    .update(text)
    .update(source.name ?? '')
    // The fingerprint stands for all else that shapes the index.
    .update(readFileSync(join(import.meta.dirname, 'sources', 'centerline.ts')));
  return (fingerprint) => {
    const key = layer.copy().update(fingerprint).digest('hex');
    const path = join(reading.dataFolder, 'street_index.json');
    const kept = existsSync(path)
      ? (JSON.parse(readFileSync(path, 'utf8')) as IndexText & { key: string })
      : null;
    if (kept?.key === key) return kept;
    const made = indexText(areas, surveyBlocks(areas, readBlocks(text, origin, source.name)));
    writeWhole(path, JSON.stringify({ key, ...made }));
    return made;
  };
}

function readBlocks(text: string, origin: string, name: string | undefined): Block[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new InputError(
      `Centerlines ${origin} are not JSON (${(error as Error).message}); expected a GeoJSON file of lines.`,
    );
  }
  return parseCenterline(json, origin, name);
}

async function readLayer(reading: Reading, { url, file }: CenterlineSource): Promise<string | null> {
  if (url !== undefined) return readService(reading, url);
  try {
    return readFileSync(file ?? '', 'utf8');
  } catch (error) {
    throw new InputError(
      `Centerlines ${file} cannot be read (${(error as NodeJS.ErrnoException).code}); expected a GeoJSON file.`,
    );
  }
}

async function readService({ service, dataFolder, warn }: Reading, url: string): Promise<string | null> {
  const name = createHash('sha256').update(url).digest('hex').slice(0, 16);
  const path = join(dataFolder, 'layers', `centerlines-${name}.json`);
  const noted = `${path}.at`;
  const isKept = existsSync(path) && existsSync(noted);
  const keptSinceMs = isKept ? service.now().getTime() - Date.parse(readFileSync(noted, 'utf8')) : Infinity;
  if (keptSinceMs < keptDays * 86_400_000) return readFileSync(path, 'utf8');
  try {
    const text = JSON.stringify(await fetchLayer(url, (address) => askService(service, address)));
    writeWhole(path, text);
    writeWhole(noted, service.now().toISOString());
    return text;
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    // Addresses are a way into the record, not the record: nights do not stop for them.
    warn(
      isKept
        ? `Warning: ${nameOf(url)} did not answer; its copy from an earlier run is used. ${error.message}`
        : `Warning: ${nameOf(url)} did not answer and never did; until it does, addresses cannot be looked up on the site. ${error.message}`,
    );
    return isKept ? readFileSync(path, 'utf8') : null;
  }
}

function writeWhole(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.part`, text);
  renameSync(`${path}.part`, path);
}
