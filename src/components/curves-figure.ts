import { curveChart } from '../charts/curve-chart.ts';
import { minimumRequestsForP90 } from '../contract/metric.ts';
import type { Comparison } from '../data/comparison.ts';
import type { Curves } from '../data/curves.ts';
import { formatDays, formatNumber, formatPercent } from '../i18n/format.ts';
import { column, type FigureContext } from './figure-context.ts';
import { wordsCell, type FigureCell, type FigureModel } from './figure-model.ts';

/** Days at which the curves are read into their table. */
const readDays = [1, 3, 7, 14, 30, 60, 90];

/** How the share closed grows with the days, in both groups. */
export function curvesFigure(context: FigureContext, comparison: Comparison, curves: Curves): FigureModel {
  const { document, words, kinds } = context;
  const { t, language } = words;
  const { grouping, question } = comparison;
  const names = [t(`equity.first_${grouping}`), t(`equity.second_${grouping}`)] as const;
  const say = (days: number | null): string =>
    days === null ? t('equity.moreThanDays', { days: curves.lastDay }) : formatDays(days, language, t);
  const days = (count: number): string => formatDays(count, language, t);
  const sides = curves.sides;
  const isKnown = sides.every(({ n }) => n >= 10);
  const half = sides.map(({ percentiles }) =>
    say(percentiles.find(({ share }) => share === 0.5)?.days ?? null),
  );
  const nine = sides.map(({ percentiles }) =>
    say(percentiles.find(({ share }) => share === 0.9)?.days ?? null),
  );
  const shareCell = (at: { closed: number; low: number; high: number }): FigureCell => ({
    text: `${formatPercent(100 * at.closed, language)} (${formatNumber(100 * at.low, language)}–${formatNumber(100 * at.high, language)})`,
    raw: at.closed,
  });
  return {
    id: 'curves',
    title: t('equity.curvesTitle'),
    subtitle: words.subtitle(question, sides[0].n + sides[1].n, kinds, t('equity.curvesMeasure')),
    sentence: isKnown
      ? t('equity.curvesText', {
          firstHalf: half[0]!,
          secondHalf: half[1]!,
          firstNine: nine[0]!,
          secondNine: nine[1]!,
        })
      : t('equity.tooFew'),
    drawing: isKnown
      ? curveChart(
          document,
          [
            { name: names[0], points: sides[0].points },
            { name: names[1], points: sides[1].points },
          ],
          curves.lastDay,
          t('equity.curvesPicture'),
          (share) => formatPercent(100 * share, language),
          (count) => formatNumber(count, language),
        )
      : null,
    columns: [
      column(t('equity.closedWithin'), 'closed_within', false),
      column(t('equity.firstMean'), 'first_group'),
      column(t('equity.secondMean'), 'second_group'),
    ],
    rows: isKnown
      ? [
          ...readDays
            .filter((count) => count <= curves.lastDay)
            .map((count) => [
              wordsCell(days(count)),
              ...sides.map((side) => shareCell(side.points.findLast((point) => point.days <= count)!)),
            ]),
          ...sides[0].percentiles.map(({ share }, index) => [
            wordsCell(t('equity.percentile', { number: formatNumber(100 * share, language) })),
            ...sides.map(({ n, percentiles }): FigureCell => {
              if (share >= 0.9 && n < minimumRequestsForP90) return { text: t('equity.tooFew'), raw: null };
              const own = percentiles[index]!;
              const range = own.low === null ? '' : ` (${say(own.low)} – ${say(own.high)})`;
              return { text: say(own.days) + range, raw: own.days };
            }),
          ]),
        ]
      : [],
    note: '',
  };
}
