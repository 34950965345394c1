import type { Language } from '../i18n/language.ts';
import { pageAddress } from './address.ts';

/** What an address asks the workbench for. It stands in the fragment, which no server ever sees. */
export interface SqlAsked {
  /** The text; null where the address names none. */
  sql: string | null;
  /** Names of tables to load; empty for the usual ones. */
  tables: readonly string[];
  /** First and last month of tables cut by month, as YYYY-MM; null for the usual ones. */
  months: readonly [first: string, last: string] | null;
  /** The record it was asked of; null for the newest. */
  snapshot: string | null;
}

const month = /^\d{4}-(?:0[1-9]|1[0-2])$/;
/** Names that a table can have; an address with another one is not about this record. */
const tableName = /^[a-z][a-z0-9_]{0,40}$/;

/** Reads a fragment that a person may have edited; parts that cannot be understood are left out. */
export function readSqlAsked(fragment: string): SqlAsked {
  const parts = new URLSearchParams(fragment.replace(/^#/, ''));
  const months = (parts.get('months') ?? '')
    .split(/,|\.\./)
    .filter((text) => month.test(text))
    .sort();
  return {
    sql: parts.get('q'),
    tables: (parts.get('tables') ?? '').split(',').filter((name) => tableName.test(name)),
    months: months.length === 0 ? null : [months[0]!, months.at(-1)!],
    snapshot: parts.get('snapshot'),
  };
}

/** The fragment that asks for something, with its hash sign; empty where nothing is asked. */
export function sqlFragment({ sql, tables, months, snapshot }: SqlAsked): string {
  const parts = new URLSearchParams();
  if (sql !== null) parts.set('q', sql);
  if (tables.length > 0) parts.set('tables', tables.join(','));
  if (months !== null) parts.set('months', months[0] === months[1] ? months[0] : months.join('..'));
  if (snapshot !== null) parts.set('snapshot', snapshot);
  const text = parts.toString();
  return text === '' ? '' : `#${text}`;
}

/** The address of the workbench with something asked. It is shown there, and run only when the reader says so. */
export function sqlAddress(asked: Partial<SqlAsked>, language: Language): string {
  const whole = { sql: null, tables: [], months: null, snapshot: null, ...asked };
  return `${pageAddress('workbench', language)}${sqlFragment(whole)}`;
}
