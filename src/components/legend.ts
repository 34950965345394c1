import type { MetricId } from '../contract/metric.ts';
import { formatBound } from '../i18n/format.ts';
import type { Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { classBounds, classOf } from '../map/scale.ts';
import type { Fill } from '../map/choropleth.ts';
import { isTooFew, type AreaValues } from './summary-value.ts';

/** How each area is filled, and the bounds between the classes. */
export interface Coloring {
  fills: Map<number, Fill>;
  bounds: number[];
}

/** Sorts areas into five classes of about as many areas each; too few requests and no value are not classes. */
export function colorAreas(
  metric: MetricId,
  values: ReadonlyMap<number, AreaValues>,
  cityAreaId: number,
): Coloring {
  const said = [...values].filter(
    ([areaId, own]) => areaId !== cityAreaId && !isTooFew(metric, own[metric].n),
  );
  const numbers = said.flatMap(([, own]) => {
    const { value } = own[metric];
    return value === null ? [] : [value];
  });
  const bounds = numbers.length === 0 ? [] : classBounds(numbers);
  const fills = new Map<number, Fill>();
  for (const [areaId, own] of values) {
    const { n, value, beyond } = own[metric];
    if (n === 0 && metric === 'requests_per_1000') fills.set(areaId, 'none');
    else if (isTooFew(metric, n)) fills.set(areaId, 'few');
    else if (beyond) fills.set(areaId, bounds.length);
    else fills.set(areaId, value === null ? 'unknown' : classOf(value, bounds));
  }
  return { fills, bounds };
}

/** Writes the legend in words: each class with its range and unit, then the two kinds without a value. */
export function writeLegend(
  list: HTMLElement,
  metric: MetricId,
  { bounds, fills }: Coloring,
  language: Language,
  t: Translate,
): void {
  const say = (value: number): string => formatBound(metric, value, language, t);
  const used = new Set(fills.values());
  const items: [swatch: string, words: string][] = [];
  bounds.forEach((bound, index) => {
    const below = bounds[index - 1];
    items.push([
      String(index),
      below === undefined
        ? t('explorer.legendUpTo', { value: say(bound) })
        : t('explorer.legendRange', { from: say(below), to: say(bound) }),
    ]);
  });
  const highest = bounds.at(-1);
  if (highest !== undefined && used.has(bounds.length)) {
    items.push([String(bounds.length), t('explorer.legendOver', { value: say(highest) })]);
  }
  if (used.has('few')) items.push(['few', t('explorer.tooFew')]);
  const without = [
    ...(used.has('none') ? [t('explorer.noData')] : []),
    ...(used.has('unknown') ? [t('explorer.notKnown')] : []),
  ];
  if (without.length > 0) items.push(['none', without.join(', ')]);
  list.replaceChildren(
    ...items.map(([swatch, words]) => {
      const item = document.createElement('li');
      const box = document.createElement('span');
      box.className = `swatch swatch-${swatch}`;
      item.append(box, words);
      return item;
    }),
  );
}
