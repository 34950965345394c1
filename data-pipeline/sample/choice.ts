import type { Random } from '../../src/statistics/random.ts';

/** Draws indices in proportion to weights, each draw in constant time (Walker's alias method). */
export class Choice {
  readonly #keep: Float64Array;
  readonly #alias: Int32Array;

  constructor(weights: readonly number[]) {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    if (!(total > 0)) throw new Error('weights must sum to more than zero');
    this.#keep = Float64Array.from(weights, (weight) => (weight * weights.length) / total);
    this.#alias = Int32Array.from(weights, (_, index) => index);
    const short: number[] = [];
    const full: number[] = [];
    this.#keep.forEach((share, index) => (share < 1 ? short : full).push(index));
    while (short.length > 0 && full.length > 0) {
      const low = short.pop() ?? 0;
      const high = full[full.length - 1] ?? 0;
      this.#alias[low] = high;
      const rest = (this.#keep[high] ?? 0) - (1 - (this.#keep[low] ?? 0));
      this.#keep[high] = rest;
      if (rest < 1) short.push(full.pop() ?? 0);
    }
    // What is left over differs from 1 only by rounding.
    for (const index of [...short, ...full]) this.#keep[index] = 1;
  }

  draw(random: Random): number {
    const index = random.below(this.#keep.length);
    return random.next() < (this.#keep[index] ?? 1) ? index : (this.#alias[index] ?? index);
  }
}
