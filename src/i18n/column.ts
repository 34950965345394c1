import type { Column } from '../contract/column.ts';
import spanish from './columns.es.json' with { type: 'json' };
import type { Language } from './language.ts';

const units: Readonly<Record<string, string>> = {
  minutes: 'minutos',
  degrees: 'grados',
  acres: 'acres',
  people: 'personas',
  'dollars a year': 'dólares al año',
  percent: 'por ciento',
  'percentage points': 'puntos porcentuales',
  requests: 'solicitudes',
  rows: 'filas',
  months: 'meses',
  files: 'archivos',
  bytes: 'bytes',
  days: 'días',
  seconds: 'segundos',
  '0.00001°': '0.00001°',
};

/**
 * What a published column holds.
 * @throws Error where the Spanish is missing: a page with a hole is not built.
 */
export function describeColumn({ name, description }: Column, language: Language): string {
  if (language === 'en') return description;
  const text = (spanish as Record<string, string>)[description];
  if (text === undefined) throw new Error(`No Spanish for column ${name}: "${description}"`);
  return text;
}

/**
 * The unit of a column's numbers.
 * @throws Error where the Spanish is missing.
 */
export function sayUnit(unit: string, language: Language): string {
  if (language === 'en') return unit;
  const text = units[unit];
  if (text === undefined) throw new Error(`No Spanish for the unit "${unit}"`);
  return text;
}
