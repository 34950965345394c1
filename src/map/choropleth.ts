import {
  AttributionControl,
  Map as MapLibre,
  NavigationControl,
  setWorkerUrl,
  type GeoJSONSource,
  type ExpressionSpecification,
  type StyleSpecification,
} from 'maplibre-gl';
import styleUrl from 'maplibre-gl/dist/maplibre-gl.css?url';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { FeatureCollection } from 'geojson';
import { groundLayers, groundSources, type Ground } from './ground.ts';
import { bounds, labelPoints } from './shape.ts';

/** How an area is filled: a class of the ramp, or one of the ways to have no value. */
export type Fill = number | 'few' | 'none' | 'unknown';

/** Colors of the map, read from the page's tokens so that light and dark follow the theme. */
export interface Palette {
  water: string;
  land: string;
  line: string;
  park: string;
  street: string;
  selected: string;
  ink: string;
  halo: string;
  few: string;
  paper: string;
  late: string;
  ramp: readonly string[];
}

export interface ChoroplethOptions {
  container: HTMLElement;
  /** Areas; each feature has numeric property `area_id` and `name`. */
  areas: FeatureCollection;
  ground: Ground;
  palette: Palette;
  reducedMotion: boolean;
  /** What MapLibre says to people: its own words are English. */
  words: Record<string, string>;
  /** How near one may come. */
  maxZoom: number;
  onSelect: (areaId: number | null) => void;
  onHover: (areaId: number | null) => void;
}

/** A map of areas that recolors in place. */
export interface Choropleth {
  /** For what lies over the areas. */
  map: MapLibre;
  /** Shows other areas, which are colored as theirs come. */
  replace: (areas: FeatureCollection) => void;
  recolor: (fills: ReadonlyMap<number, Fill>) => void;
  select: (areaId: number | null) => void;
  repaint: (palette: Palette) => void;
  /** Resolves with the first frame that shows what was asked last. */
  redrawn: () => Promise<void>;
  /** Resolves when nothing is left to draw, names faded in too. */
  drawn: () => Promise<void>;
}

setWorkerUrl(workerUrl);

/** True when the browser can draw a map. */
export function canDraw(): boolean {
  const canvas = document.createElement('canvas');
  return canvas.getContext('webgl2') !== null;
}

/** The controls' looks; linked only now, so that pages without a map in sight do not wait for them. */
async function linkStyle(): Promise<void> {
  if (document.querySelector(`link[href="${styleUrl}"]`) !== null) return;
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = styleUrl;
  const loaded = new Promise((resolve, reject) => {
    link.addEventListener('load', resolve);
    link.addEventListener('error', () => reject(new Error(`${styleUrl} could not be loaded`)));
  });
  document.head.append(link);
  await loaded;
}

