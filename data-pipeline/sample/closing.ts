import type { Random } from '../../src/statistics/random.ts';
import type { RequestType } from './request-type.ts';
import { daySeconds, hourSeconds, weekday, type WallSeconds } from './span.ts';

/**
 * When a request will be closed, or null if never. The time depends on the type and on `slowness` (1, or the planted
 * factor of a slow yard); on nothing else, least of all on the income of the place.
 */
export function drawClose(
  random: Random,
  type: RequestType,
  created: WallSeconds,
  slowness: number,
): WallSeconds | null {
  if (type.hours === 'instant') return instantClose(random, type, created);
  if (random.chance(type.neverShare)) return null;
  const days = random.skewed(type.medianDays, type.p90Days) * slowness;
  const close = Math.round(created + Math.max(days * daySeconds, 240));
  if (type.hours === 'day') return close;
  const atWork = movedIntoWork(random, created, close, type.hours === 'office');
  // A crew's tablet drops the seconds.
  return type.hours === 'crew' && random.chance(0.7) ? Math.max(wholeMinute(atWork), created) : atWork;
}

/** Closed by the act of writing it down. Crews' whole minutes put some closes a few seconds before the create. */
function instantClose(random: Random, type: RequestType, created: WallSeconds): WallSeconds {
  if (type.point === 'none') return created + random.below(240);
  return random.chance(0.06) ? wholeMinute(created) : created;
}

/**
 * Nobody closes at night, few crews and no desk on a weekend: such a close moves to the working hours of the same or
 * the nearest day, so that times keep their length on average.
 */
function movedIntoWork(
  random: Random,
  created: WallSeconds,
  close: WallSeconds,
  isOffice: boolean,
): WallSeconds {
  const [opens, shuts] = isOffice ? [8, 17] : [6, 19];
  const hour = (close % daySeconds) / hourSeconds;
  const worksWeekend = !isOffice && random.chance(0.3);
  const isFree = (midnight: WallSeconds): boolean => weekday(midnight) % 6 === 0 && !worksWeekend;
  let midnight = close - (close % daySeconds);
  if (hour >= opens && hour < shuts && !isFree(midnight)) return close;
  if (isFree(midnight)) midnight += weekday(midnight) === 6 ? -daySeconds : daySeconds;
  const moved = midnight + Math.round(random.between(opens, shuts) * hourSeconds);
  if (moved > created) return moved;
  do midnight += daySeconds;
  while (midnight <= created || isFree(midnight));
  return midnight + Math.round(random.between(opens, opens + 4) * hourSeconds);
}

function wholeMinute(time: WallSeconds): WallSeconds {
  return time - (time % 60);
}
