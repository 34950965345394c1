import type { FeatureCollection } from 'geojson';
import type { Manifest } from '../contract/manifest.ts';
import { addDays } from '../contract/period.ts';
import { nearbyDays } from '../contract/part.ts';
import { undrawnStatement, type UndrawnRow } from '../contract/undrawn.ts';
import { Lookup } from '../data/lookup.ts';
import { NearbyRecord } from '../data/nearby-record.ts';
import { findPhotos } from '../data/photo-lookup.ts';
import { momentMs } from '../data/request-filter.ts';
import { fetchManifest } from '../data/record.ts';
import { formatDay, formatNumber } from '../i18n/format.ts';
import type { Language, PlaceKind } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Choropleth } from '../map/choropleth.ts';
import { bounds } from '../map/shape.ts';
import { readPalette } from './area-map.ts';
import type { AreaView } from './area-view.ts';
import type { Scope } from './explorer-words.ts';
import { roundPosition, type MapPosition } from './map-choice.ts';
import { RequestPoints } from './request-points.ts';
import { areaRegion, viewRegion, type Region } from './request-region.ts';

export interface PointsViewOptions {
  root: HTMLElement;
  language: Language;
  t: Translate;
  view: AreaView;
  typeNames: ReadonlyMap<number, string>;
  /** Boundaries of a level. */
  shapesOf: (level: PlaceKind) => Promise<FeatureCollection | null>;
  /** The reader moved the map; null when it shows the whole city again. */
  onMove: (position: MapPosition | null) => void;
}

/** From here on what is in sight is small enough to show request by request; a map set to 14 may say 13.9999. */
const nearZoom = 13.99;

/** The map's camera and the requests that it brings near. */
export class PointsView {
  readonly #options: PointsViewOptions;
  readonly #requests: RequestPoints;
  #map: Choropleth | undefined;
  #scope: Scope | undefined;
  #areaId: number | null = null;
  /** Where the map opens: the whole city. */
  #home: MapPosition | undefined;

