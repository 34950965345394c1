import { intervalChart } from '../charts/interval-chart.ts';
import { measures, type ComparisonQuestion } from '../contract/measure.ts';
import { leastCompared, type Estimate } from '../data/gap.ts';
import type { Pair, PairKind } from '../data/pair.ts';
import { formatNumber, formatPercent } from '../i18n/format.ts';
import { newcombe } from '../statistics/proportion.ts';
import type { EquityWords } from './equity-words.ts';
import { column } from './figure-context.ts';
import { enoughRequests, wordsCell, type FigureCell, type FigureModel } from './figure-model.ts';

/** What two places' figures are drawn with. */
export interface PairContext {
  document: Document;
  words: EquityWords;
  /** Names of the two places. */
  names: [string, string];
  kindName: (kind: number) => string;
  kinds: string;
}

/** How many kinds a table shows. */
const shownKinds = 12;

/** The page's answer about two places. */
export function pairLead({ words, names }: PairContext, pair: Pair, question: ComparisonQuestion): string[] {
  const { t } = words;
  const { measure } = question;
  const [first, second] = names;
  const [here, there] = pair.mean;
  if (here === null || there === null || pair.same === null) return [t('compare.leadFew', { first, second })];
  return [
    t('compare.leadRaw', {
      measure: measures[measure].name[words.language],
      first,
      second,
      here: words.mean(measure, here),
      there: words.mean(measure, there),
    }),
    t(`compare.leadSame_${words.verdict(measure, pair.same.difference)}`, {
      first,
      second,
      sameHere: words.mean(measure, pair.same.mean[0]),
      sameThere: words.mean(measure, pair.same.mean[1]),
    }),
  ];
}

/** The figures of two places, in the order of the page. */
export function pairFigures(context: PairContext, pair: Pair, question: ComparisonQuestion): FigureModel[] {
  return [pairFigure(context, pair, question), kindsFigure(context, pair, question)];
}

function pairFigure(
  { document, words, names, kinds }: PairContext,
  pair: Pair,
  question: ComparisonQuestion,
): FigureModel {
  const { t, language } = words;
  const { measure } = question;
  const { n, mean, same, shared, covered } = pair;
  const mean2 = (value: number | null | undefined): FigureCell =>
    value === null || value === undefined
      ? { text: t('equity.tooFew'), raw: null }
      : { text: words.mean(measure, value), raw: value };
  const count = (value: number): FigureCell => ({ text: formatNumber(value, language), raw: value });
  const none: FigureCell = { text: '', raw: null };
  return {
    id: 'pair',
    title: t('compare.pairTitle'),
    subtitle: words.subtitle(question, n[0] + n[1], kinds),
    sentence:
      same === null
        ? t('compare.leadFew', { first: names[0], second: names[1] })
        : t('compare.pairText', {
            covered: formatPercent(100 * covered, language),
            shared: formatNumber(shared[0], language),
            sharedThere: formatNumber(shared[1], language),
          }),
    drawing:
      same === null
        ? null
        : intervalChart(
            document,
            [{ label: t('compare.difference'), ...same.difference, isMain: true }],
            t('compare.pairPicture'),
            (value) => words.bare(measure, value),
          ),
    columns: [
      column(measures[measure].name[language], 'row', false),
      column(names[0], 'first'),
      column(names[1], 'second'),
      column(t('compare.difference'), 'difference'),
      column(t('equity.interval'), 'low high'),
    ],
    rows: [
      [wordsCell(t('compare.rowRequests')), count(n[0]), count(n[1]), none, none],
      [wordsCell(t('compare.rowRaw')), mean2(mean[0]), mean2(mean[1]), none, none],
      [
        wordsCell(t('compare.rowSame')),
        mean2(same?.mean[0]),
        mean2(same?.mean[1]),
        ...differenceCells(words, measure, same?.difference ?? null),
      ],
    ],
    note: t('compare.pairNote'),
  };
}

function differenceCells(
  words: EquityWords,
  measure: ComparisonQuestion['measure'],
  estimate: Estimate | null,
): FigureCell[] {
  if (estimate === null)
    return [
      { text: words.t('equity.tooFew'), raw: null },
      { text: '', raw: null },
    ];
  return [
    { text: words.bare(measure, estimate.value), raw: estimate.value },
    { text: words.range(measure, estimate), raw: `${estimate.low} ${estimate.high}` },
  ];
}

function kindsFigure(
  { words, names, kindName, kinds }: PairContext,
  pair: Pair,
  question: ComparisonQuestion,
): FigureModel {
  const { t, language } = words;
  const { measure } = question;
  const isShare = measures[measure].unit === 'percent';
  const mean = ({ n, sum }: PairKind, side: 0 | 1): FigureCell =>
    n[side] < leastCompared
      ? { text: t('equity.tooFew'), raw: null }
      : {
          text: words.mean(measure, sum[side] / n[side]),
          raw: sum[side] / n[side],
          isFew: n[side] < enoughRequests,
        };
  const difference = ({ n, sum }: PairKind): FigureCell[] => {
    if (Math.min(...n) < leastCompared) return differenceCells(words, measure, null);
    const value = sum[0] / n[0] - sum[1] / n[1];
    // The interval of a difference of waits would need each wait; kind by kind only shares have one.
    if (!isShare) return [{ text: words.bare(measure, value), raw: value }];
    const range = newcombe({ successes: sum[0], n: n[0] }, { successes: sum[1], n: n[1] });
    return differenceCells(words, measure, { value, ...range });
  };
  return {
    id: 'pair-kinds',
    title: t('compare.kindsTitle'),
    subtitle: words.subtitle(question, pair.n[0] + pair.n[1], kinds),
    sentence: t('compare.kindsText'),
    drawing: null,
    columns: [
      column(t('equity.kind'), 'kind', false),
      column(`${t('compare.rowRequests')}, ${names[0]}`, 'requests_first'),
      column(names[0], 'first'),
      column(`${t('compare.rowRequests')}, ${names[1]}`, 'requests_second'),
      column(names[1], 'second'),
      column(t('compare.kindsDifference'), 'difference'),
      ...(isShare ? [column(t('equity.interval'), 'low high')] : []),
    ],
    rows: pair.kinds
      .slice(0, shownKinds)
      .map((kind) => [
        wordsCell(kindName(kind.kind)),
        { text: formatNumber(kind.n[0], language), raw: kind.n[0] },
        mean(kind, 0),
        { text: formatNumber(kind.n[1], language), raw: kind.n[1] },
        mean(kind, 1),
        ...difference(kind).slice(0, isShare ? 2 : 1),
      ]),
    note: '',
  };
}
