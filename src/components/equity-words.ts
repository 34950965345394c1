import { groupingFigures, type Grouping } from '../contract/grouping.ts';
import { measures, type ComparisonQuestion, type MeasureId } from '../contract/measure.ts';
import type { Comparison } from '../data/comparison.ts';
import { signOf, type Estimate, type Gap } from '../data/gap.ts';
import { formatDay, formatNumber } from '../i18n/format.ts';
import { localeOf, type Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';

/** Says the figures of a comparison in a language. */
export class EquityWords {
  readonly language: Language;
  readonly t: Translate;

  constructor(language: Language, t: Translate) {
    this.language = language;
    this.t = t;
  }

  /** A mean: "68.9%", "4.2 days". */
  mean(measure: MeasureId, value: number): string {
    return measures[measure].unit === 'percent'
      ? `${this.#tenths(100 * value)}%`
      : this.#unit('days', value, this.#tenths(value));
  }

  /** How large a difference is, without its sign: "0.3 points". */
  size(measure: MeasureId, value: number): string {
    const shown = Math.abs(this.#scaled(measure, value));
    return this.#unit(this.#unitOf(measure), shown, formatNumber(shown, this.language, 1));
  }

  /** A difference with its sign: "−0.3 points". */
  signed(measure: MeasureId, value: number): string {
    const shown = this.#scaled(measure, value);
    return this.#unit(this.#unitOf(measure), shown, this.bare(measure, value));
  }

  /** The same without its unit: "−0.3". */
  bare(measure: MeasureId, value: number): string {
    // 0.04 and −0.04 are both shown as 0: a sign before it would claim what the number does not.
    const rounded = Math.round(this.#scaled(measure, value) * 10) / 10;
    return new Intl.NumberFormat(localeOf[this.language], {
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
      signDisplay: 'exceptZero',
    })
      .format(rounded)
      .replace('-', '−');
  }

  /** "−0.9 to 0.4". */
  range(measure: MeasureId, { low, high }: Estimate): string {
    return this.t('equity.range', { low: this.bare(measure, low), high: this.bare(measure, high) });
  }

  /** A figure about residents: "$45,000", "31%". */
  figure(grouping: Grouping, value: number): string {
    return groupingFigures[grouping].unit === 'dollars'
      ? `$${formatNumber(Math.round(value / 100) * 100, this.language)}`
      : `${formatNumber(value, this.language, 1)}%`;
  }

  /** The page's answer: what each group got, what remains for the same requests, and where the gap comes from. */
  lead({ gap, question, grouping }: Comparison): string[] {
    const { t } = this;
    const { measure } = question;
    const names = { first: t(`equity.first_${grouping}`), second: t(`equity.second_${grouping}`) };
    if (gap === null) return [t('equity.leadFew', names)];
    const means = t(`equity.leadMean_${measure}`, {
      ...names,
      here: this.mean(measure, gap.mean[0]),
      there: this.mean(measure, gap.mean[1]),
    });
    const { handling } = gap;
    const handled = t(`equity.leadHandling_${this.verdict(measure, handling)}`, {
      ...names,
      value: this.#sizeOrSigned(measure, handling),
      low: this.bare(measure, handling.low),
      high: this.signed(measure, handling.high),
    });
    return [means, handled, this.#mix(measure, gap)];
  }

  #mix(measure: MeasureId, { raw, mix }: Gap): string {
    if (signOf(raw) === 'unclear')
      return this.t('equity.leadNoGap', { raw: this.signed(measure, raw.value) });
    return this.t('equity.leadMix', {
      raw: this.signed(measure, raw.value),
      mix: this.signed(measure, mix.value),
    });
  }

  /** What a difference means for the first group's residents. */
  verdict(measure: MeasureId, estimate: Estimate): 'unclear' | 'better' | 'worse' {
    const sign = signOf(estimate);
    if (sign === 'unclear') return sign;
    return sign === measures[measure].better ? 'better' : 'worse';
  }

  /** Measure, places, kinds, period and number, below a figure's title. */
  subtitle(
    question: ComparisonQuestion,
    n: number,
    kinds: string,
    measure = measures[question.measure].name[this.language],
  ): string {
    return this.t('equity.subtitle', {
      measure,
      level: this.t(`equity.level_${question.level}`),
      kinds,
      from: formatDay(question.from, this.language),
      to: formatDay(question.to, this.language),
      number: formatNumber(n, this.language),
    });
  }

  #sizeOrSigned(measure: MeasureId, estimate: Estimate): string {
    return signOf(estimate) === 'unclear'
      ? this.signed(measure, estimate.value)
      : this.size(measure, estimate.value);
  }

  /** Always with a tenth, so that numbers in a column line up. */
  #tenths(value: number): string {
    return new Intl.NumberFormat(localeOf[this.language], {
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    }).format(value);
  }

  #scaled(measure: MeasureId, value: number): number {
    return measures[measure].unit === 'percent' ? 100 * value : value;
  }

  #unitOf(measure: MeasureId): 'points' | 'days' {
    return measures[measure].unit === 'percent' ? 'points' : 'days';
  }

  #unit(unit: 'points' | 'days', value: number, number: string): string {
    return this.t(`equity.${unit}`, { count: Math.round(Math.abs(value) * 10) / 10, number });
  }
}
