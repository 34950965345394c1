import { Choice } from './choice.ts';
import type { Random } from '../../src/statistics/random.ts';
import { daySeconds, hourSeconds, weekday, type Span, type WallSeconds } from './span.ts';

// Weight of each month, January first.
const seasons = {
  flat: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  pothole: [1.2, 1.6, 1.7, 1.3, 1, 0.85, 0.8, 0.75, 0.7, 0.7, 0.7, 0.85],
  grass: [0.1, 0.1, 0.2, 0.6, 1.7, 2.4, 2.2, 2, 1.5, 0.8, 0.3, 0.1],
  rats: [0.5, 0.55, 0.8, 1, 1.2, 1.4, 1.5, 1.5, 1.3, 1.1, 0.7, 0.5],
  warm: [0.75, 0.75, 0.9, 1, 1.15, 1.25, 1.25, 1.2, 1.1, 1, 0.9, 0.75],
  storm: [0.6, 0.6, 0.9, 1, 1.2, 1.6, 1.7, 1.4, 1.1, 0.9, 0.6, 0.5],
  snow: [5, 4, 0.8, 0.02, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.1, 2],
  cold: [1.7, 1.5, 1.1, 0.9, 0.8, 0.8, 0.9, 0.9, 0.8, 0.8, 0.9, 1.3],
  dark: [1.1, 1.05, 1, 0.95, 0.92, 0.9, 0.9, 0.94, 1, 1.06, 1.1, 1.12],
} as const;

// Sunday to Saturday, then the 24 hours of a day.
const weeks = {
  resident: [0.42, 1.12, 1.1, 1.06, 1.03, 1, 0.52],
  crew: [0.04, 1, 1.05, 1.05, 1.05, 0.95, 0.2],
  office: [0.02, 1.15, 1.05, 1, 1, 0.95, 0.03],
} as const;
const days = {
  resident: [
    0.5, 0.3, 0.2, 0.2, 0.25, 0.5, 1.3, 3.7, 6.9, 8.6, 9, 8.6, 7.8, 7.6, 7.4, 6.7, 5.7, 4.7, 3.4, 2.7, 2.3,
    1.9, 1.4, 0.9,
  ],
  crew: [0, 0, 0, 0, 0, 0.5, 4, 11, 14, 15, 14, 10, 8, 9, 7, 3, 1, 0.5, 0.2, 0, 0, 0, 0, 0],
  office: [0, 0, 0, 0, 0, 0, 0, 1, 9, 13, 13, 12, 9, 11, 12, 11, 6, 1, 0.2, 0, 0, 0, 0, 0],
} as const;

export type Season = keyof typeof seasons;
export type Shift = keyof typeof weeks;

export function isSeason(text: string): text is Season {
  return text in seasons;
}

export function isShift(text: string): text is Shift {
  return text in weeks;
}

/** When requests come: draws times within a span for a season of the year and the shift that creates them. */
export class Rhythm {
  readonly #span: Span;
  readonly #dayChoices = new Map<string, Choice>();
  readonly #hours = new Map<Shift, Choice>();

  constructor(span: Span) {
    this.#span = span;
  }

  /** A time in the span. */
  draw(random: Random, season: Season, shift: Shift): WallSeconds {
    const key = `${season} ${shift}`;
    let choice = this.#dayChoices.get(key);
    if (choice === undefined)
      this.#dayChoices.set(key, (choice = new Choice(this.dayWeights(season, shift))));
    return this.drawOnDay(random, this.#span.start + choice.draw(random) * daySeconds, shift);
  }

  /** A time on the day that starts at `midnight`. */
  drawOnDay(random: Random, midnight: WallSeconds, shift: Shift): WallSeconds {
    let choice = this.#hours.get(shift);
    if (choice === undefined) this.#hours.set(shift, (choice = new Choice(days[shift])));
    return midnight + choice.draw(random) * hourSeconds + random.below(hourSeconds);
  }

  /** A time in [from, to), by the resident's rhythm as far as the window allows it; null after a few misses. */
  drawBetween(random: Random, from: WallSeconds, to: WallSeconds): WallSeconds | null {
    const firstDay = Math.floor(from / daySeconds);
    const dayCount = Math.floor((to - 1) / daySeconds) - firstDay + 1;
    for (let attempt = 0; attempt < 12; attempt += 1) {
      const midnight = (firstDay + random.below(dayCount)) * daySeconds;
      if (random.next() * 1.2 > (weeks.resident[weekday(midnight)] ?? 1)) continue;
      const time = this.drawOnDay(random, midnight, 'resident');
      if (time >= from && time < to) return time;
    }
    return null;
  }

  /** Weight of each day of the span. */
  dayWeights(season: Season, shift: Shift): number[] {
    return Array.from({ length: this.#span.days }, (_, day) => {
      const midnight = this.#span.start + day * daySeconds;
      const month = new Date(midnight * 1000).getUTCMonth();
      return (seasons[season][month] ?? 1) * (weeks[shift][weekday(midnight)] ?? 1);
    });
  }
}
