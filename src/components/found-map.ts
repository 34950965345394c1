import { endingOf } from '../data/found.ts';
import { isLate, momentMs } from '../data/request-filter.ts';
import type { Found } from '../data/search-desk.ts';
import { formatNumber } from '../i18n/format.ts';
import type { Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Choropleth, Fill } from '../map/choropleth.ts';
import type { RequestLayer, RequestPoint } from '../map/request-layer.ts';
import { classBounds, classOf } from '../map/scale.ts';
import type { Vocabulary } from '../search/vocabulary.ts';
import { requestAddress } from './address.ts';
import { AreaMap, readPalette } from './area-map.ts';

export interface FoundMapOptions {
  root: HTMLElement;
  language: Language;
  t: Translate;
  vocabulary: Vocabulary;
}

/** More points would take long to draw on a phone; the darker neighborhoods tell of all. */
const mostPoints = 20_000;

/** Where what was found lies: neighborhoods by how many, and along a street each request as a point. */
export class FoundMap {
  readonly #options: FoundMapOptions;
  readonly #neighborhoods: readonly number[];
  #map: AreaMap | undefined;
  #layer: RequestLayer | undefined;
  #found: Found | undefined;

  constructor(options: FoundMapOptions) {
    this.#options = options;
    this.#neighborhoods = options.vocabulary.areas.flatMap(({ kind, areaId }) =>
      kind === 'neighborhood' ? [areaId] : [],
    );
  }

  /** Shows what was found; the map itself is drawn when it comes into sight. */
  show(found: Found): void {
    this.#found = found;
    this.#map ??= this.#make();
    const { byNeighborhood } = found.counts;
    const bounds = byNeighborhood.size === 0 ? [] : classBounds([...byNeighborhood.values()]);
    const fills = new Map<number, Fill>(
      this.#neighborhoods.map((areaId) => {
        const count = byNeighborhood.get(areaId) ?? 0;
        return [areaId, count === 0 ? 'none' : classOf(count, bounds)];
      }),
    );
    this.#map.recolor(fills);
    this.#describe(null);
    this.#showPoints();
  }

  #make(): AreaMap {
    const { root, language, t } = this.#options;
    const { base = '', boundaries = '', ground = '' } = root.dataset;
    return new AreaMap({
      figure: root.querySelector<HTMLElement>('[data-map]')!,
      boundariesUrl: `${base}${boundaries.split(' ')[0]}`,
      groundUrls: ground.split(' ').map((path) => (path === '' ? null : `${base}${path}`)),
      language,
      t,
      onSelect: (areaId) => this.#describe(areaId),
      onHover: (areaId) => this.#describe(areaId),
      maxZoom: 18,
      onDrawn: (map) => void this.#drawOn(map),
    });
  }

  async #drawOn({ map }: Choropleth): Promise<void> {
    const { language } = this.#options;
    const { addRequestLayer } = await import('../map/request-layer.ts');
    this.#layer = addRequestLayer({
      map,
      palette: readPalette(),
      reducedMotion: matchMedia('(prefers-reduced-motion: reduce)').matches,
      onChoose: (id) => {
        const request = this.#found?.here?.[id];
        if (request !== undefined) location.assign(requestAddress(request.number, language));
      },
      // The list beside the map tells them apart.
      onPlace: () => undefined,
    });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () =>
      this.#layer?.repaint(readPalette()),
    );
    this.#showPoints();
  }

  #showPoints(): void {
    const { root, t, language } = this.#options;
    const here = this.#found?.here ?? [];
    const endMs = momentMs(root.dataset['end'] ?? '');
    const points = here.flatMap((request, id): RequestPoint[] => {
      const { longitude, latitude } = request;
      if (longitude === null || latitude === null) return [];
      const ending = endingOf(request, isLate(request, endMs));
      const state = ending === 'late' || ending === 'open' ? ending : 'closed';
      return [{ id, longitude, latitude, state }];
    });
    const drawn = points.slice(-mostPoints);
    const words = root.querySelector<HTMLElement>('[data-points-words]')!;
    words.hidden = drawn.length === 0;
    words.textContent = t('search.mapPoints', {
      count: drawn.length,
      number: formatNumber(drawn.length, language),
    });
    this.#layer?.show(drawn);
  }

  /** Says how many an area has, for a pointer over it. */
  #describe(areaId: number | null): void {
    const { root, t, language, vocabulary } = this.#options;
    const words = root.querySelector('[data-map-words]')!;
    const area = vocabulary.areas.find((own) => own.areaId === areaId);
    if (area === undefined || areaId === null) {
      words.textContent = '';
      return;
    }
    const count = this.#found?.counts.byNeighborhood.get(areaId) ?? 0;
    const number = formatNumber(count, language);
    words.textContent = `${area.name}: ${t('search.requests', { count, number })}`;
  }
}
