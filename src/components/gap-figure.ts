import { intervalChart } from '../charts/interval-chart.ts';
import type { Comparison } from '../data/comparison.ts';
import type { Estimate } from '../data/gap.ts';
import { formatPercent } from '../i18n/format.ts';
import { column, intervalCells, intervalColumns, type FigureContext } from './figure-context.ts';
import { wordsCell, type FigureModel } from './figure-model.ts';

/** The gap as it comes, its parts, and the same requests within one service area. */
export function gapFigure({ document, words, kinds }: FigureContext, comparison: Comparison): FigureModel {
  const { t } = words;
  const { question, gap, serviceGap, grouping } = comparison;
  const { measure } = question;
  const isService = serviceGap !== null && serviceGap.shared > 0.1;
  const parts: { name: string; estimate: Estimate | null; isMain: boolean }[] = [
    { name: t('equity.gapRaw'), estimate: gap?.raw ?? null, isMain: false },
    { name: t('equity.gapMix'), estimate: gap?.mix ?? null, isMain: false },
    { name: t('equity.gapHandling'), estimate: gap?.handling ?? null, isMain: true },
    ...(isService ? [{ name: t('equity.gapService'), estimate: serviceGap.handling, isMain: false }] : []),
  ];
  const drawn = parts.flatMap(({ name, estimate, isMain }) =>
    estimate === null ? [] : [{ label: name, ...estimate, isMain }],
  );
  return {
    id: 'gap',
    title: t('equity.gapTitle'),
    subtitle: words.subtitle(question, gap === null ? 0 : gap.n[0] + gap.n[1], kinds),
    sentence: t('equity.gapText', {
      first: t(`equity.first_${grouping}`),
      second: t(`equity.second_${grouping}`),
    }),
    drawing:
      drawn.length === 0
        ? null
        : intervalChart(document, drawn, t('equity.gapPicture'), (value) => words.bare(measure, value)),
    columns: [column(t('equity.part'), 'part', false), ...intervalColumns(words)],
    rows: parts.map(({ name, estimate }) => [wordsCell(name), ...intervalCells(words, comparison, estimate)]),
    note: isService
      ? t('equity.serviceText', {
          shared: formatPercent(100 * serviceGap.shared, words.language),
          value: words.signed(measure, serviceGap.handling.value),
          range: words.range(measure, serviceGap.handling),
        })
      : t('equity.serviceNone'),
  };
}
