import type { Feature } from 'geojson';
import type { ExpressionSpecification, GeoJSONSource, Map as MapLibre } from 'maplibre-gl';
import type { Palette } from './choropleth.ts';

/** How a request stands at the record's end. Each has a shape of its own, so that color is never alone. */
export const pointStates = ['open', 'late', 'closed'] as const;
export type PointState = (typeof pointStates)[number];

/** A request as a point of the map. */
export interface RequestPoint {
  /** Its own, for as long as the page is open. */
  id: number;
  longitude: number;
  latitude: number;
  state: PointState;
}

export interface RequestLayerOptions {
  map: MapLibre;
  palette: Palette;
  reducedMotion: boolean;
  /** A point was chosen. */
  onChoose: (id: number) => void;
  /** Points that no zoom can part. */
  onPlace: (ids: readonly number[]) => void;
}

/** Requests over the areas, near ones gathered. */
export interface RequestLayer {
  show: (points: readonly RequestPoint[]) => void;
  choose: (point: Pick<RequestPoint, 'longitude' | 'latitude'> | null) => void;
  repaint: (palette: Palette) => void;
}

const gatherPixels = 44;
const mostAtOnce = 4000;
/** Icons are drawn at twice their size, for sharp screens. */
const pixelRatio = 2;

/** Puts an empty layer of requests on a map. */
export function addRequestLayer({
  map,
  palette,
  reducedMotion,
  onChoose,
  onPlace,
}: RequestLayerOptions): RequestLayer {
  const duration = reducedMotion ? 0 : 400;
  const empty = { type: 'FeatureCollection' as const, features: [] };
  map.addSource('requests', {
    type: 'geojson',
    data: empty,
    cluster: true,
    clusterRadius: gatherPixels,
    // Many requests share one point; gathered at every zoom they can still be listed.
    clusterMaxZoom: map.getMaxZoom(),
    maxzoom: map.getMaxZoom() + 1,
  });
  map.addSource('request-chosen', { type: 'geojson', data: empty });
  for (const state of pointStates) map.addImage(state, icon(state, palette), { pixelRatio });
  addLayers(map);
  paint(map, palette);

  const drawn = new Set<number>();
  let turn = 0;
  const source = (id: string): GeoJSONSource => map.getSource<GeoJSONSource>(id)!;
  map.on('click', 'requests', (event) => {
    event.preventDefault();
    const id = event.features?.[0]?.id;
    if (typeof id === 'number') onChoose(id);
  });
  map.on('click', 'clusters', (event) => {
    event.preventDefault();
    const cluster = event.features?.[0];
    if (cluster?.geometry.type !== 'Point') return;
    const id = Number(cluster.properties['cluster_id']);
    const [longitude = 0, latitude = 0] = cluster.geometry.coordinates;
    void open(id, Number(cluster.properties['point_count']), [longitude, latitude]);
  });
  // What goes to the worker is copied on the way, and the map stands still meanwhile: only the difference goes, a part
  // in each frame, until something else is to be shown.
  const change = async (missing: readonly RequestPoint[], gone: readonly number[], own: number) => {
    const most = Math.max(missing.length, gone.length);
    for (let from = 0; from < most && own === turn; from += mostAtOnce) {
      const [add, remove] = [missing.slice(from, from + mostAtOnce), gone.slice(from, from + mostAtOnce)];
      for (const { id } of add) drawn.add(id);
      for (const id of remove) drawn.delete(id);
      // Parts that wait for the worker together would be copied together.
      await source('requests').updateData({ add: add.map(featureOf), remove });
    }
  };
  const open = async (id: number, count: number, center: [number, number]): Promise<void> => {
    const zoom = await source('requests').getClusterExpansionZoom(id);
    if (zoom <= map.getMaxZoom()) {
      map.easeTo({ center, zoom, duration });
      return;
    }
    const leaves = await source('requests').getClusterLeaves(id, count, 0);
    onPlace(leaves.map((leaf) => Number(leaf.id)));
  };

  return {
    show: (points) => {
      turn += 1;
      const wanted = new Set<number>();
      const missing: RequestPoint[] = [];
      for (const point of points) {
        wanted.add(point.id);
        if (!drawn.has(point.id)) missing.push(point);
      }
      void change(
        missing,
        [...drawn].filter((id) => !wanted.has(id)),
        turn,
      );
    },
    choose: (point) => {
      source('request-chosen').setData(
        point === null ? empty : { type: 'Point', coordinates: [point.longitude, point.latitude] },
      );
    },
    repaint: (colors) => {
      for (const state of pointStates) map.updateImage(state, icon(state, colors));
      paint(map, colors);
    },
  };
}

