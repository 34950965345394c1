import type { MetricId } from '../contract/metric.ts';
import { formatMetric } from '../i18n/format.ts';
import type { Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { isTooFew, type Value } from './summary-value.ts';

/** A value in words. `exact` is false when it says why there is no number. */
export interface Said {
  text: string;
  exact: boolean;
}

/** Says a metric's value to a reader, or why it cannot be said. */
export function sayValue(
  metric: MetricId,
  value: Value,
  horizonDays: number,
  language: Language,
  t: Translate,
): Said {
  // A place may have requests of which none can be timed: only the count itself can say that there are none.
  if (value.n === 0 && metric === 'requests_per_1000') return { text: t('explorer.noData'), exact: false };
  if (isTooFew(metric, value.n)) return { text: t('explorer.tooFew'), exact: false };
  if (value.beyond) return { text: t('explorer.moreThan', { days: horizonDays }), exact: true };
  if (value.value === null) return { text: t('explorer.notKnown'), exact: false };
  return { text: formatMetric(metric, value.value, language, t), exact: true };
}
