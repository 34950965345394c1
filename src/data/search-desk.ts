import type { Manifest } from '../contract/manifest.ts';
import { monthsOf, type DayRange } from '../contract/period.ts';
import { daysOf, type Asked, type Order } from './asked.ts';
import { askedFilter, isTheirs } from './asked-filter.ts';
import { needsDetail, type AskedNames } from './asked-predicate.ts';
import {
  cellStatement,
  listStatement,
  placeStatement,
  searchedColumns,
  type CellRow,
  type PlaceRow,
} from './asked-statement.ts';
import type { Calculator, OnStep } from './calculator.ts';
import { inOrder } from './found-order.ts';
import { addUp, cellsOf, countCells, endings, type CountedCell, type FoundCounts } from './found.ts';
import type { FoundRequest } from './found.ts';
import { foundRequest, type ListedRow } from './listed-row.ts';
import { StreetRequests } from './street-requests.ts';

/** What a search found: counted at once, listed a page at a time. */
export interface Found {
  counts: FoundCounts;
  /** Requests that would be found too if it did not matter who opened them. */
  hidden: number;
  days: DayRange;
  /** Requests `offset` up to `offset + limit` of an order. */
  list: (
    order: Order,
    offset: number,
    limit: number,
    signal: AbortSignal,
    onStep: OnStep,
  ) => Promise<FoundRequest[]>;
  /** All of them; `bytesForAll` says what that costs. */
  all: (order: Order, signal: AbortSignal, onStep: OnStep) => Promise<FoundRequest[]>;
  /** Bytes still to fetch before all can be listed. */
  bytesForAll: () => number;
  /** All of them are here already. */
  here: readonly FoundRequest[] | null;
}

/** Names and days of a record that questions are held against. */
export interface SearchedRecord extends AskedNames {
  days: DayRange;
  /** Days that are searched where none are asked for and no street. */
  usual: DayRange;
  /** The record's last moment, in milliseconds as requests hold theirs. */
  endMs: number;
}

const monthsBehind = (days: DayRange): ReadonlySet<string> => new Set(monthsOf(days));

/** Finds requests: along a street in small parts without an engine, else in the months that are asked for with one. */
export class SearchDesk {
  readonly #calculator: Calculator;
  readonly #record: SearchedRecord;
  readonly #base: string;
  #streets: StreetRequests | undefined;

  /** @param base address of the published folder, with a slash at its end. */
  constructor(base: string, calculator: Calculator, record: SearchedRecord) {
    this.#base = base;
    this.#calculator = calculator;
    this.#record = record;
  }

