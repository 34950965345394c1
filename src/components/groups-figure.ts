import { intervalChart } from '../charts/interval-chart.ts';
import { groupingFigures } from '../contract/grouping.ts';
import { measures } from '../contract/measure.ts';
import type { Comparison } from '../data/comparison.ts';
import { signOf } from '../data/gap.ts';
import { formatNumber } from '../i18n/format.ts';
import type { EquityWords } from './equity-words.ts';
import { column, intervalCells, intervalColumns, type FigureContext } from './figure-context.ts';
import { wordsCell, type FigureModel } from './figure-model.ts';

/** The names of groups by their figures, from the lowest. */
export function groupNames(words: EquityWords, { groups, grouping }: Comparison): string[] {
  const say = (value: number | undefined): string => words.figure(grouping, value ?? 0);
  return Array.from({ length: groups.count }, (_, group) => {
    if (group === 0) return words.t('equity.groupUpTo', { value: say(groups.cuts[0]) });
    if (group === groups.count - 1)
      return words.t('equity.groupOver', { value: say(groups.cuts[group - 1]) });
    return words.t('equity.groupRange', { from: say(groups.cuts[group - 1]), to: say(groups.cuts[group]) });
  });
}

/** Every group of places beside the same requests citywide. */
export function groupsFigure({ document, words, kinds }: FigureContext, comparison: Comparison): FigureModel {
  const { t, language } = words;
  const { question, standings, groups, grouping, n } = comparison;
  const { measure } = question;
  const isKnown = groups.places.size > 0;
  const names = groupNames(words, comparison);
  const drawn = standings.flatMap((standing, group) =>
    standing === null
      ? []
      : [{ label: names[group]!, ...standing.difference, isMain: groups.ends.includes(group) }],
  );
  const clear = standings.filter((own) => own !== null && signOf(own.difference) !== 'unclear').length;
  const marginKnown = [...groups.places.values()].some(({ isSure }) => isSure !== null);
  const unsure = [...groups.places.values()].filter(({ isSure }) => isSure === false).length;
  return {
    id: 'groups',
    title: t('equity.groupsTitle'),
    subtitle: words.subtitle(question, n, kinds),
    sentence: !isKnown
      ? t('equity.groupsUnknown')
      : clear === 0
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
    rows: (isKnown ? standings : []).map((standing, group) => {
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
      !marginKnown
        ? t('equity.sureUnknown')
        : unsure === 0
          ? t('equity.sureAll')
          : t('equity.sure', { count: unsure, number: formatNumber(unsure, language) }),
    ].join(' '),
  };
}
