import type { City } from './city.ts';
import { metresBetween, type Metres } from './plane.ts';
import type { Random } from '../../src/statistics/random.ts';
import { playRequest, type Stage } from './request.ts';
import { daySeconds } from './span.ts';
import { reportedAgain } from './truths.ts';

// Spots lie apart, so that what is reported within 30 m of one is reported at it.
const apartMetres = 40;

/**
 * Plays all requests of a type whose re-reports are planted: each of a set of spots is reported at a steady rate,
 * whatever the City does, and some closes are followed by one report more.
 * @param requests about how many rows to make, duplicates left out.
 */
export function playSpots(stage: Stage, type: number, requests: number): void {
  const { random, city, span, rhythm } = stage;
  const kind = city.types[type];
  if (kind === undefined) throw new Error(`no request type ${type}`);
  const windowDays = reportedAgain.toDays - reportedAgain.fromDays;
  const dailyRate = -Math.log(1 - reportedAgain.shareAnyway) / windowDays;
  // What the closes must add so that either cause together leaves the planted share.
  const shareBecauseClosed = 1 - (1 - reportedAgain.shareAfterClose) / (1 - reportedAgain.shareAnyway);
  // Requests cluster in the type's season, so the rate in a window beside a request is above that of a day picked at
  // random. The planted share lies between the two, a few hundredths of itself from either.
  const weights = rhythm.dayWeights(kind.season, kind.shift);
  const clustering = Math.sqrt(seasonClustering(weights));
  const perSpot = (dailyRate * span.days) / clustering;
  const spots = chooseSpots(random, city, type, Math.round(requests / (perSpot * (1 + shareBecauseClosed))));
  const meanPerSpot = requests / (Math.max(spots.length, 1) * (1 + shareBecauseClosed));
  for (const address of spots) {
    for (let left = random.events(meanPerSpot); left > 0; left -= 1) {
      let created: number | null = rhythm.draw(random, kind.season, kind.shift);
      while (created !== null && created < span.end) {
        const closed = playRequest(stage, type, created, address);
        created = null;
        if (closed !== null && random.chance(shareBecauseClosed)) {
          const [from, to] = [
            closed + reportedAgain.fromDays * daySeconds,
            closed + reportedAgain.toDays * daySeconds,
          ];
          created = rhythm.drawBetween(random, from + 1, to);
        }
      }
    }
  }
}

/** Mean daily rate that a request meets, over the plain mean, with weekdays evened out. */
function seasonClustering(dayWeights: readonly number[]): number {
  const weeks = Array.from({ length: Math.ceil(dayWeights.length / 7) }, (_, week) => {
    const days = dayWeights.slice(week * 7, week * 7 + 7);
    return days.reduce((sum, weight) => sum + weight, 0) / days.length;
  });
  const mean = weeks.reduce((sum, weight) => sum + weight, 0) / weeks.length;
  return weeks.reduce((sum, weight) => sum + weight ** 2, 0) / weeks.length / mean ** 2;
}

/** Different houses, apart from each other as far as there is room. */
function chooseSpots(random: Random, city: City, type: number, count: number): number[] {
  const { addresses, outside } = city.book;
  const chosen = new Set<number>();
  const buckets = new Map<string, Metres[]>();
  const wanted = Math.min(count, Math.floor(outside.from * 0.8));
  for (let attempt = 0; chosen.size < wanted; attempt += 1) {
    const address = city.drawHouse(random, type);
    const at = addresses[address]?.at ?? [0, 0];
    const [column, row] = [Math.floor(at[0] / apartMetres), Math.floor(at[1] / apartMetres)];
    const around = [-1, 0, 1].flatMap((east) => [-1, 0, 1].map((north) => `${column + east},${row + north}`));
    const isCrowded = around.some((key) =>
      buckets.get(key)?.some((other) => metresBetween(other, at) < apartMetres),
    );
    if (chosen.has(address) || (isCrowded && attempt < 4 * wanted)) continue;
    chosen.add(address);
    buckets.set(`${column},${row}`, [...(buckets.get(`${column},${row}`) ?? []), at]);
  }
  return [...chosen];
}