  /** The days a question is asked about. */
  days(asked: Asked): DayRange {
    return daysOf(asked, this.#record.days, this.#record.usual);
  }

  /** Bytes that are fetched before a question is answered; the engine is not among them. */
  async bytesFor(asked: Asked, signal: AbortSignal): Promise<number> {
    if (asked.street !== '' || !needsDetail(asked)) return 0;
    const manifest = await this.#calculator.manifest(signal);
    return bytesOf(this.#calculator, manifest, monthsBehind(this.days(asked)));
  }

  /**
   * Answers a question.
   * @throws DamagedFileError, DOMException AbortError, or the engine's own error.
   */
  async find(asked: Asked, signal: AbortSignal, onStep: OnStep): Promise<Found> {
    const days = this.days(asked);
    if (days.from > days.to) return nothing(days);
    const manifest = await this.#calculator.manifest(signal);
    return asked.street === ''
      ? this.#findInMonths(asked, days, manifest, signal, onStep)
      : this.#findOnStreet(asked, days, manifest, signal, onStep);
  }

  async #findOnStreet(
    asked: Asked,
    days: DayRange,
    manifest: Manifest,
    signal: AbortSignal,
    onStep: OnStep,
  ): Promise<Found> {
    this.#streets ??= new StreetRequests(this.#base, manifest);
    const { endMs } = this.#record;
    const read = await this.#streets.fetch(asked.street, days, signal, (done, all) =>
      onStep('files', done, all),
    );
    const held = read.filter(askedFilter(asked, days, this.#record));
    const own = held.filter(isTheirs(asked.whose));
    return {
      counts: countCells(cellsOf(own, endMs)),
      hidden: held.length - own.length,
      days,
      here: own,
      bytesForAll: () => 0,
      list: (order, offset, limit) =>
        Promise.resolve(inOrder(own, order, asked).slice(offset, offset + limit)),
      all: (order) => Promise.resolve(inOrder(own, order, asked)),
    };
  }

  async #findInMonths(
    asked: Asked,
    days: DayRange,
    manifest: Manifest,
    signal: AbortSignal,
    onStep: OnStep,
  ): Promise<Found> {
    const table = needsDetail(asked) ? 'detail' : 'core';
    const calculator = this.#calculator;
    const use = <Result>(work: Parameters<typeof calculator.useDetail<Result>>[4]): Promise<Result> =>
      table === 'core'
        ? calculator.use(days, [], signal, onStep, work)
        : calculator.useDetail(monthsBehind(days), searchedColumns, signal, onStep, work);
    const [cells, places] = await use(async (engine) => [
      await engine.ask<CellRow>(cellStatement(table, asked, days, this.#record)),
      await engine.ask<PlaceRow>(placeStatement(table, asked, days, this.#record)),
    ]);
    const all = cells.map((row) => this.#cellOf(row));
    const own = all.filter(isTheirs(asked.whose));
    const counts = countCells(own);
    for (const { neighborhood, count } of places)
      counts.byNeighborhood.set(this.#areaId(neighborhood), count);
    const list: Found['list'] = (order, offset, limit, again, onStepAgain) => {
      const window = monthsOfPage(counts, order, offset, limit, days);
      const within = table === 'core' && order !== 'best' ? window.days : days;
      const page = { offset: within === days ? offset : offset - window.before, limit };
      return this.#listed(asked, within, order, page, again, onStepAgain);
    };
    return {
      counts,
      hidden: addUp(all) - counts.count,
      days,
      here: null,
      bytesForAll: () => bytesOf(calculator, manifest, monthsBehind(days)),
      list,
      all: (order, again, onStepAgain) => this.#listed(asked, days, order, null, again, onStepAgain),
    };
  }

  #listed(
    asked: Asked,
    days: DayRange,
    order: Order,
    page: { offset: number; limit: number } | null,
    signal: AbortSignal,
    onStep: OnStep,
  ): Promise<FoundRequest[]> {
    return this.#calculator.useDetail(monthsBehind(days), searchedColumns, signal, onStep, async (engine) => {
      const rows = await engine.ask<ListedRow>(listStatement(asked, days, this.#record, order, page));
      return rows.map((row) => foundRequest(row, this.#record));
    });
  }

  #cellOf({ request_type: type, month, ending, origin, count }: CellRow): CountedCell {
    return {
      typeId: typeof type === 'number' ? type : (this.#record.typeIds.get(type) ?? 0),
      month,
      ending: endings[ending] ?? 'not_stated',
      origin: origin as CountedCell['origin'],
      count,
    };
  }

  #areaId(neighborhood: number | string): number {
    if (typeof neighborhood === 'number') return neighborhood;
    return this.#record.areaIds.get(`neighborhood:${neighborhood}`) ?? 0;
  }
}

/** The days whose months hold a page of a list, and how many requests come before them. */
export function monthsOfPage(
  { byMonth }: Pick<FoundCounts, 'byMonth'>,
  order: Order,
  offset: number,
  limit: number,
  days: DayRange,
): { days: DayRange; before: number } {
  const months = [...byMonth.keys()].sort();
  if (order !== 'oldest') months.reverse();
  let [before, seen] = [0, 0];
  const held: string[] = [];
  for (const month of months) {
    const count = byMonth.get(month) ?? 0;
    if (seen + count <= offset) before = seen + count;
    else if (seen < offset + limit) held.push(month);
    seen += count;
  }
  if (held.length === 0) return { days, before: 0 };
  const [first = '', last = ''] = [held.reduce(least), held.reduce(most)];
  const from = `${first}-01` < days.from ? days.from : `${first}-01`;
  const end = lastDayOf(last);
  return { days: { from, to: end > days.to ? days.to : end }, before };
}

const least = (one: string, other: string): string => (one < other ? one : other);
const most = (one: string, other: string): string => (one > other ? one : other);

function lastDayOf(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

function bytesOf(calculator: Calculator, manifest: Manifest, months: ReadonlySet<string>): number {
  return calculator.detailToFetch(manifest, months).reduce((sum, { bytes }) => sum + bytes, 0);
}

function nothing(days: DayRange): Found {
  return {
    counts: countCells([]),
    hidden: 0,
    days,
    here: [],
    bytesForAll: () => 0,
    list: () => Promise.resolve([]),
    all: () => Promise.resolve([]),
  };
}
