import type { ComparisonQuestion } from '../contract/measure.ts';
import { directDifference, directlyStandardise, type Stratum } from '../statistics/direct.ts';
import { z95 } from '../statistics/interval.ts';
import { codeRows, monthsOfDays, type ComparedRows, type ComparedType } from './compared-rows.ts';
import { leastCompared, type Estimate } from './gap.ts';
import { areaStandings } from './standing.ts';

/** A rule for due dates of a type and the first month (YYYY-MM) in which it held, from `due_rule_versions`. */
export interface RuleVersion {
  request_type_id: number;
  from_month: string;
}

/** One kind of request in both places. Means are shares from 0 to 1, or days. */
export interface PairKind {
  kind: number;
  n: [number, number];
  sum: [number, number];
}

/** Two places side by side. */
export interface Pair {
  n: [number, number];
  /** Means as they come; null where a place has too few requests to say. */
  mean: [number | null, number | null];
  /** Means over the kinds that both have, each kind weighted as the city asks for it; null where they share too few. */
  same: { mean: [number, number]; difference: Estimate } | null;
  /** Requests of each place that are of a kind which both have. */
  shared: [number, number];
  /** Share of the city's requests that are of the kinds which both have. */
  covered: number;
  kinds: PairKind[];
}

/**
 * Compares two places by direct standardisation over the kinds they share, within one version of a kind's due rule: each
 * by its own means and the city's mix, so that the two are comparable with each other. The interval is widened by how much
 * places of the level differ beyond chance.
 * @param rows those of `comparedStatement` at the places' level: of the whole city, whose mix is the standard.
 */
export function pairOf(
  rows: ComparedRows,
  types: readonly ComparedType[],
  versions: readonly RuleVersion[],
  question: ComparisonQuestion,
  places: readonly [number, number],
): Pair {
  const version = versionsOf(rows, versions, question);
  const kinds = new Map<number, PairKind>();
  const strata = new Map<number, [Stratum, Stratum]>();
  const n: [number, number] = [0, 0];
  const sum: [number, number] = [0, 0];
  for (let index = 0; index < rows.area.length; index += 1) {
    const type = rows.request_type[index]!;
    const key = type * 64 + version[index]!;
    let pair = strata.get(key);
    if (pair === undefined) strata.set(key, (pair = [noStratum(), noStratum()]));
    pair[0].weight += 1;
    pair[1].weight += 1;
    const side = places.indexOf(rows.area[index]!) as 0 | 1 | -1;
    if (side === -1) continue;
    const outcome = rows.outcome[index]!;
    pair[side].n += 1;
    pair[side].sum += outcome;
    pair[side].sumOfSquares += outcome * outcome;
    n[side] += 1;
    sum[side] += outcome;
    const kind = kinds.get(type) ?? { kind: type, n: [0, 0], sum: [0, 0] };
    kind.n[side] += 1;
    kind.sum[side] += outcome;
    kinds.set(type, kind);
  }
  const common = [...strata.values()].filter((pair) => pair.every(({ n: own }) => own >= 2));
  const shared = ([0, 1] as const).map((side) => common.reduce((total, pair) => total + pair[side].n, 0)) as [
    number,
    number,
  ];
  const difference =
    Math.min(...shared) < leastCompared
      ? null
      : directDifference(sideOf([...strata.values()], 0), sideOf([...strata.values()], 1));
  const { dispersion } = areaStandings(codeRows(rows, types, question), false);
  const wide = z95 * Math.sqrt(dispersion) * (difference?.standardError ?? 0);
  return {
    n,
    mean: ([0, 1] as const).map((side) =>
      n[side] < leastCompared ? null : sum[side] / n[side],
    ) as Pair['mean'],
    same:
      difference === null
        ? null
        : {
            mean: [0, 1].map((side) => directlyStandardise(sideOf(common, side))?.rate ?? NaN) as [
              number,
              number,
            ],
            difference: {
              value: difference.difference,
              low: difference.difference - wide,
              high: difference.difference + wide,
            },
          },
    shared,
    covered: difference?.coveredShare ?? 0,
    kinds: [...kinds.values()].sort((first, second) => second.n[0] + second.n[1] - first.n[0] - first.n[1]),
  };
}

const sideOf = (strata: readonly [Stratum, Stratum][], side: number): Stratum[] =>
  strata.map((pair) => pair[side]!);

const noStratum = (): Stratum => ({ weight: 0, n: 0, sum: 0, sumOfSquares: 0 });

/** Which version of its kind's due rule each row was opened under, from 0. */
function versionsOf(
  rows: ComparedRows,
  versions: readonly RuleVersion[],
  question: ComparisonQuestion,
): Int32Array {
  const months = monthsOfDays(question);
  const start = monthNumber(question.from);
  const changes = Map.groupBy(versions, ({ request_type_id: id }) => id);
  const starts = new Map(
    [...changes].map(([id, own]) => [
      id,
      own.map(({ from_month: month }) => monthNumber(month) - start).sort((a, b) => a - b),
    ]),
  );
  const found = new Int32Array(rows.day.length);
  for (let index = 0; index < found.length; index += 1) {
    const month = months[rows.day[index]!]!;
    const own = starts.get(rows.request_type[index]!) ?? [];
    found[index] = own.filter((first) => first <= month).length;
  }
  return found;
}

function monthNumber(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
}
