import type { WallSeconds } from './span.ts';
import { methods, outcomes, statuses, type Method, type Outcome, type Status } from './word.ts';

/** One request as it is written down. */
export interface Entry {
  /** Index in the table of request types. */
  type: number;
  method: Method;
  status: Status;
  outcome: Outcome;
  /** Index in the address book, or -1 for none. */
  address: number;
  point: PointKind;
  created: WallSeconds;
  due: WallSeconds | null;
  closed: WallSeconds | null;
}

/** Where the coordinates of a row come from: nowhere, its address, or the geocoder's default point. */
export type PointKind = 0 | 1 | 2;

// Keeps seconds times rows exact in a double for 17 years of requests.
const maximumRows = 2 ** 24;

/** All requests, as numbers in columns: a million take 30 MB. Times are wall seconds, 0 for none. */
export class Ledger {
  readonly capacity: number;
  length = 0;
  readonly type: Uint8Array;
  readonly method: Uint8Array;
  readonly status: Uint8Array;
  readonly outcome: Uint8Array;
  readonly address: Int32Array;
  readonly point: Uint8Array;
  readonly created: Int32Array;
  readonly due: Int32Array;
  readonly closed: Int32Array;

  constructor(capacity: number) {
    if (capacity > maximumRows)
      throw new Error(`a sample of ${capacity} rows is too large; at most ${maximumRows}`);
    this.capacity = capacity;
    this.type = new Uint8Array(capacity);
    this.method = new Uint8Array(capacity);
    this.status = new Uint8Array(capacity);
    this.outcome = new Uint8Array(capacity);
    this.address = new Int32Array(capacity);
    this.point = new Uint8Array(capacity);
    this.created = new Int32Array(capacity);
    this.due = new Int32Array(capacity);
    this.closed = new Int32Array(capacity);
  }

  get isFull(): boolean {
    return this.length === this.capacity;
  }

  /** Writes a request down, unless the ledger is full. */
  add(entry: Entry): void {
    if (this.isFull) return;
    const row = this.length;
    this.type[row] = entry.type;
    this.method[row] = methods.indexOf(entry.method);
    this.setState(row, entry.status, entry.outcome, entry.closed);
    this.address[row] = entry.address;
    this.point[row] = entry.point;
    this.created[row] = entry.created;
    this.due[row] = entry.due ?? 0;
    this.length += 1;
  }

  /** Changes what became of a request. */
  setState(row: number, status: Status, outcome: Outcome, closed: WallSeconds | null): void {
    this.status[row] = statuses.indexOf(status);
    this.outcome[row] = outcomes.indexOf(outcome);
    this.closed[row] = closed ?? 0;
  }

  /** Row numbers in the order of creation; rows of one second stay as they were added. */
  inOrder(): Int32Array {
    const created = this.created.subarray(0, this.length);
    const earliest = created.reduce((first, time) => Math.min(first, time), Infinity);
    // Seconds and row number in one exact number, sorted as numbers: much faster than a comparing sort.
    const keys = Float64Array.from(created, (time, row) => (time - earliest) * maximumRows + row).sort();
    return Int32Array.from(keys, (key) => key % maximumRows);
  }
}
