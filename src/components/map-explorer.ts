import type { FeatureCollection } from 'geojson';
import type { Whose, MetricId, StatusChoice } from '../contract/metric.ts';
import { metricsFor } from '../contract/metric.ts';
import type { DayRange } from '../contract/period.ts';
import { loadTranslator } from '../i18n/browser.ts';
import { formatDay } from '../i18n/format.ts';
import { languageOf, type Language, type PlaceKind } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { fetchShapes } from './area-map.ts';
import { AreaView } from './area-view.ts';
import { ComparePicker } from './compare-picker.ts';
import type { Scope } from './explorer-words.ts';
import { levels } from './level.ts';
import {
  isMapInPage,
  mapQuestion,
  measureFor,
  nearestZoom,
  readMapChoice,
  usualChoice,
  writeMapChoice,
  type MapChoice,
  type MapOffer,
} from './map-choice.ts';
import { offerMap } from './map-take.ts';
import { PointsView } from './points-view.ts';
import { Timeline } from './timeline.ts';
import { TypePicker } from './type-picker.ts';

const sections = ['explorer', 'map', 'progress', 'error', 'duration', 'stale'] as const;

/** The full map: every choice is one of this element's, shown by map, table and points alike, and kept in the address. */
class MapExplorer extends HTMLElement {
  #language: Language = 'en';
  #t!: Translate;
  #offer!: MapOffer;
  #choice!: MapChoice;
  #view!: AreaView;
  #types!: TypePicker;
  #timeline!: Timeline;
  #compare!: ComparePicker;
  #points!: PointsView;
  readonly #shapes = new Map<PlaceKind, Promise<FeatureCollection | null>>();