function featureOf({ id, longitude, latitude, state }: RequestPoint): Feature {
  return {
    type: 'Feature',
    id,
    properties: { state },
    geometry: { type: 'Point', coordinates: [longitude, latitude] },
  };
}

function addLayers(map: MapLibre): void {
  const isCluster: ExpressionSpecification = ['has', 'point_count'];
  map.addLayer({ id: 'request-chosen', type: 'circle', source: 'request-chosen' });
  map.addLayer({
    id: 'requests',
    type: 'symbol',
    source: 'requests',
    filter: ['!', isCluster],
    layout: {
      'icon-image': ['get', 'state'],
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
    },
  });
  map.addLayer({ id: 'clusters', type: 'circle', source: 'requests', filter: isCluster });
  map.addLayer({
    id: 'cluster-counts',
    type: 'symbol',
    source: 'requests',
    filter: isCluster,
    layout: {
      'text-field': ['get', 'point_count_abbreviated'],
      'text-font': ['Public Sans Variable'],
      'text-size': 12,
      'text-allow-overlap': true,
      'text-ignore-placement': true,
    },
  });
}

function paint(map: MapLibre, palette: Palette): void {
  map.setPaintProperty('clusters', 'circle-color', palette.paper);
  map.setPaintProperty('clusters', 'circle-stroke-color', palette.ink);
  map.setPaintProperty('clusters', 'circle-stroke-width', 1.5);
  map.setPaintProperty('clusters', 'circle-radius', ['step', ['get', 'point_count'], 13, 100, 17, 1000, 21]);
  map.setPaintProperty('cluster-counts', 'text-color', palette.ink);
  map.setPaintProperty('request-chosen', 'circle-radius', 14);
  map.setPaintProperty('request-chosen', 'circle-opacity', 0);
  map.setPaintProperty('request-chosen', 'circle-stroke-color', palette.selected);
  map.setPaintProperty('request-chosen', 'circle-stroke-width', 5);
}

function icon(state: PointState, palette: Palette): ImageData {
  const size = 22 * pixelRatio;
  const canvas = new OffscreenCanvas(size, size);
  const context = canvas.getContext('2d');
  if (context === null) return new ImageData(size, size);
  context.scale(pixelRatio, pixelRatio);
  drawState(context, state, 11, 11, palette);
  return context.getImageData(0, 0, size, size);
}

/** Draws the sign of a state: a ring, a triangle or a small disk. For the map, and for its picture's legend. */
export function drawState(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  state: PointState,
  x: number,
  y: number,
  palette: Palette,
): void {
  context.beginPath();
  if (state === 'late') {
    context.moveTo(x, y - 8);
    context.lineTo(x + 8, y + 6.5);
    context.lineTo(x - 8, y + 6.5);
    context.closePath();
  } else context.arc(x, y, state === 'open' ? 6 : 4.5, 0, 2 * Math.PI);
  context.fillStyle = { open: palette.paper, late: palette.late, closed: palette.ink }[state];
  context.fill();
  context.lineWidth = state === 'open' ? 3 : 1.5;
  context.strokeStyle = state === 'open' ? palette.ink : palette.paper;
  context.stroke();
}
