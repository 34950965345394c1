/** What a published file is, for people and for programs. */
export interface MediaType {
  /** As people call it: Parquet. */
  format: string;
  mediaType: string;
}

const mediaTypes: Readonly<Record<string, MediaType>> = {
  '.parquet': { format: 'Parquet', mediaType: 'application/vnd.apache.parquet' },
  '.geojson': { format: 'GeoJSON', mediaType: 'application/geo+json' },
  '.json': { format: 'JSON', mediaType: 'application/json' },
  '.json.gz': { format: 'JSON, gzipped', mediaType: 'application/gzip' },
  '.jpg': { format: 'JPEG', mediaType: 'image/jpeg' },
  '.png': { format: 'PNG', mediaType: 'image/png' },
  '.webp': { format: 'WebP', mediaType: 'image/webp' },
  '.svg': { format: 'SVG', mediaType: 'image/svg+xml' },
};

/**
 * What a published file is, by the ending of its name.
 * @throws Error when the ending is none that the contract publishes.
 */
export function mediaTypeOf(path: string): MediaType {
  const ending = /\.[a-z]+(?:\.gz)?$/.exec(path)?.[0] ?? '';
  const found = mediaTypes[ending];
  if (found === undefined)
    throw new Error(`${path} ends in "${ending}", expected one of ${Object.keys(mediaTypes).join(', ')}.`);
  return found;
}
