import { Choice } from './choice.ts';
import type { Random } from '../../src/statistics/random.ts';

/** Words of the City that rows carry by number; null is an empty field. */
export const methods = ['Phone', 'API', 'System', 'Internal', 'Mail', 'Email'] as const;

export const statuses = [
  'Closed',
  'Open',
  'New',
  'Pending',
  'Hold',
  'Closed (Duplicate)',
  'Open (Duplicate)',
  'New (Duplicate)',
  'Closed (Transferred)',
] as const;

export const outcomes = [
  null,
  'Work completed',
  'Your issue has been reviewed and is considered closed',
  'SR closed by agency-specific work management system',
  'Work could not be completed',
  // Some of the City's rows hold a no-break space here.
  'Work could not be\u00a0completed',
  'SR assessed and no cause for action determined',
  'Work referred to another agency (NOT BY SR TRANSFER)',
  'Assigned',
] as const;

export type Method = (typeof methods)[number];
export type Status = (typeof statuses)[number];
export type Outcome = (typeof outcomes)[number];

// Weights in the order of `methods`.
const methodMixes: Record<string, Choice> = {
  resident: new Choice([0.73, 0.25, 0, 0.01, 0, 0.006]),
  call: new Choice([0.62, 0, 0.38, 0, 0, 0]),
  lookup: new Choice([0.15, 0, 0.85, 0, 0, 0]),
  system: new Choice([0, 0, 1, 0, 0, 0]),
  internal: new Choice([0, 0, 0, 1, 0, 0]),
  mail: new Choice([0.13, 0, 0, 0, 0.84, 0.03]),
};

// Weights in the order of `outcomes`.
const outcomeMixes: Record<string, Choice> = {
  crew: new Choice([0.05, 0.62, 0.14, 0.08, 0.04, 0.025, 0.025, 0.02, 0]),
  inspect: new Choice([0.08, 0.2, 0.5, 0.1, 0.01, 0.01, 0.08, 0.02, 0]),
  enforce: new Choice([0.04, 0.36, 0.4, 0.02, 0.02, 0.01, 0.14, 0.01, 0]),
  answer: new Choice([0.4, 0.1, 0.49, 0.01, 0, 0, 0, 0, 0]),
};

/** How a request came in, for one of the mixes that request_types.csv names. */
export function drawMethod(random: Random, mix: string): Method {
  return methods[mixOf(methodMixes, mix).draw(random)] ?? 'Phone';
}

/** How a resident came in: by phone or app, nothing else. */
export function drawResidentMethod(random: Random): Method {
  return random.chance(0.72) ? 'Phone' : 'API';
}

/** What the City wrote when it closed a request. */
export function drawOutcome(random: Random, mix: string): Outcome {
  return outcomes[mixOf(outcomeMixes, mix).draw(random)] ?? null;
}

/** The state of a request that is still open at the end of the record. */
export function drawOpenStatus(random: Random, ageDays: number): Status {
  const draw = random.next();
  if (ageDays < 2) return draw < 0.6 ? 'New' : 'Open';
  return draw < 0.78 ? 'Open' : draw < 0.87 ? 'New' : draw < 0.98 ? 'Pending' : 'Hold';
}

function mixOf(mixes: Record<string, Choice>, name: string): Choice {
  const mix = mixes[name];
  if (mix === undefined)
    throw new Error(`no mix "${name}"; expected one of ${Object.keys(mixes).join(', ')}`);
  return mix;
}
