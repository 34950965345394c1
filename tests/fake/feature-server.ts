import { Random } from '../../src/statistics/random.ts';
import { breakAnswer, errorAnswer, htmlAnswer, jsonAnswer } from './broken-answer.ts';
import { CityLayer, type FakeAttachment } from './city-layer.ts';
import type { CityField, CityRow } from './city-row.ts';
import type { FaultKind, FaultSchedule } from './fault.ts';
import { attachmentQuery, layerMetadata, layerQuery } from './layer-answer.ts';
import { serveOverHttp, type Listening } from './loopback.ts';
import { BadClause } from './where-clause.ts';

/** What a request carries beside its address; a part of what `fetch` takes. */
export interface RequestParts {
  method?: string;
  body?: string | URLSearchParams;
  signal?: AbortSignal;
}

type Operation = 'query' | 'queryAttachments' | 'metadata';

export interface FakeFeatureServerOptions {
  /** Rows by path, such as `311_Customer_Service_Requests_2025/FeatureServer/0`; served under any base address. */
  layers: Record<string, CityRow[]>;
  /** Its maxRecordCount. */
  pageSize?: number;
  faults?: FaultSchedule;
  /**
   * The clock of edits and of Retry-After dates. Stamps are always later than any before: with a clock that stands
   * still, or none, each is a second later than the newest.
   */
  now?: () => number;
  /** How a layer that is not there answers. */
  missing?: 'html-404' | 'invalid-url';
}

/** An ArcGIS FeatureServer over invented rows, with the faults and moves of the real one. */
export class FakeFeatureServer {
  /** Addresses answered, in order; that of a POST carries its form as if it were a GET. */
  readonly requests: string[] = [];
  readonly #layers: Map<string, CityLayer>;
  readonly #pageSize: number;
  readonly #faults: FaultSchedule | undefined;
  readonly #now: (() => number) | undefined;
  readonly #missing: 'html-404' | 'invalid-url';
  readonly #random = new Random(311);
  #lowered = false;
  #newestMs = 0;
  #highestNumber = 0;

  constructor(options: FakeFeatureServerOptions) {
    this.#layers = new Map(Object.entries(options.layers).map(([path, rows]) => [path, new CityLayer(rows)]));
    this.#pageSize = options.pageSize ?? 50;
    this.#faults = options.faults;
    this.#now = options.now;
    this.#missing = options.missing ?? 'invalid-url';
  }

