import type { Compared, Strata } from '../../src/data/compared-rows.ts';
import { gapOf, observationsOf, type Estimate } from '../../src/data/gap.ts';
import { areaStandings, groupStandings } from '../../src/data/standing.ts';
import { dayBlocksOf, drawDays, middleOf } from '../../src/statistics/bootstrap.ts';
import { Random } from '../../src/statistics/random.ts';
import type { Coverage } from './coverage-basic.ts';

/** What is true in a made city, on the scale of shares. */
export interface CityPlan {
  areasASide: number;
  days: number;
  requests: number;
  /** Standard deviations of what crews of a place, and a day, add to the share on time. */
  crews: number;
  weather: number;
  /** How much less the first side's requests are on time, kind by kind. */
  handling: number;
  /** How unlike places of a side are in what they ask for. */
  tastes: number;
}

export const usualPlan: CityPlan = {
  areasASide: 28,
  days: 120,
  requests: 9_000,
  crews: 0.04,
  weather: 0.04,
  handling: -0.05,
  tastes: 0.2,
};

/** Share on time of each kind, and how often each side asks for it. */
const kinds = [
  { share: 0.9, asked: [0.15, 0.35] },
  { share: 0.8, asked: [0.2, 0.3] },
  { share: 0.65, asked: [0.3, 0.2] },
  { share: 0.5, asked: [0.35, 0.15] },
] as const;

const monthDays = 30;

/** One made city: requests on time or late, in places of two sides, with crews and weather. */
export function makeCity(random: Random, plan: CityPlan): { compared: Compared; sides: Map<number, 0 | 1> } {
  const areas = 2 * plan.areasASide;
  const crews = Array.from({ length: areas }, () => plan.crews * random.normal());
  const weather = Array.from({ length: plan.days }, () => plan.weather * random.normal());
  const tastes = Array.from({ length: areas }, (_, area) =>
    kinds.map(({ asked }) => asked[area % 2]! * Math.exp(plan.tastes * random.normal())),
  );
  const sizes = Array.from({ length: areas }, () => Math.exp(0.5 * random.normal()));
  const cumulative = sizes.map((_, index) => sizes.slice(0, index + 1).reduce((sum, size) => sum + size, 0));
  const all = cumulative.at(-1)!;
  const n = plan.requests;
  const compared = {
    areaIds: Array.from({ length: areas }, (_, area) => area + 1),
    area: new Int32Array(n),
    day: new Int32Array(n),
    days: plan.days,
    outcome: new Float32Array(n),
  };
  const codes = new Int32Array(n);
  const months = Math.ceil(plan.days / monthDays);
  for (let index = 0; index < n; index += 1) {
    const draw = random.next() * all;
    const area = cumulative.findIndex((sum) => draw < sum);
    const day = random.below(plan.days);
    const kind = pick(random, tastes[area]!);
    const handled = area % 2 === 0 ? plan.handling : 0;
    const share = kinds[kind]!.share + handled + crews[area]! + weather[day]!;
    compared.area[index] = area;
    compared.day[index] = day;
    compared.outcome[index] = random.next() < share ? 1 : 0;
    codes[index] = kind * months + Math.floor(day / monthDays);
  }
  const strata: Strata = {
    codes,
    count: kinds.length * months,
    kindOf: Int32Array.from({ length: kinds.length * months }, (_, key) => Math.floor(key / months)),
  };
  const sides = new Map(compared.areaIds.map((id, area) => [id, (area % 2) as 0 | 1]));
  return { compared: { ...compared, byMonth: strata, byService: strata }, sides };
}

function pick(random: Random, weights: readonly number[]): number {
  let draw = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  return Math.max(
    0,
    weights.findIndex((weight) => (draw -= weight) < 0),
  );
}

/** The part of the gap that is mix, if places of a side ask for kinds as the plan says on average. */
function truths(plan: CityPlan): { raw: number; mix: number; handling: number } {
  const means = [0, 1].map((side) =>
    kinds.reduce(
      (sum, { share, asked }) => sum + asked[side]! * (share + (side === 0 ? plan.handling : 0)),
      0,
    ),
  );
  const raw = means[0]! - means[1]!;
  return { raw, mix: raw - plan.handling, handling: plan.handling };
}

const holds = ({ low, high }: { low: number; high: number }, truth: number): boolean =>
  low <= truth && truth <= high;

/**
 * How often the intervals of the page about fairness hold the truth, in made cities.
 * @param cities how many of each sort; each has its own seed.
 */
export function gapCoverage(cities = 500, seed = 311, draws = 400): Coverage[] {
  const counts = new Map<string, { covered: number; of: number }>();
  const note = (method: string, isCovered: boolean): void => {
    const count = counts.get(method) ?? { covered: 0, of: 0 };
    count.of += 1;
    count.covered += Number(isCovered);
    counts.set(method, count);
  };
  for (let city = 0; city < cities; city += 1) {
    const random = new Random(seed * 100_000 + city);
    coverOne(random, note, draws);
  }
  return [...counts].map(([method, count]) => ({ method, ...count }));
}

function coverOne(random: Random, note: (method: string, isCovered: boolean) => void, draws: number): void {
  const both = truths(usualPlan);
  const city = makeCity(random, usualPlan);
  const gap = gapOf(city.compared, city.compared.byMonth, city.sides)!;
  note('The gap as it comes; crews and weather', holds(gap.raw, both.raw));
  note('Different kinds of requests; crews and weather', holds(gap.mix, both.mix));
  note('Same requests; crews and weather', holds(gap.handling, both.handling));

  // As many places as the groups of statistical areas have.
  const few = { ...usualPlan, areasASide: 11 };
  const small = makeCity(random, few);
  const smallGap = gapOf(small.compared, small.compared.byMonth, small.sides)!;
  note('Same requests; eleven places a side', holds(smallGap.handling, few.handling));

  const still = { ...usualPlan, crews: 0, weather: 0, tastes: 0, handling: 0 };
  const even = makeCity(random, still);
  const evenGap = gapOf(even.compared, even.compared.byMonth, even.sides)!;
  note('Same requests; nothing but chance, no gap', holds(evenGap.handling, 0));
  const groups = new Map([...even.sides].map(([id, side]) => [id, side as number]));
  const [standing] = groupStandings(even.compared, groups, 2);
  note('A group beside the same requests citywide; chance', holds(standing!.difference, 0));

  const weather = { ...usualPlan, crews: 0 };
  const windy = makeCity(random, weather);
  const observations = observationsOf(windy.compared, windy.compared.byMonth, windy.sides);
  const monthOfDay = Int32Array.from({ length: weather.days }, (_, day) => Math.floor(day / monthDays));
  const blocks = dayBlocksOf(observations, monthOfDay);
  const drawn = Array.from({ length: draws }, () => drawDays(blocks, random).handling);
  note('Same requests, by drawing days again; weather', holds(middleOf(drawn), weather.handling));

  const crews = { ...usualPlan, handling: 0, weather: 0, tastes: 0 };
  const spread = makeCity(random, crews);
  const standings = areaStandings(spread.compared, false);
  const own: Estimate = standings.areas[random.below(standings.areas.length)]!.difference;
  note('A place beside the same requests elsewhere; crews differ', holds(own, 0));
}
