/** Reads the query of an address that a person may have edited: what cannot be understood gives the usual value. */
export class AddressQuery {
  readonly #query: URLSearchParams;
  /** False once a part of it asked for what is not on offer. */
  valid = true;

  constructor(search: string) {
    this.#query = new URLSearchParams(search);
  }

  /** True when the address says anything about `name`. */
  has(name: string): boolean {
    return this.#query.has(name);
  }

  /** The value of one part. `read` gives undefined for a text that is not on offer. */
  take<Value>(name: string, read: (text: string) => Value | undefined, usual: Value): Value {
    const text = this.#query.get(name);
    return text === null ? usual : (this.#accept(read(text)) ?? usual);
  }

  /** The values of a part that may stand several times, each once. */
  takeAll<Value>(name: string, read: (text: string) => Value | undefined): Value[] {
    const values = this.#query.getAll(name).map((text) => this.#accept(read(text)));
    return [...new Set(values)].filter((value): value is Value & {} => value !== undefined);
  }

  #accept<Value>(value: Value | undefined): Value | undefined {
    if (value === undefined) this.valid = false;
    return value;
  }
}

/** Reads one of a list of words. */
export function oneOf<Word extends string>(list: readonly Word[]): (text: string) => Word | undefined {
  return (text) => list.find((word) => word === text);
}

/** A query of an address: empty, or with its question mark. */
export function sayQuery(parts: readonly (readonly [name: string, value: string])[]): string {
  const text = new URLSearchParams(parts.map(([name, value]) => [name, value])).toString();
  return text === '' ? '' : `?${text}`;
}