  /**
   * Answers one request as the service would.
   * @throws TypeError for a lost connection, and the signal's reason once it aborts, as `fetch` does.
   */
  async respond(url: string, init: RequestParts = {}): Promise<Response> {
    init.signal?.throwIfAborted();
    const form = String(init.body ?? '');
    const address = form === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${form}`;
    const fault = this.#faults?.next({ url: address, index: this.requests.length }) ?? null;
    this.requests.push(address);
    const { pathname, searchParams } = new URL(address, 'http://127.0.0.1');
    const [path, operation] = this.#find(decodeURIComponent(pathname));
    if (fault !== null) this.#move(path, fault);
    const answer = this.#answer(path, operation, searchParams, fault);
    if (fault === null) return answer;
    return (await breakAnswer(fault, answer, this.#now?.() ?? Date.now(), init.signal)) ?? answer;
  }

  /** Serves the same over HTTP on 127.0.0.1 at a free port. */
  listen(): Promise<Listening> {
    return serveOverHttp((url, init) => this.respond(url, init));
  }

  /** Rows a layer holds now; the list stays as it is when the layer changes. */
  rows(path: string): readonly CityRow[] {
    return this.#layer(path).rows;
  }

  /** Changes a row and nothing else of it: a silent correction unless the changes hold stamps. */
  edit(path: string, objectId: number, changes: Partial<CityRow>): void {
    this.#layer(path).edit(objectId, changes);
    this.#touch(path);
  }

  /** Adds a row under the next object id. */
  insert(path: string, row: CityRow): void {
    this.#layer(path).insert(row);
    this.#touch(path);
  }

  remove(path: string, objectId: number): void {
    this.#layer(path).remove(objectId);
    this.#touch(path);
  }

  /** Lets a layer carry attachments, these ones by object id; or say that it carries none. */
  attach(path: string, attachments: Record<number, readonly FakeAttachment[]> | null): void {
    this.#layer(path).attachments =
      attachments && new Map(Object.entries(attachments).map(([id, files]) => [Number(id), files]));
  }

  addLayer(path: string, rows: readonly CityRow[]): void {
    this.#layers.set(path, new CityLayer(rows));
  }

  removeLayer(path: string): void {
    this.#layers.delete(path);
  }

  /** Changes the fields a layer has; rows without a value for one hold null there. */
  setFields(path: string, fields: readonly CityField[]): void {
    this.#layer(path).fields = fields;
  }

  #layer(path: string): CityLayer {
    const layer = this.#layers.get(path);
    if (!layer)
      throw new Error(`No layer ${path}; expected one of ${[...this.#layers.keys()].join(', ') || 'none'}.`);
    return layer;
  }

  #find(pathname: string): [path: string | undefined, operation: Operation] {
    const layerPath = pathname.replace(/\/(query|queryAttachments)?$/, '');
    const path = [...this.#layers.keys()].find((key) => layerPath.endsWith(`/${key}`));
    const [, asked = 'metadata'] = /\/(query|queryAttachments)\/?$/.exec(pathname) ?? [];
    return [path, asked as Operation];
  }

  #answer(
    path: string | undefined,
    operation: Operation,
    parameters: URLSearchParams,
    fault: FaultKind | null,
  ): Response {
    if (path === undefined) {
      if (this.#missing === 'html-404') return htmlAnswer('404 Not Found', 404);
      return errorAnswer(400, 'Invalid URL', ['Invalid URL']);
    }
    if (parameters.get('f') !== 'json') return htmlAnswer('ArcGIS REST Services Directory');
    const layer = this.#layer(path);
    if (operation === 'metadata') return jsonAnswer(layerMetadata(layer, path, this.#pageSize));
    const pageSize = this.#lowered ? Math.max(1, Math.floor(this.#pageSize / 3)) : this.#pageSize;
    try {
      if (operation === 'queryAttachments') return jsonAnswer(attachmentQuery(layer, parameters, pageSize));
      return jsonAnswer(layerQuery(layer, parameters, pageSize, fault));
    } catch (error) {
      if (!(error instanceof BadClause)) throw error;
      return errorAnswer(400, 'Cannot perform query. Invalid query parameters.', [error.message]);
    }
  }

  #move(path: string | undefined, fault: FaultKind): void {
    if (fault === 'lowered_page_size') this.#lowered = true;
    if (path === undefined || !['edit', 'insert', 'delete'].includes(fault)) return;
    const layer = this.#layer(path);
    const clock = (): number => this.#clock();
    if (fault === 'edit') layer.editSome(this.#random, clock);
    if (fault === 'insert') layer.insertSome(this.#random, clock, () => this.#nextNumber());
    if (fault === 'delete') layer.removeSome(this.#random);
    this.#touch(path);
  }

  #touch(path: string): void {
    this.#layer(path).lastEditMs = this.#clock();
  }

  #clock(): number {
    const newest = [...this.#layers.values()].map((layer) => layer.newestMs());
    const after = Math.max(this.#newestMs, ...newest) + 1000;
    this.#newestMs = Math.max(after, this.#now?.() ?? 0);
    return this.#newestMs;
  }

  #nextNumber(): number {
    const highest = [...this.#layers.values()].map((layer) => layer.highestNumber());
    // Far above what seeds give, so that a layer added later does not share numbers with rows inserted before.
    this.#highestNumber = Math.max(this.#highestNumber, 99_000_000, ...highest) + 1;
    return this.#highestNumber;
  }
}
