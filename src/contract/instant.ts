import { wallClock } from './freshness.ts';

// Baltimore's clocks are four hours behind UTC in summer and five in winter.
const offsets = ['-04:00', '-05:00'] as const;

/**
 * The moment at which clocks in Baltimore show `YYYY-MM-DDTHH:MM:SS`, in milliseconds since 1970. Of an hour that the
 * clocks show twice the first is meant; one that they skip is read by winter time.
 */
export function instantMs(shown: string): number {
  const moments = offsets.map((offset) => Date.parse(`${shown}${offset}`));
  const match = moments.find((ms) => wallClock(new Date(ms)) === shown);
  return match ?? Date.parse(`${shown}-05:00`);
}
