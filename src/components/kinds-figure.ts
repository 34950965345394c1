import { intervalChart } from '../charts/interval-chart.ts';
import type { Comparison } from '../data/comparison.ts';
import type { KindGap } from '../data/gap.ts';
import { formatNumber } from '../i18n/format.ts';
import { column, type FigureContext } from './figure-context.ts';
import { enoughRequests, wordsCell, type FigureCell, type FigureModel } from './figure-model.ts';

/** How many kinds a table shows one by one. */
const shownKinds = 10;

/** Which kinds of requests make the gap. */
export function kindsFigure(context: FigureContext, comparison: Comparison): FigureModel {
  const { document, words, kindName, kindAddress, kinds } = context;
  const { t, language } = words;
  const { question, gap } = comparison;
  const { measure } = question;
  const total = ({ handling, mix }: KindGap): number => handling + mix;
  const ranked = (gap?.kinds ?? []).toSorted(
    (first, second) => Math.abs(total(second)) - Math.abs(total(first)),
  );
  const shown = ranked.slice(0, shownKinds);
  const rest = ranked.slice(shownKinds);
  const mean = ({ n, mean: own }: KindGap, side: 0 | 1): FigureCell =>
    n[side] < 10
      ? { text: t('equity.tooFew'), raw: null }
      : {
          text: words.mean(measure, own[side]),
          raw: own[side],
          isFew: n[side] < enoughRequests,
        };
  const adds = (value: number): FigureCell => ({ text: words.bare(measure, value), raw: value });
  const sumOf = (of: (kind: KindGap) => number): number => rest.reduce((sum, kind) => sum + of(kind), 0);
  return {
    id: 'kinds',
    title: t('equity.kindsTitle'),
    subtitle: words.subtitle(question, gap === null ? 0 : gap.n[0] + gap.n[1], kinds),
    sentence: t('equity.kindsText'),
    drawing:
      shown.length === 0
        ? null
        : intervalChart(
            document,
            shown.map((kind) => ({
              label: kindName(kind.kind),
              value: total(kind),
              low: Math.min(0, total(kind)),
              high: Math.max(0, total(kind)),
              isMain: true,
            })),
            t('equity.kindsPicture'),
            (value) => words.bare(measure, value),
          ),
    columns: [
      column(t('equity.kind'), 'kind', false),
      column(t('equity.requests'), 'requests'),
      column(t('equity.firstMean'), 'first_group'),
      column(t('equity.secondMean'), 'second_group'),
      column(t('equity.addsGap'), 'adds_to_gap'),
      column(t('equity.addsHandling'), 'adds_to_handling'),
      column(t('equity.addsMix'), 'adds_to_mix'),
    ],
    rows: [
      ...shown.map((kind) => [
        wordsCell(kindName(kind.kind), kindAddress(kind.kind, comparison)),
        { text: formatNumber(kind.n[0] + kind.n[1], language), raw: kind.n[0] + kind.n[1] },
        mean(kind, 0),
        mean(kind, 1),
        adds(total(kind)),
        adds(kind.handling),
        adds(kind.mix),
      ]),
      ...(rest.length === 0
        ? []
        : [
            [
              wordsCell(
                t('equity.kindOthers', { count: rest.length, number: formatNumber(rest.length, language) }),
              ),
              {
                text: formatNumber(
                  sumOf(({ n }) => n[0] + n[1]),
                  language,
                ),
                raw: sumOf(({ n }) => n[0] + n[1]),
              },
              { text: '', raw: null },
              { text: '', raw: null },
              adds(sumOf(total)),
              adds(sumOf(({ handling }) => handling)),
              adds(sumOf(({ mix }) => mix)),
            ],
          ]),
    ],
    note: '',
  };
}
