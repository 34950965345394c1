import { addDays, horizonDays, periodDays, type DayRange } from '../contract/period.ts';
import { overdispersion, verdictOf, type Standardised, type Verdict } from '../statistics/standardisation.ts';
import type { Coverage } from './coverage.ts';
import { placePeriods, type PlacePeriod } from './place-steps.ts';

/** Days within which a share of requests was closed, beside the same kinds of requests citywide. */
export interface Days {
  /** Null: more than the horizon. */
  here: number | null;
  city: number | null;
  /** Whether more or fewer were closed here within the citywide days than expected: more means faster. */
  verdict: Verdict;
}

/** Residents' requests of a place in a period, beside the same kinds of requests citywide. */
export interface PlaceFigures {
  period: PlacePeriod;
  days: DayRange;
  /** False where the record lacks days of the period. */
  isCovered: boolean;
  requests: number;
  /** The same days a year before; null where the record does not reach back so far. */
  requestsBefore: number | null;
  /** What the year before would have become at the pace of the same kinds citywide. */
  requestsAtCityPace: number | null;
  /** Requests whose due date has passed or that were closed by it; how many of them were closed by it. */
  due: number;
  met: number;
  /** Share (0 to 1) closed on time that the same kinds have citywide. */
  metCity: number;
  metVerdict: Verdict;
  /** Requests old enough to tell how long they took. */
  timed: number;
  horizonDays: number;
  half: Days;
  nineInTen: Days;
}

type AreaRow<Fields> = Fields & { area_id: number; kind: string };
type PeriodRow<Fields> = AreaRow<Fields> & { period: PlacePeriod };
type VolumeRow = PeriodRow<{
  requests: number;
  requests_before: number;
  requests_at_city_pace: number | null;
}>;
type OnTimeRow = PeriodRow<Standardised & { n: number }>;
type SpeedRow = PeriodRow<
  Record<'n' | 'p50_minutes' | 'p90_minutes' | 'city_p50_minutes' | 'city_p90_minutes', number> &
    Record<`${'observed' | 'expected' | 'variance'}_${50 | 90}`, number>
>;

const pick = (row: SpeedRow, share: 50 | 90): Standardised => ({
  observed: row[`observed_${share}`],
  expected: row[`expected_${share}`],
  variance: row[`variance_${share}`],
});

/** φ of places of one kind in one period: they are compared with each other. */
function dispersions<Row extends { kind: string; period: PlacePeriod }>(
  rows: readonly Row[],
  standardised: (row: Row) => Standardised,
): (row: Row) => number {
  const keyOf = ({ kind, period }: Row): string => `${kind} ${period}`;
  const groups = [...Map.groupBy(rows, keyOf)].map(
    ([key, group]) => [key, overdispersion(group.map(standardised))] as const,
  );
  const found = new Map(groups);
  return (row) => found.get(keyOf(row)) ?? 1;
}

/**
 * The figures of every place from the rows of steps `volume`, `on_time` and `speed`.
 * @param last the record's last day.
 * @param covers which days the record has.
 */
export function readFigures(
  volumes: VolumeRow[],
  onTimes: OnTimeRow[],
  speeds: SpeedRow[],
  last: string,
  covers: Coverage,
): (areaId: number) => Record<PlacePeriod, PlaceFigures> {
  const keyOf = ({ area_id: areaId, period }: { area_id: number; period: PlacePeriod }): string =>
    `${areaId} ${period}`;
  const keyed = <Row extends PeriodRow<object>>(rows: readonly Row[]): Map<string, Row> =>
    new Map(rows.filter(({ kind }) => kind !== 'city').map((row) => [keyOf(row), row]));
  const [volume, onTime, speed] = [keyed(volumes), keyed(onTimes), keyed(speeds)];
  const onTimeDispersion = dispersions([...onTime.values()], (row) => row);
  const speedDispersion = {
    50: dispersions([...speed.values()], (row) => pick(row, 50)),
    90: dispersions([...speed.values()], (row) => pick(row, 90)),
  };
  const daysWithin = (row: SpeedRow | undefined, share: 50 | 90, horizon: number): Days => {
    if (row === undefined) return { here: null, city: null, verdict: 'unclear' };
    const days = (minutes: number): number | null => (minutes > horizon * 1440 ? null : minutes / 1440);
    const verdict = verdictOf(pick(row, share), speedDispersion[share](row));
    return { here: days(row[`p${share}_minutes`]), city: days(row[`city_p${share}_minutes`]), verdict };
  };
  const figures = (areaId: number, period: PlacePeriod): PlaceFigures => {
    const key = keyOf({ area_id: areaId, period });
    const [counted, dated, timed] = [volume.get(key), onTime.get(key), speed.get(key)];
    const days = periodDays(period, last);
    const reachesBack = covers({ from: addDays(days.from, -365), to: addDays(days.to, -365) });
    const horizon = horizonDays(period);
    return {
      period,
      days,
      isCovered: covers(days),
      requests: counted?.requests ?? 0,
      requestsBefore: reachesBack ? (counted?.requests_before ?? 0) : null,
      requestsAtCityPace: reachesBack ? (counted?.requests_at_city_pace ?? null) : null,
      due: dated?.n ?? 0,
      met: dated?.observed ?? 0,
      metCity: dated === undefined ? 0 : dated.expected / dated.n,
      metVerdict: dated === undefined ? 'unclear' : verdictOf(dated, onTimeDispersion(dated)),
      timed: timed?.n ?? 0,
      horizonDays: horizon,
      half: daysWithin(timed, 50, horizon),
      nineInTen: daysWithin(timed, 90, horizon),
    };
  };
  return (areaId) =>
    Object.fromEntries(placePeriods.map((period) => [period, figures(areaId, period)])) as Record<
      PlacePeriod,
      PlaceFigures
    >;
}
