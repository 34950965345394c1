import { intervalChart } from '../charts/interval-chart.ts';
import { trendChart } from '../charts/trend-chart.ts';
import { groupingFigures } from '../contract/grouping.ts';
import type { EquityFacts } from '../data/equity.ts';
import { signOf, type Gap } from '../data/gap.ts';
import { formatMonth, formatNumber } from '../i18n/format.ts';
import { column, type FigureContext } from './figure-context.ts';
import { reportingFigure } from './reporting-figure.ts';
import { lowerFirst } from './type-name.ts';
import { wordsCell, type FigureCell, type FigureColumn, type FigureModel } from './figure-model.ts';

/** The figures that always show the usual choices, in the order of the page. */
export function fixedFigures(context: FigureContext, facts: EquityFacts): FigureModel[] {
  return [
    linesFigure(context, facts),
    yearsFigure(context, facts),
    choicesFigure(context, facts),
    reportingFigure(context, facts),
  ];
}

const onTime = 'on_time';

/** A gap's handling with its interval, and the gap as it comes. */
function gapCells({ words }: FigureContext, gap: Gap | null): FigureCell[] {
  if (gap === null)
    return [wordsCell(words.t('equity.tooFew')), ...Array.from({ length: 2 }, () => wordsCell(''))];
  const { raw, handling } = gap;
  return [
    { text: words.bare(onTime, raw.value), raw: raw.value },
    { text: words.bare(onTime, handling.value), raw: handling.value },
    { text: words.range(onTime, handling), raw: `${handling.low} ${handling.high}` },
  ];
}

const gapColumns = ({ words: { t } }: FigureContext): FigureColumn[] => [
  column(t('equity.gapRaw'), 'raw'),
  column(t('equity.gapHandling'), 'same_requests'),
  column(t('equity.interval'), 'low high'),
];

function linesFigure(context: FigureContext, { lines, comparison }: EquityFacts): FigureModel {
  const { words, kinds, document } = context;
  const { t, language } = words;
  const own = comparison.gap?.handling;
  const other = lines.find(({ level, grouping }) => level === 'neighborhood' && grouping === 'income')?.gap
    ?.handling;
  const isKnown = own !== undefined && other !== undefined;
  const named = lines.map((line) => ({
    ...line,
    name: `${groupingFigures[line.grouping].name[language]}, ${lowerFirst(t(`equity.level_${line.level}`), language)}`,
  }));
  const drawn = named.flatMap(({ name, gap, level }) =>
    gap === null ? [] : [{ label: name, ...gap.handling, isMain: level === 'community_statistical_area' }],
  );
  return {
    id: 'lines',
    title: t('equity.linesTitle'),
    subtitle: words.subtitle(comparison.question, comparison.n, kinds),
    sentence: isKnown
      ? t(signOf(own) === signOf(other) ? 'equity.linesText_agree' : 'equity.linesText_differ', {
          value: words.signed(onTime, other.value),
          range: words.range(onTime, other),
        })
      : t('equity.tooFew'),
    drawing:
      drawn.length === 0
        ? null
        : intervalChart(document, drawn, t('equity.gapPicture'), (value) => words.bare(onTime, value)),
    columns: [column(t('equity.grouping'), 'sorted_by_and_map', false), ...gapColumns(context)],
    rows: named.map(({ name, gap }) => [wordsCell(name), ...gapCells(context, gap)]),
    note: t('equity.linesNote'),
  };
}

