import type { FeatureCollection } from 'geojson';
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';

/** What lies around and over the areas, so that the city is recognized at once; null where the record has none. */
export type Ground = Record<'water' | 'parks' | 'streets', FeatureCollection | null>;

const kinds = ['parks', 'water', 'streets'] as const;

/** The sources of what the record has. */
export function groundSources(ground: Ground): StyleSpecification['sources'] {
  return Object.fromEntries(
    kinds.flatMap((kind) => {
      const data = ground[kind];
      return data === null ? [] : [[kind, { type: 'geojson' as const, data }]];
    }),
  );
}

/** The layers of what the record has; an empty one would still cost every frame. */
export function groundLayers(
  ground: Ground,
  paint: (layer: string) => Record<string, unknown>,
): LayerSpecification[] {
  return kinds
    .filter((kind) => ground[kind] !== null)
    .map((kind) => {
      const type = kind === 'streets' ? 'line' : 'fill';
      return { id: kind, type, source: kind, paint: paint(kind) } as LayerSpecification;
    });
}
