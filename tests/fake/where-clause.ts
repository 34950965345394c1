import type { CityField, CityRow } from './city-row.ts';

/** A clause the service refuses, with what it says about it. */
export class BadClause extends Error {}

type Value = string | number | null;
type Test = (row: CityRow) => boolean;
/** `of` is the kind of value: fields of another kind are not compared with it. */
type Operand = { of: 'text' | 'number' | 'date'; read: (row: CityRow) => Value };

const token =
  /\s*(?:(?<text>'(?:[^']|'')*')|(?<number>-?\d+(?:\.\d+)?)|(?<word>[A-Za-z_]\w*)|(?<sign><=|>=|<>|[=<>(),]))/y;

const comparisons: Record<string, (left: string | number, right: string | number) => boolean> = {
  '=': (left, right) => left === right,
  '<>': (left, right) => left !== right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

/**
 * Reads the part of SQL that clients of the service use: comparisons, IN, IS NULL, AND, OR, parentheses, DATE and
 * TIMESTAMP. Any comparison with null is false.
 * @throws BadClause for other syntax, unknown fields, and values of another kind than their field.
 */
export function parseWhere(clause: string, fields: readonly CityField[]): Test {
  return new Clause(clause, fields).whole();
}

function tokensOf(clause: string): string[] {
  const tokens: string[] = [];
  const text = clause.trimEnd();
  for (token.lastIndex = 0; token.lastIndex < text.length;) {
    const at = token.lastIndex;
    const match = token.exec(text);
    if (!match) throw new BadClause(`'where' clause is not understood at: ${text.slice(at)}`);
    tokens.push(match[0].trim());
  }
  return tokens;
}

class Clause {
  readonly #tokens: string[];
  readonly #fields: Map<string, CityField>;
  #at = 0;

  constructor(clause: string, fields: readonly CityField[]) {
    this.#tokens = tokensOf(clause);
    this.#fields = new Map(fields.map((field) => [field.name.toUpperCase(), field]));
  }

  whole(): Test {
    const test = this.#any();
    if (this.#at < this.#tokens.length) throw this.#unexpected();
    return test;
  }

  #any(): Test {
    const tests = [this.#all()];
    while (this.#take('OR')) tests.push(this.#all());
    return (row) => tests.some((test) => test(row));
  }

  #all(): Test {
    const tests = [this.#term()];
    while (this.#take('AND')) tests.push(this.#term());
    return (row) => tests.every((test) => test(row));
  }

  #term(): Test {
    if (this.#take('(')) {
      const test = this.#any();
      this.#expect(')');
      return test;
    }
    const left = this.#operand();
    if (this.#take('IS')) {
      const wanted = !this.#take('NOT');
      this.#expect('NULL');
      return (row) => (left.read(row) === null) === wanted;
    }
    if (this.#take('IN')) return this.#list(left);
    const compare = comparisons[this.#next()];
    if (!compare) throw this.#unexpected(-1);
    const right = this.#like(left);
    return (row) => {
      const [first, second] = [left.read(row), right.read(row)];
      return first !== null && second !== null && compare(first, second);
    };
  }

  #list(left: Operand): Test {
    this.#expect('(');
    const members = [this.#like(left)];
    while (this.#take(',')) members.push(this.#like(left));
    this.#expect(')');
    return (row) => {
      const value = left.read(row);
      return value !== null && members.some((member) => member.read(row) === value);
    };
  }

  #like(left: Operand): Operand {
    const operand = this.#operand();
    if (operand.of !== left.of) throw new BadClause(`A ${left.of} is compared with a ${operand.of}.`);
    return operand;
  }

  #operand(): Operand {
    const next = this.#next();
    if (next.startsWith("'")) return constant('text', unquoted(next));
    if (/^-?\d/.test(next)) return constant('number', Number(next));
    const moment = { DATE: /^\d{4}-\d\d-\d\d$/, TIMESTAMP: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/ }[
      next.toUpperCase()
    ];
    if (moment) {
      const stated = unquoted(this.#next());
      const ms = Date.parse(`${stated.replace(' ', 'T')}${stated.length > 10 ? 'Z' : 'T00:00:00Z'}`);
      if (!moment.test(stated) || Number.isNaN(ms)) throw new BadClause(`'${stated}' is not a ${next}.`);
      return constant('date', ms);
    }
    const field = this.#fields.get(next.toUpperCase());
    if (!field) throw new BadClause(`'Invalid field: ${next}' parameter is invalid`);
    const of =
      field.type === 'esriFieldTypeDate' ? 'date' : field.type === 'esriFieldTypeString' ? 'text' : 'number';
    return { of, read: (row) => row[field.name] ?? null };
  }

  #next(): string {
    const next = this.#tokens[this.#at];
    if (next === undefined) throw this.#unexpected();
    this.#at += 1;
    return next;
  }

  #take(wanted: string): boolean {
    const fits = this.#tokens[this.#at]?.toUpperCase() === wanted;
    if (fits) this.#at += 1;
    return fits;
  }

  #expect(wanted: string): void {
    if (!this.#take(wanted)) throw this.#unexpected();
  }

  #unexpected(offset = 0): BadClause {
    return new BadClause(
      `'where' clause is not understood at: ${this.#tokens[this.#at + offset] ?? 'its end'}`,
    );
  }
}

const unquoted = (quoted: string): string => quoted.slice(1, -1).replaceAll("''", "'");
const constant = (of: Operand['of'], value: Value): Operand => ({ of, read: () => value });