function yearsFigure(context: FigureContext, { quarters, changes, comparison }: EquityFacts): FigureModel {
  const { words, kinds, document, kindName } = context;
  const { t, language } = words;
  const named = quarters.map((own) => ({
    ...own,
    name: t('equity.quarterName', { year: own.quarter.year, number: own.quarter.number }),
  }));
  const span = {
    from: quarters[0]?.quarter.days.from ?? comparison.question.from,
    to: quarters.at(-1)?.quarter.days.to ?? comparison.question.to,
  };
  const counted = quarters.reduce(
    (sum, { moving }) => sum + (moving === null ? 0 : moving.n[0] + moving.n[1]),
    0,
  );
  const points = named.flatMap(({ name, moving }) =>
    moving === null ? [] : [{ quarter: name, ...moving.handling }],
  );
  const marked = named
    .filter(({ quarter }) =>
      changes.some(({ month }) => `${month}-01` >= quarter.days.from && `${month}-01` <= quarter.days.to),
    )
    .map(({ name }) => name);
  const names = changes
    .map(({ request_type_id: id, month }) => `${kindName(id)} (${formatMonth(month, language)})`)
    .join('; ');
  return {
    id: 'years',
    title: t('equity.yearsTitle'),
    subtitle: words.subtitle({ ...comparison.question, ...span }, counted, kinds),
    sentence: points.length === 0 ? t('equity.yearsNone') : t('equity.yearsText'),
    drawing:
      points.length === 0
        ? null
        : trendChart(document, points, marked, t('equity.yearsMark'), t('equity.yearsPicture'), (value) =>
            words.bare(onTime, value),
          ),
    columns: [
      column(t('equity.quarter'), 'quarter', false),
      column(t('equity.cityOnTime'), 'citywide_on_time'),
      column(t('equity.cityOldest'), 'citywide_within_oldest_target'),
      ...gapColumns(context),
      column(t('equity.choice_fixed_target'), 'oldest_target_same_requests'),
      column(t('equity.interval'), 'oldest_target_low oldest_target_high'),
    ],
    rows: named.map(({ name, moving, fixed, onTime: met, withinOldest }) => [
      wordsCell(name),
      ...[met, withinOldest].map((share) =>
        share === null
          ? { text: t('equity.tooFew'), raw: null }
          : { text: words.mean(onTime, share), raw: share },
      ),
      ...gapCells(context, moving),
      ...gapCells(context, fixed).slice(1),
    ]),
    note:
      changes.length === 0
        ? t('equity.yearsSame')
        : t('equity.yearsChanged', {
            count: changes.length,
            number: formatNumber(changes.length, language),
            names,
          }),
  };
}

function choicesFigure(context: FigureContext, { choices, comparison }: EquityFacts): FigureModel {
  const { words, kinds, document } = context;
  const { t } = words;
  const names = {
    usual: t('equity.choiceUsual'),
    withJoined: t('equity.withJoined'),
    onlyWorkRecorded: t('equity.onlyWorkRecorded'),
    withoutBulk: t('equity.withoutBulk'),
    everyone: t('equity.choice_everyone'),
    fixed_target: t('equity.choice_fixed_target'),
    sure: t('equity.choice_sure'),
  };
  const addresses: Partial<Record<keyof typeof names, string>> = {
    withJoined: '?joined=yes',
    onlyWorkRecorded: '?work=yes',
    withoutBulk: '?bulk=no',
    everyone: '?whose=everyone',
    fixed_target: '?measure=fixed_target',
  };
  const drawn = choices.flatMap(({ id, gap }) =>
    gap === null ? [] : [{ label: names[id], ...gap.handling, isMain: id === 'usual' }],
  );
  return {
    id: 'choices',
    title: t('equity.choicesTitle'),
    subtitle: words.subtitle(comparison.question, comparison.n, kinds),
    sentence: t('equity.choicesText'),
    drawing:
      drawn.length === 0
        ? null
        : intervalChart(document, drawn, t('equity.gapPicture'), (value) => words.bare(onTime, value)),
    columns: [
      column(t('equity.choice'), 'choice', false),
      column(t('equity.requests'), 'requests'),
      ...gapColumns(context),
    ],
    rows: choices.map(({ id, gap }) => {
      const n = gap === null ? 0 : gap.n[0] + gap.n[1];
      return [
        wordsCell(names[id], addresses[id]),
        { text: formatNumber(n, words.language), raw: n },
        ...gapCells(context, gap),
      ];
    }),
    note: '',
  };
}
