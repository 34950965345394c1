import type { Manifest } from '../../src/contract/manifest.ts';
import { metricIds, type MetricRow, type Question } from '../../src/contract/metric.ts';
import { addDays, horizonDays, lastDay, periodDays } from '../../src/contract/period.ts';

/** Warm questions: each measure, for all types and for types of every size. */
export function questions(manifest: Manifest, typeIds: readonly number[]): Question[] {
  const last = lastDay(manifest.snapshot.dataThrough);
  return [[], ...typeIds.map((id) => [id])].flatMap((requestTypes) =>
    metricIds.map((metric) => ({
      metric,
      kind: 'neighborhood' as const,
      ...periodDays('365d', last),
      matureThrough: addDays(last, -horizonDays('365d')),
      horizonDays: horizonDays('365d'),
      whose: 'residents' as const,
      status: 'any' as const,
      requestTypes,
    })),
  );
}

/** How long each question took, and what was answered. */
export interface Timed {
  milliseconds: number[];
  answers: MetricRow[][];
}

/** Asks every question once to warm up, then times each. */
export async function time(
  all: readonly Question[],
  ask: (question: Question) => Promise<MetricRow[]>,
): Promise<Timed> {
  for (const question of all.slice(0, 6)) await ask(question);
  const timed: Timed = { milliseconds: [], answers: [] };
  for (const question of all) {
    const started = performance.now();
    timed.answers.push(await ask(question));
    timed.milliseconds.push(performance.now() - started);
  }
  return timed;
}
