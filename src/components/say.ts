import type { MetricId } from '../contract/metric.ts';
import { formatMetric } from '../i18n/format.ts';
import type { Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { standingOf, type Value } from './summary-value.ts';

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
  switch (standingOf(metric, value)) {
    case 'no_requests':
      return { text: t('explorer.noData'), exact: false };
    case 'too_few':
      return { text: t('explorer.tooFew'), exact: false };
    case 'beyond_horizon':
      return { text: t('explorer.moreThan', { days: horizonDays }), exact: true };
    case 'not_known':
      return { text: t('explorer.notKnown'), exact: false };
    case 'exact':
      return { text: formatMetric(metric, value.value ?? NaN, language, t), exact: true };
  }
}
