import { funnelChart } from '../charts/funnel-chart.ts';
import { measures } from '../contract/measure.ts';
import type { Comparison } from '../data/comparison.ts';
import { formatNumber } from '../i18n/format.ts';
import { funnelReach } from '../statistics/funnel.ts';
import { areaName } from './area-name.ts';
import { column, intervalCells, intervalColumns, type FigureContext } from './figure-context.ts';
import { wordsCell, type FigureModel } from './figure-model.ts';

/** Every place of the level in a funnel, and in a table in the order of names. */
export function areasFigure(
  { document, words, areas, kinds }: FigureContext,
  comparison: Comparison,
): FigureModel {
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
