import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cityAreaId } from '../contract/code.ts';
import type { Manifest } from '../contract/manifest.ts';
import type { Whose } from '../contract/metric.ts';
import { lastDay, rollingPeriods, type Period } from '../contract/period.ts';
import type { PlaceKind } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { dataAddress } from './address.ts';
import { levels } from './level.ts';

const boundaryLayers: Record<PlaceKind, string> = {
  neighborhood: 'boundary_neighborhoods',
  council_district: 'boundary_council_districts',
  community_statistical_area: 'boundary_community_statistical_areas',
};

/** What the script of a page with map and table is told about the record, as attributes. */
export function recordAttributes(manifest: Manifest): Record<string, string | number> {
  const pathOf = (name: string): string => manifest.tables[name]?.files[0]?.path ?? '';
  const engineFile = createRequire(import.meta.url).resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm');
  return {
    'data-base': dataAddress,
    'data-snapshot': manifest.snapshot.id,
    'data-boundaries': levels.map((level) => pathOf(boundaryLayers[level])).join(' '),
    'data-ground': ['water', 'parks', 'streets'].map((name) => pathOf(`basemap_${name}`)).join(' '),
    'data-engine-bytes': statSync(engineFile).size,
    'data-last': lastDay(manifest.snapshot.dataThrough),
    'data-city': cityAreaId,
  };
}

/** Periods to choose from, with their names: rolling ones, then the record's years, newest first. */
export function periodOptions(manifest: Manifest, t: Translate): { period: Period; name: string }[] {
  const rolling = {
    '30d': t('explorer.period30d'),
    '90d': t('explorer.period90d'),
    '365d': t('explorer.period365d'),
  };
  const months = (manifest.tables['core']?.files ?? []).flatMap(({ month }) => month ?? []);
  const years = [...new Set(months.map((month) => month.slice(0, 4)))].sort().reverse();
  return [
    ...rollingPeriods.map((period) => ({ period, name: rolling[period] })),
    ...years.map((year) => ({ period: year as Period, name: t('explorer.periodYear', { year }) })),
  ];
}

/** Names of the choices of whose requests. */
export function whoseNames(t: Translate): Record<Whose, string> {
  return {
    residents: t('explorer.whoseResidents'),
    city: t('explorer.whoseCity'),
    everyone: t('explorer.whoseEveryone'),
  };
}