/** Draws the map; resolves when it can be recolored. */
export async function drawChoropleth(options: ChoroplethOptions): Promise<Choropleth> {
  await linkStyle();
  const map = new MapLibre({
    container: options.container,
    style: styleOf(options),
    bounds: bounds(options.areas),
    fitBoundsOptions: { padding: 12 },
    attributionControl: false,
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    maxPitch: 0,
    minZoom: 9,
    maxZoom: options.maxZoom,
    locale: options.words,
    fadeDuration: options.reducedMotion ? 0 : 200,
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new AttributionControl({ compact: true }), 'bottom-right');
  await new Promise<void>((resolve) => map.once('load', () => resolve()));
  addHatch(map, options.palette);
  listen(map, options);
  return handleOf(map);
}

function next(map: MapLibre, event: 'render' | 'idle'): Promise<void> {
  return new Promise((resolve) => {
    map.once(event, () => resolve());
    // A map that has nothing to redraw would never say so again.
    map.triggerRepaint();
  });
}

function handleOf(map: MapLibre): Choropleth {
  let selected: number | null = null;
  return {
    map,
    replace: (areas) => {
      map.getSource<GeoJSONSource>('areas')?.setData(areas);
      map.getSource<GeoJSONSource>('names')?.setData(labelPoints(areas));
    },
    recolor: (fills) => {
      for (const [areaId, fill] of fills) {
        map.setFeatureState(
          { source: 'areas', id: areaId },
          { fill: typeof fill === 'number' ? fill : fill === 'few' ? -1 : -2 },
        );
      }
    },
    select: (areaId) => {
      if (selected !== null) map.setFeatureState({ source: 'areas', id: selected }, { selected: false });
      if (areaId !== null) map.setFeatureState({ source: 'areas', id: areaId }, { selected: true });
      selected = areaId;
    },
    repaint: (palette) => {
      for (const [layer, property, value] of paints(palette)) {
        if (map.getLayer(layer) !== undefined) map.setPaintProperty(layer, property, value);
      }
      map.updateImage('hatch', hatch(palette));
    },
    redrawn: () => next(map, 'render'),
    drawn: () => next(map, 'idle'),
  };
}

function styleOf({ areas, ground, palette, reducedMotion }: ChoroplethOptions): StyleSpecification {
  const paint = (layer: string): Record<string, unknown> =>
    Object.fromEntries(
      paints(palette)
        .filter(([name]) => name === layer)
        .map(([, property, value]) => [property, value]),
    );
  return {
    version: 8,
    transition: { duration: reducedMotion ? 0 : 180 },
    sources: {
      areas: { type: 'geojson', data: areas, promoteId: 'area_id' },
      names: { type: 'geojson', data: labelPoints(areas) },
      ...groundSources(ground),
    },
    layers: [
      { id: 'sea', type: 'background', paint: paint('sea') },
      { id: 'fill', type: 'fill', source: 'areas', paint: paint('fill') },
      ...groundLayers(ground, paint),
      { id: 'line', type: 'line', source: 'areas', layout: { 'line-join': 'round' }, paint: paint('line') },
      {
        id: 'chosen',
        type: 'line',
        source: 'areas',
        layout: { 'line-join': 'round' },
        paint: paint('chosen'),
      },
      {
        id: 'names',
        type: 'symbol',
        source: 'names',
        minzoom: 11.5,
        layout: {
          'text-field': ['get', 'name'],
          'text-font': ['Public Sans Variable'],
          'text-size': ['interpolate', ['linear'], ['zoom'], 11.5, 11, 14, 15],
          'text-max-width': 7,
          'text-padding': 4,
          'symbol-sort-key': ['-', 0, ['get', 'acres']],
        },
        paint: paint('names'),
      },
    ],
  } as StyleSpecification;
}

type Paint = [
  layer: string,
  property: Parameters<MapLibre['setPaintProperty']>[1],
  value: Parameters<MapLibre['setPaintProperty']>[2],
];

/** Every color of the map, as layer, property, value. */
function paints(palette: Palette): Paint[] {
  const fill: ExpressionSpecification = ['coalesce', ['feature-state', 'fill'], -2];
  return [
    ['sea', 'background-color', palette.water],
    [
      'fill',
      'fill-color',
      [
        'match',
        fill,
        ...palette.ramp.flatMap((color, index) => [index, color]),
        palette.land,
      ] as ExpressionSpecification,
    ],
    ['fill', 'fill-antialias', false],
    // Parks are a tint over the class color, so that the map can still be read there.
    ['parks', 'fill-color', palette.park],
    ['parks', 'fill-opacity', 0.16],
    ['water', 'fill-color', palette.water],
    ['streets', 'line-color', palette.street],
    ['streets', 'line-opacity', 0.5],
    ['streets', 'line-width', ['interpolate', ['linear'], ['zoom'], 10, 0.5, 14, 2]],
    ['line', 'line-color', palette.line],
    ['line', 'line-width', ['interpolate', ['linear'], ['zoom'], 10, 0.5, 14, 1.6]],
    ['chosen', 'line-color', palette.selected],
    ['chosen', 'line-width', 3],
    ['chosen', 'line-opacity', ['case', ['boolean', ['feature-state', 'selected'], false], 1, 0]],
    ['names', 'text-color', palette.ink],
    ['names', 'text-halo-color', palette.halo],
    ['names', 'text-halo-width', 1.4],
  ];
}

/** The layer of areas with too few requests; its pattern must be there before it is. */
function addHatch(map: MapLibre, palette: Palette): void {
  map.addImage('hatch', hatch(palette), { pixelRatio: 2 });
  const shown: ExpressionSpecification = [
    'case',
    ['==', ['coalesce', ['feature-state', 'fill'], -2], -1],
    1,
    0,
  ];
  map.addLayer(
    { id: 'few', type: 'fill', source: 'areas', paint: { 'fill-pattern': 'hatch', 'fill-opacity': shown } },
    map.getStyle().layers.find(({ id }) => id !== 'sea' && id !== 'fill')?.id,
  );
}

/** Diagonal lines, for "too few to say": a pattern, so that it is never taken for a class. */
function hatch(palette: Palette): ImageData {
  const size = 16;
  const canvas = new OffscreenCanvas(size, size);
  const context = canvas.getContext('2d');
  if (context === null) return new ImageData(size, size);
  context.fillStyle = palette.land;
  context.fillRect(0, 0, size, size);
  context.strokeStyle = palette.few;
  context.lineWidth = 2.5;
  for (const shift of [-size, 0, size]) {
    context.moveTo(shift, size);
    context.lineTo(shift + size, 0);
  }
  context.stroke();
  return context.getImageData(0, 0, size, size);
}

function listen(map: MapLibre, { onSelect, onHover }: ChoroplethOptions): void {
  const areaAt = (point: { x: number; y: number }): number | null => {
    const [feature] = map.queryRenderedFeatures([point.x, point.y], { layers: ['fill'] });
    return typeof feature?.id === 'number' ? feature.id : null;
  };
  map.on('click', (event) => {
    // What lies over the areas may take the click; it listens later, so it is asked last.
    queueMicrotask(() => {
      if (!event.defaultPrevented) onSelect(areaAt(event.point));
    });
  });
  map.on('mousemove', ({ point }) => {
    const areaId = areaAt(point);
    map.getCanvas().style.cursor = areaId === null ? '' : 'pointer';
    onHover(areaId);
  });
  map.on('mouseout', () => onHover(null));
}
