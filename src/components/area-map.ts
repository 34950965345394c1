import type { FeatureCollection } from 'geojson';
import type { Choropleth, Fill, Palette } from '../map/choropleth.ts';
import type { Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';

/** Where the map is drawn and what it tells the page. */
export interface AreaMapOptions {
  figure: HTMLElement;
  boundariesUrl: string;
  /** Water, parks and main streets; null where the record has none. */
  groundUrls: readonly (string | null)[];
  language: Language;
  t: Translate;
  onSelect: (areaId: number | null) => void;
  onHover: (areaId: number | null) => void;
  /** What an area is called on the page; its own name unless told. */
  nameOf?: (areaId: number) => string;
  /** How near one may come; street level unless told. */
  maxZoom?: number;
  /** The map is there, so that more can be drawn over it. */
  onDrawn?: (map: Choropleth) => void;
}

/** Fetches a published layer; null where the record has none. */
export async function fetchShapes(url: string | null): Promise<FeatureCollection | null> {
  if (url === null) return null;
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
  return (await response.json()) as FeatureCollection;
}

/** Reads the map's colors from the page's tokens. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    water: token('water'),
    land: token('land'),
    line: token('map-line'),
    park: token('park'),
    street: token('street'),
    selected: token('marigold'),
    ink: token('ink'),
    halo: token('map-halo'),
    few: token('few'),
    paper: token('paper-raised'),
    late: token('brick'),
    ramp: [1, 2, 3, 4, 5].map((step) => token(`ramp-${step}`)),
  };
}

const words: Record<Language, Record<string, string>> = {
  en: {},
  es: {
    'AttributionControl.ToggleAttribution': 'Mostrar u ocultar la fuente',
    'Map.Title': 'Mapa',
    'NavigationControl.ZoomIn': 'Acercar',
    'NavigationControl.ZoomOut': 'Alejar',
    'CooperativeGesturesHandler.WindowsHelpText': 'Use Ctrl + la rueda del ratón para acercar el mapa',
    'CooperativeGesturesHandler.MacHelpText': 'Use ⌘ + la rueda del ratón para acercar el mapa',
    'CooperativeGesturesHandler.MobileHelpText': 'Use dos dedos para mover el mapa',
  },
};

/**
 * Draws the map when it comes into sight, so that readers who never look at it never pay for it. On a connection
 * that asks to save data it waits to be asked.
 */
export class AreaMap {
  readonly #options: AreaMapOptions;
  #boundariesUrl: string;
  #map: Choropleth | undefined;
  #fills: ReadonlyMap<number, Fill> = new Map();
  #selected: number | null = null;

  constructor(options: AreaMapOptions) {
    this.#options = options;
    this.#boundariesUrl = options.boundariesUrl;
    options.figure.hidden = false;
    const saving = (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
    if (saving) this.#waitToBeAsked();
    else this.#waitToBeSeen();
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () =>
      this.#map?.repaint(readPalette()),
    );
  }

  /** Colors every area; kept until the map is there. */
  recolor(fills: ReadonlyMap<number, Fill>): void {
    this.#fills = fills;
    this.#map?.recolor(fills);
  }

  /** Marks an area; kept until the map is there. */
  select(areaId: number | null): void {
    this.#selected = areaId;
    this.#map?.select(areaId);
  }

  /** Shows the areas of another level. */
  async change(boundariesUrl: string): Promise<void> {
    if (this.#boundariesUrl === boundariesUrl) return;
    this.#boundariesUrl = boundariesUrl;
    if (this.#map === undefined) return;
    const areas = await fetchShapes(boundariesUrl);
    if (areas !== null && this.#boundariesUrl === boundariesUrl) this.#map.replace(this.#named(areas));
  }

  /** The areas as the page calls them. */
  #named(areas: FeatureCollection): FeatureCollection {
    const { nameOf } = this.#options;
    if (nameOf === undefined) return areas;
    const features = areas.features.map((feature) => ({
      ...feature,
      properties: { ...feature.properties, name: nameOf(Number(feature.id)) },
    }));
    return { ...areas, features };
  }

  /** Resolves with the first frame of the colors asked last, or at once where there is no map. */
  async redrawn(): Promise<void> {
    await this.#map?.redrawn();
  }

  /** Resolves when nothing is left to draw, or at once where there is no map. */
  async drawn(): Promise<void> {
    await this.#map?.drawn();
  }

  #waitToBeSeen(): void {
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        observer.disconnect();
        void this.#draw();
      },
      { rootMargin: '200px' },
    );
    observer.observe(this.#options.figure);
  }

  #waitToBeAsked(): void {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button';
    button.textContent = this.#options.t('explorer.mapShow');
    const note = this.#note();
    note.replaceChildren(button);
    button.addEventListener('click', () => {
      note.textContent = this.#options.t('explorer.mapLoading');
      void this.#draw();
    });
  }

  #note(): HTMLElement {
    return this.#options.figure.querySelector<HTMLElement>('[data-map-note]')!;
  }

  async #draw(): Promise<void> {
    const { figure, language, t, onSelect, onHover, onDrawn, maxZoom = 16 } = this.#options;
    const boundariesUrl = this.#boundariesUrl;
    const note = this.#note();
    try {
      const { canDraw, drawChoropleth } = await import('../map/choropleth.ts');
      if (!canDraw()) {
        note.textContent = t('explorer.mapNone');
        figure.dataset['state'] = 'none';
        return;
      }
      const [areas, ...ground] = await Promise.all(
        [boundariesUrl, ...this.#options.groundUrls].map(fetchShapes),
      );
      if (areas === null || areas === undefined) throw new Error('the record has no boundaries');
      const container = document.createElement('div');
      figure.querySelector('[data-map-canvas]')!.append(container);
      this.#map = await drawChoropleth({
        container,
        areas: this.#named(areas),
        ground: { water: ground[0] ?? null, parks: ground[1] ?? null, streets: ground[2] ?? null },
        palette: readPalette(),
        reducedMotion: matchMedia('(prefers-reduced-motion: reduce)').matches,
        words: words[language],
        maxZoom,
        onSelect,
        onHover,
      });
    } catch (error) {
      note.textContent = t('explorer.mapFailed');
      figure.dataset['state'] = 'failed';
      figure.dataset['reason'] = String(error);
      return;
    }
    note.hidden = true;
    this.#map.recolor(this.#fills);
    this.#map.select(this.#selected);
    // Another level may have been chosen while this one was drawn.
    if (boundariesUrl !== this.#boundariesUrl) {
      const wanted = this.#boundariesUrl;
      this.#boundariesUrl = boundariesUrl;
      await this.change(wanted);
    }
    onDrawn?.(this.#map);
    await this.#map.drawn();
    figure.dataset['state'] = 'drawn';
  }
}