  constructor(options: PointsViewOptions) {
    this.#options = options;
    const { root } = options;
    const base = root.dataset['base'] ?? '';
    const section = root.querySelector<HTMLElement>('[data-points]')!;
    section.hidden = false;
    let manifest: Manifest | undefined;
    let lookup: Lookup | undefined;
    this.#requests = new RequestPoints({
      ...options,
      root: section,
      endMs: momentMs(root.dataset['end'] ?? ''),
      openRecord: async (signal) => {
        manifest = await fetchManifest(base, signal);
        return NearbyRecord.open(base, manifest, signal);
      },
      findAddress: async (requestNumber, signal) => {
        lookup ??= new Lookup(base, manifest ?? (await fetchManifest(base, signal)));
        return (await lookup.find(requestNumber, signal))?.address ?? null;
      },
      findPhotos: async (requestNumber, signal) =>
        findPhotos(base, manifest ?? (await fetchManifest(base, signal)), requestNumber, signal),
      sayUndrawn: (region, drawn) => this.#sayUndrawn(region, drawn),
      onShow: ({ longitude, latitude }) =>
        this.#map?.map.easeTo({ center: [longitude, latitude], zoom: 17, duration: this.#duration() }),
    });
    root.querySelector('[data-zoom-to]')!.addEventListener('click', () => void this.#zoomToArea());
  }

  /** The map as drawn; undefined before. */
  get drawn(): Choropleth | undefined {
    return this.#map;
  }

  /** Takes the map that was drawn: puts it where the reader left it, and the requests over it. */
  async drawOn(drawn: Choropleth, position: MapPosition | null): Promise<void> {
    this.#map = drawn;
    this.#home = positionOf(drawn);
    if (position !== null) this.moveTo(position);
    drawn.map.on('moveend', () => this.#moved());
    const { addRequestLayer } = await import('../map/request-layer.ts');
    const layer = addRequestLayer({
      map: drawn.map,
      palette: readPalette(),
      reducedMotion: this.#duration() === 0,
      onChoose: (id) => this.#requests.chooseById(id),
      onPlace: (ids) => this.#requests.listOnly(ids),
    });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => layer.repaint(readPalette()));
    this.#requests.drawOn(layer);
    this.#offerZoom();
    await this.#update();
  }

  /** Puts the map somewhere; null is the whole city. */
  moveTo(position: MapPosition | null): void {
    const to = position ?? this.#home;
    if (to === undefined) return;
    this.#map?.map.jumpTo({ center: [to.longitude, to.latitude], zoom: to.zoom });
  }

  /** Shows the requests that are asked for: of a chosen area, or of what the map shows near by. */
  show(scope: Scope, areaId: number | null): void {
    this.#scope = scope;
    this.#areaId = areaId;
    this.#offerZoom();
    void this.#update();
  }

  #offerZoom(): void {
    const button = this.#options.root.querySelector<HTMLElement>('[data-zoom-to]')!;
    const areaId = this.#areaId;
    button.hidden = areaId === null || this.#map === undefined;
    button.textContent = areaId === null ? '' : this.#options.t('map.zoomTo', { area: this.#nameOf(areaId) });
  }

  #moved(): void {
    if (this.#map === undefined) return;
    const position = positionOf(this.#map);
    const isHome = JSON.stringify(position) === JSON.stringify(this.#home);
    this.#options.onMove(isHome ? null : position);
    if (this.#areaId === null) void this.#update();
  }

  async #update(): Promise<void> {
    const scope = this.#scope;
    if (scope === undefined) return;
    const region = await this.#region(scope.question.kind);
    if (scope !== this.#scope) return;
    this.#options.root.querySelector<HTMLElement>('[data-points-legend]')!.hidden = region === null;
    this.#requests.show(region, { ...scope.question, metric: 'requests_per_1000' });
  }

  async #region(level: PlaceKind): Promise<Region | null> {
    const areaId = this.#areaId;
    if (areaId !== null) {
      const area = (await this.#options.shapesOf(level))?.features.find(({ id }) => id === areaId);
      return area === undefined ? null : areaRegion(areaId, this.#nameOf(areaId), area);
    }
    const map = this.#map?.map;
    if (map === undefined || map.getZoom() < nearZoom) return null;
    const box = map.getBounds();
    return viewRegion({
      west: box.getWest(),
      south: box.getSouth(),
      east: box.getEast(),
      north: box.getNorth(),
    });
  }

  #nameOf(areaId: number): string {
    const kind = this.#scope?.question.kind ?? 'neighborhood';
    return this.#options.view.tables.get(kind)?.nameOf(areaId) ?? '';
  }

  async #zoomToArea(): Promise<void> {
    const level = this.#scope?.question.kind ?? 'neighborhood';
    const area = (await this.#options.shapesOf(level))?.features.find(({ id }) => id === this.#areaId);
    if (area === undefined) return;
    this.#map?.map.fitBounds(bounds({ type: 'FeatureCollection', features: [area] }), {
      padding: 24,
      duration: this.#duration(),
    });
  }

  #duration(): number {
    return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 500;
  }

  /** Of the requests counted in the region's area, or in the whole city, those that have no point to draw. */
  async #sayUndrawn({ areaId }: Region, drawn: number): Promise<string> {
    const { root, language, t, view } = this.#options;
    const scope = this.#scope;
    if (scope === undefined) return '';
    const own = areaId ?? Number(root.dataset['city']);
    const firstDay = addDays(root.dataset['last'] ?? '', -nearbyDays);
    const { n, without_point: without, older } = await this.#countUndrawn(scope, own, firstDay);
    const sentences: string[] = [];
    if (without + older > 0) {
      sentences.push(
        t('map.pointsUndrawn', {
          area: view.tables.get(scope.question.kind)?.nameOf(own) ?? '',
          all: formatNumber(n, language),
          without: formatNumber(without, language),
          older: formatNumber(older, language),
          day: formatDay(firstDay, language),
        }),
      );
    }
    if (areaId !== null && drawn !== n - without - older) sentences.push(t('map.pointsEdge'));
    return sentences.join(' ');
  }

  async #countUndrawn({ question, isInPage }: Scope, areaId: number, firstDay: string): Promise<UndrawnRow> {
    const { root, view } = this.#options;
    if (isInPage) {
      const row = root.querySelector<HTMLElement>(`[data-list=${question.kind}] tr[data-area="${areaId}"]`);
      const n = view.tables.get(question.kind)?.values().get(areaId)?.requests_per_1000.n ?? 0;
      return { area_id: areaId, n, without_point: Number(row?.dataset['undrawn'] ?? 0), older: 0 };
    }
    const calculator = await view.startCalculator();
    const rows = await calculator.ask<UndrawnRow>(
      { ...question, metric: 'requests_per_1000' },
      new AbortController().signal,
      () => undefined,
      (asked) => undrawnStatement(asked, firstDay),
    );
    const none = { area_id: areaId, n: 0, without_point: 0, older: 0 };
    return rows.find(({ area_id: id }) => id === areaId) ?? none;
  }
}

function positionOf({ map }: Choropleth): MapPosition {
  const { lng, lat } = map.getCenter();
  return roundPosition({ longitude: lng, latitude: lat, zoom: map.getZoom() });
}
