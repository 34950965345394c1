import { curveChart } from '../charts/curve-chart.ts';
import { funnelChart } from '../charts/funnel-chart.ts';
import { intervalChart } from '../charts/interval-chart.ts';
import { groupingFigures } from '../contract/grouping.ts';
import { measures } from '../contract/measure.ts';
import { minimumRequestsForP90 } from '../contract/metric.ts';
import type { ComparedArea, Comparison } from '../data/comparison.ts';
import type { Curves } from '../data/curves.ts';
import { signOf, type Estimate, type KindGap } from '../data/gap.ts';
import { formatDays, formatNumber, formatPercent } from '../i18n/format.ts';
import { funnelReach } from '../statistics/funnel.ts';
import { areaName } from './area-name.ts';
import type { EquityWords } from './equity-words.ts';
import {
  enoughRequests,
  wordsCell,
  type FigureCell,
  type FigureColumn,
  type FigureModel,
} from './figure-model.ts';

/** What figures are drawn with, beside the comparison itself. */
export interface FigureContext {
  /** Where elements are made. */
  document: Document;
  words: EquityWords;
  areas: readonly ComparedArea[];
  /** Names of kinds: of a request_type id, or of an agency's rare kinds by its negative number. */
  kindName: (kind: number) => string;
  /** Where requests of a kind are shown; undefined for rare kinds together. */
  kindAddress: (kind: number, comparison: Comparison) => string | undefined;
  /** "all kinds", or the one chosen. */
  kinds: string;
}

/** How many kinds a table shows one by one. */
const shownKinds = 10;
/** Days at which the curves are read into their table. */
const readDays = [1, 3, 7, 14, 30, 60, 90];

const column = (name: string, key: string, isNumber = true): FigureColumn => ({ name, key, isNumber });

/** The figures that a reader's choices change, in the order of the page. */
export function equityFigures(context: FigureContext, comparison: Comparison, curves: Curves): FigureModel[] {
  return [
    gapFigure(context, comparison),
    groupsFigure(context, comparison),
    kindsFigure(context, comparison),
    curvesFigure(context, comparison, curves),
    areasFigure(context, comparison),
  ];
}

/** Interval columns in the measure's unit, as a table and a file show them. */
const intervalColumns = ({ t }: EquityWords): FigureColumn[] => [
  column(t('equity.difference'), 'difference'),
  column(t('equity.interval'), 'low high'),
];