  async connectedCallback(): Promise<void> {
    this.#language = languageOf(document.documentElement.lang);
    this.#t = await loadTranslator(this.#language, sections);
    const shared = { language: this.#language, t: this.#t };
    this.#view = new AreaView({
      ...shared,
      root: this,
      map: {
        maxZoom: nearestZoom,
        nameOf: (areaId) =>
          [...this.#view.tables.values()].map((table) => table.nameOf(areaId)).find((name) => name !== '') ??
          '',
        onDrawn: (map) => void this.#points.drawOn(map, this.#choice.position),
      },
      onSelect: (areaId) => this.#toggle(areaId),
      onFail: () => this.#restore(),
    });
    const record = { from: this.dataset['first'] ?? '', to: this.dataset['last'] ?? '' };
    this.#types = new TypePicker({
      ...shared,
      root: this.#find('[data-picker]'),
      onChange: (types) => this.#change({ types }),
    });
    this.#offer = {
      types: this.#types.ids(),
      record,
      areas: new Map([...this.#view.tables].map(([level, table]) => [level, table.areas()])),
    };
    this.#timeline = new Timeline({
      ...shared,
      root: this.#find('[data-timeline]'),
      record,
      onChange: (days) => this.#change({ days }),
    });
    this.#compare = new ComparePicker({
      ...shared,
      root: this.#find('[data-compare]'),
      tables: this.#view.tables,
      cityAreaId: Number(this.dataset['city']),
      onChange: (compare) => this.#change({ compare }),
    });
    this.#points = new PointsView({
      ...shared,
      root: this,
      view: this.#view,
      typeNames: this.#types.names(),
      shapesOf: (level) => this.#shapesOf(level),
      onMove: (position) => {
        this.#choice.position = position;
        history.replaceState(null, '', this.#address());
      },
    });
    offerMap({
      root: this,
      view: this.#view,
      canvas: () => {
        // What WebGL drew is gone after the frame: it is drawn again.
        const map = this.#points.drawn?.map;
        map?.redraw();
        return map?.getCanvas() ?? null;
      },
      address: () => this.#address(true),
    });
    this.#listen();
    this.#readAddress();
    this.dataset['ready'] = '';
  }

  #find<Found extends HTMLElement>(selector: string): Found {
    const found = this.querySelector<Found>(selector);
    if (found === null) throw new Error(`portal-map has no ${selector}`);
    return found;
  }

  #select(name: string): HTMLSelectElement {
    return this.#find<HTMLSelectElement>(`select[name=${name}]`);
  }

  #listen(): void {
    const filters = this.#find<HTMLDetailsElement>('[data-filters]');
    filters.hidden = false;
    // On a phone the map comes first, and the filters when they are wanted.
    const isWide = matchMedia('(min-width: 980px)');
    const open = (): void => {
      filters.open = isWide.matches;
    };
    isWide.addEventListener('change', open);
    open();
    const read: Record<string, (value: string) => Partial<MapChoice>> = {
      metric: (value) => ({ metric: value as MetricId }),
      level: (value) => ({ level: value as PlaceKind, area: '', compare: '' }),
      status: (value) => ({ status: value as StatusChoice }),
      whose: (value) => ({ whose: value as Whose }),
      period: (value) => {
        const [from = '', to = ''] = value.split(' ');
        return { days: { from, to } };
      },
    };
    for (const [name, part] of Object.entries(read)) {
      const select = this.#select(name);
      select.addEventListener('change', () => this.#change(part(select.value)));
    }
    addEventListener('popstate', () => this.#readAddress());
  }

  #change(part: Partial<MapChoice>): void {
    const choice = { ...this.#choice, ...part };
    this.#choice = { ...choice, metric: measureFor(choice.status, choice.metric) };
    this.#view.waiting.complain('');
    history.pushState(null, '', this.#address());
    this.#show();
  }

  #address(isToBeShared = false): string {
    return `${location.pathname}${writeMapChoice(this.#choice, this.#offer, isToBeShared)}${location.hash}`;
  }

  #readAddress(): void {
    const { choice, valid } = readMapChoice(location.search, this.#offer);
    this.#choice = choice;
    this.#view.waiting.complain(valid ? '' : this.#t('error.address'));
    this.#points.moveTo(choice.position);
    this.#show();
  }

  /** Brings everything to what is chosen. */
  #show(): void {
    this.#setControls();
    const { level } = this.#choice;
    const boundaries = (this.dataset['boundaries'] ?? '').split(' ')[levels.indexOf(level)] ?? '';
    void this.#view.map.change(`${this.dataset['base']}${boundaries}`);
    for (const list of this.querySelectorAll<HTMLElement>('[data-list]'))
      list.hidden = list.dataset['list'] !== level;
    this.#view.select(this.#areaId(), true);
    const scope = this.#scope();
    void this.#view.show(scope).then(() => this.#showBeside());
    this.#points.show(scope, this.#areaId());
  }

  /** What stands beside the map and is made from what the table holds. */
  #showBeside(): void {
    this.#compare.show(this.#choice, this.#scope().question);
  }

  #setControls(): void {
    const { metric, level, status, whose, days, types } = this.#choice;
    for (const [name, value] of Object.entries({ metric, level, status, whose }))
      this.#select(name).value = value;
    const sayable = metricsFor(status);
    for (const option of this.#select('metric').options)
      option.disabled = !sayable.includes(option.value as MetricId);
    const note = this.#find('[data-status-note]');
    note.hidden = status === 'any';
    note.textContent = this.#t('map.statusNote', {
      status: this.#select('status').selectedOptions[0]?.text ?? '',
    });
    this.#setPeriod(days);
    this.#types.show(types);
    this.#timeline.show(days);
  }

  /** A period of the reader's own stands in the list as long as it is chosen. */
  #setPeriod({ from, to }: DayRange): void {
    const select = this.#select('period');
    select.querySelector('[data-own]')?.remove();
    const value = `${from} ${to}`;
    if (![...select.options].some((option) => option.value === value)) {
      const words = this.#t('map.periodDays', {
        from: formatDay(from, this.#language),
        to: formatDay(to, this.#language),
      });
      const option = new Option(words, value);
      option.dataset['own'] = '';
      select.append(option);
    }
    select.value = value;
  }

  #scope(): Scope {
    return {
      question: mapQuestion(this.#choice, this.#offer),
      types: this.#types.say(this.#choice.types),
      isInPage: isMapInPage(this.#choice, this.#offer),
    };
  }

  #areaId(): number | null {
    return this.#offer.areas.get(this.#choice.level)?.get(this.#choice.area) ?? null;
  }

  /** Chooses an area, or none when it was chosen already. */
  #toggle(areaId: number | null): void {
    const areas = this.#offer.areas.get(this.#choice.level) ?? new Map<string, number>();
    const slug = [...areas].find(([, id]) => id === areaId)?.[0] ?? '';
    const area = slug === this.#choice.area ? '' : slug;
    this.#choice = {
      ...this.#choice,
      area,
      compare: this.#choice.compare === area ? '' : this.#choice.compare,
    };
    history.pushState(null, '', this.#address());
    this.#view.select(this.#areaId(), true);
    this.#points.show(this.#scope(), this.#areaId());
    this.#showBeside();
  }

  /** After a failure: what the page came with, and controls that say so. */
  #restore(): Scope {
    const { level, metric, area, compare, position } = this.#choice;
    this.#choice = { ...usualChoice(this.#offer.record), level, metric, area, compare, position };
    this.#setControls();
    this.#points.show(this.#scope(), this.#areaId());
    return this.#scope();
  }

  #shapesOf(level: PlaceKind): Promise<FeatureCollection | null> {
    const path = (this.dataset['boundaries'] ?? '').split(' ')[levels.indexOf(level)] ?? '';
    const shapes = this.#shapes.get(level) ?? fetchShapes(`${this.dataset['base']}${path}`);
    this.#shapes.set(level, shapes);
    return shapes;
  }
}

customElements.define('portal-map', MapExplorer);
