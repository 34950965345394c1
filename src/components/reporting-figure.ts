import { groupingFigures } from '../contract/grouping.ts';
import type { EquityFacts } from '../data/equity.ts';
import { formatNumber } from '../i18n/format.ts';
import { column, type FigureContext } from './figure-context.ts';
import { wordsCell, type FigureCell, type FigureModel } from './figure-model.ts';
import { groupNames } from './groups-figure.ts';

/** The experiment about how fast people report, by group of places. */
export function reportingFigure(context: FigureContext, { reporting, comparison }: EquityFacts): FigureModel {
  const { words, kinds } = context;
  const { t, language } = words;
  const { grouping } = comparison;
  const names = groupNames(words, comparison);
  const number = (value: number, digits = 0): FigureCell => ({
    text: formatNumber(value, language, digits),
    raw: value,
  });
  return {
    id: 'reporting',
    title: t('equity.reportingTitle'),
    subtitle: words.subtitle(comparison.question, comparison.n, kinds),
    sentence: t('equity.reportingText'),
    drawing: null,
    columns: [
      column(groupingFigures[grouping].name[language], 'group', false),
      column(t('equity.reportingRepeats'), 'repeats'),
      column(t('equity.reportingDays'), 'open_days'),
      column(t('equity.reportingRate'), 'repeats_in_100_open_days'),
      column(t('equity.interval'), 'low high'),
    ],
    rows: (comparison.groups.places.size === 0 ? [] : reporting).map(({ group, repeats, openDays, rate }) => [
      wordsCell(names[group]!),
      number(repeats),
      number(openDays),
      ...(rate === null
        ? [wordsCell(t('equity.tooFew')), wordsCell('')]
        : [
            number(rate.value, 2),
            {
              text: t('equity.range', {
                low: formatNumber(rate.low, language, 2),
                high: formatNumber(rate.high, language, 2),
              }),
              raw: `${rate.low} ${rate.high}`,
            },
          ]),
    ]),
    note: reporting.every(({ rate }) => rate === null) ? t('equity.reportingNone') : '',
  };
}