function intervalCells(words: EquityWords, comparison: Comparison, estimate: Estimate | null): FigureCell[] {
  const { measure } = comparison.question;
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

function gapFigure({ document, words, kinds }: FigureContext, comparison: Comparison): FigureModel {
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

/** The names of groups by their figures, from the lowest. */
function groupNames(words: EquityWords, { groups, grouping }: Comparison): string[] {
  const say = (value: number | undefined): string => words.figure(grouping, value ?? 0);
  return Array.from({ length: groups.count }, (_, group) => {
    if (group === 0) return words.t('equity.groupUpTo', { value: say(groups.cuts[0]) });
    if (group === groups.count - 1)
      return words.t('equity.groupOver', { value: say(groups.cuts[group - 1]) });
    return words.t('equity.groupRange', { from: say(groups.cuts[group - 1]), to: say(groups.cuts[group]) });
  });
}

function groupsFigure({ document, words, kinds }: FigureContext, comparison: Comparison): FigureModel {
  const { t, language } = words;
  const { question, standings, groups, grouping, n } = comparison;
  const { measure } = question;
  const names = groupNames(words, comparison);
  const drawn = standings.flatMap((standing, group) =>
    standing === null
      ? []
      : [{ label: names[group]!, ...standing.difference, isMain: groups.ends.includes(group) }],
  );
  const clear = standings.filter((own) => own !== null && signOf(own.difference) !== 'unclear').length;
  const unsure = [...groups.places.values()].filter(({ isSure }) => isSure === false).length;
  return {
    id: 'groups',
    title: t('equity.groupsTitle'),
    subtitle: words.subtitle(question, n, kinds),
    sentence:
      clear === 0
        ? t('equity.groupsText_unclear')
        : t('equity.groupsText_clear', { count: clear, number: formatNumber(clear, language) }),
    drawing:
      drawn.length === 0
        ? null
        : intervalChart(document, drawn, t('equity.groupsPicture'), (value) => words.bare(measure, value)),
    columns: [
      column(groupingFigures[grouping].name[language], 'group', false),
      column(t('equity.places'), 'places'),
      column(t('equity.requests'), 'requests'),
      column(measures[measure].name[language], 'mean'),
      column(t('equity.sameCitywide'), 'same_requests_citywide'),
      ...intervalColumns(words),
    ],
    rows: standings.map((standing, group) => {
      const name = wordsCell(names[group]!);
      if (standing === null)
        return [
          name,
          ...Array.from({ length: 4 }, () => ({ text: '', raw: null })),
          ...intervalCells(words, comparison, null),
        ];
      return [
        name,
        { text: formatNumber(standing.areas, language), raw: standing.areas },
        { text: formatNumber(standing.n, language), raw: standing.n },
        { text: words.mean(measure, standing.mean), raw: standing.mean },
        { text: words.mean(measure, standing.expected), raw: standing.expected },
        ...intervalCells(words, comparison, standing.difference),
      ];
    }),
    note: [
      t(groups.count === 5 ? 'equity.groupNote_5' : 'equity.groupNote_3'),
      unsure === 0
        ? t('equity.sureAll')
        : t('equity.sure', { count: unsure, number: formatNumber(unsure, language) }),
    ].join(' '),
  };
}

function kindsFigure(context: FigureContext, comparison: Comparison): FigureModel {
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

function curvesFigure(context: FigureContext, comparison: Comparison, curves: Curves): FigureModel {
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
          ...readDays.map((count) => [
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

function areasFigure({ document, words, areas, kinds }: FigureContext, comparison: Comparison): FigureModel {
  const { t, language } = words;
  const { question, areas: standings, n } = comparison;
  const { measure } = question;
  const nameOf = new Map(areas.map(({ area_id: id, kind, name }) => [id, areaName(kind, name, language)]));
  const places = standings.areas
    .map((area) => ({ ...area, name: nameOf.get(area.area) ?? '' }))
    .sort((first, second) => first.name.localeCompare(second.name, language, { numeric: true }));
  const outside = places.filter(({ verdict }) => verdict !== 'unclear').length;
  const all = places.reduce((sum, { n: own }) => sum + own, 0);
  const variance = places.reduce((sum, { variance: own }) => sum + own, 0) / Math.max(1, all);
  const verdicts = {
    unclear: t('equity.noClear'),
    more: t('equity.moreThanElsewhere'),
    fewer: t('equity.fewerThanElsewhere'),
  };
  return {
    id: 'areas',
    title: t('equity.areasTitle'),
    subtitle: words.subtitle(question, n, kinds),
    sentence:
      outside === 0
        ? t('equity.areasNone', { all: formatNumber(places.length, language) })
        : t('equity.areasOutside', {
            count: outside,
            number: formatNumber(outside, language),
            all: formatNumber(places.length, language),
          }),
    drawing:
      places.length === 0
        ? null
        : funnelChart(
            document,
            places.map(({ name, n: own, difference, verdict }) => ({
              name,
              n: own,
              difference: difference.value,
              isOutside: verdict !== 'unclear',
            })),
            (count) => ({
              inner: funnelReach(variance, count, standings.dispersion, 0.95),
              outer: funnelReach(variance, count, standings.dispersion, 0.998),
            }),
            t('equity.areasPicture'),
            (count) => formatNumber(count, language),
            (difference) => words.bare(measure, difference),
          ),
    columns: [
      column(t('equity.place'), 'place', false),
      column(t('equity.requests'), 'requests'),
      column(measures[measure].name[language], 'mean'),
      column(t('equity.sameElsewhere'), 'same_requests_elsewhere'),
      ...intervalColumns(words),
      column(t('equity.verdict'), 'verdict', false),
    ],
    rows: places.map((place) => [
      wordsCell(place.name),
      { text: formatNumber(place.n, language), raw: place.n },
      { text: words.mean(measure, place.mean), raw: place.mean },
      { text: words.mean(measure, place.expectedMean), raw: place.expectedMean },
      ...intervalCells(words, comparison, place.difference),
      { text: verdicts[place.verdict], raw: place.verdict },
    ]),
    note: t(standings.dispersion < 1.05 ? 'equity.areasNote_alike' : 'equity.areasNote_spread', {
      dispersion: formatNumber(standings.dispersion, language, 1),
    }),
  };
}
