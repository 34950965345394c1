import { instantMs } from '../contract/instant.ts';
import { addDays, lastFullDay } from '../contract/period.ts';
import { followStatement } from './follow-statement.ts';
import { askPublished, readPublished } from './published.ts';

/** A week (Monday to Sunday) or a day on Baltimore's calendar, both ends included. */
export interface FollowPeriod {
  every: 'weekly' | 'nightly';
  from: string;
  to: string;
}

/** A kind of request and how often residents asked for it. */
export interface FollowKind {
  name_en: string;
  name_es: string;
  requests: number;
}

/** What happened to residents' requests of one place in one period. */
export interface FollowEntry extends FollowPeriod {
  opened: number;
  /** Marked closed; duplicates and requests handed to another agency left out. */
  closed: number;
  /** The City's own due date passed without a close; only the timing cohort. */
  late: number;
  /** Opened at an address where the same kind of thing was closed in the 30 days before: what breaks. */
  againDefect: number;
  /** The same for what comes back by itself, such as dumping or noise. */
  againNuisance: number;
  /** Still open at the end of the period; duplicates and requests handed on left out. */
  open: number;
  /** The three most frequent kinds among those opened. */
  kinds: FollowKind[];
  /** When these numbers last changed, as far as the record tells, in milliseconds since 1970. */
  settledAtMs: number;
}

/** Full weeks that a feed tells of, and full days. */
const periodCounts = { weekly: 12, nightly: 14 } as const;

let following: Promise<Map<number, FollowEntry[]>> | undefined;

/**
 * What happened in every neighborhood, district and statistical area, by area_id: its periods, newest first. Asked
 * once a build, for all places in one statement.
 */
export function readFollow(): Promise<Map<number, FollowEntry[]>> {
  following ??= ask();
  return following;
}

async function ask(): Promise<Map<number, FollowEntry[]>> {
  const { manifest } = await readPublished();
  const [{ first = null } = {}] = await askPublished<{ first: string | null }>(
    "SELECT strftime(min(created_day), '%Y-%m-%d') AS first FROM core",
  );
  const places = new Map<number, FollowEntry[]>();
  const periods = followPeriods(manifest.snapshot.dataThrough, first ?? '9999-12-31');
  if (periods.length === 0) return places;
  for (const row of await askPublished<Row>(followStatement(periods, manifest.snapshot))) {
    const { area_id: areaId, known_at: known, seen_at: seen, ...entry } = row;
    const entries = places.get(areaId) ?? [];
    entries.push({ ...entry, settledAtMs: settledAtMs(entry.to, known, seen) });
    places.set(areaId, entries);
  }
  return places;
}

interface Row extends Omit<FollowEntry, 'settledAtMs'> {
  area_id: number;
  /** Baltimore wall clock at which the latest of the facts counted was known. */
  known_at: string | null;
  /** UTC at which the pipeline saw the City change one of them. */
  seen_at: string | null;
}

/** The periods that feeds tell of: the last full ones that lie within the record. */
export function followPeriods(dataThrough: string, firstDay: string): FollowPeriod[] {
  const last = lastFullDay(dataThrough);
  const weekday = new Date(`${last}T00:00:00Z`).getUTCDay();
  const sunday = addDays(last, -weekday);
  const weeks = Array.from({ length: periodCounts.weekly }, (_, back) => {
    const to = addDays(sunday, -7 * back);
    return { every: 'weekly', from: addDays(to, -6), to } as const;
  });
  const nights = Array.from({ length: periodCounts.nightly }, (_, back) => {
    const day = addDays(last, -back);
    return { every: 'nightly', from: day, to: day } as const;
  });
  return [...weeks, ...nights].filter(({ from }) => from >= firstDay);
}

const settledAt = new Map<string, number>();

/**
 * A period's numbers first stand at its end, and change when the City closes something in hindsight or moves a date.
 * What only became true later (a request of that week closed in another) changes nothing here, so that an entry does
 * not look new every night.
 */
function settledAtMs(to: string, known: string | null, seen: string | null): number {
  const local = (shown: string): number => {
    const ms = settledAt.get(shown) ?? instantMs(shown);
    settledAt.set(shown, ms);
    return ms;
  };
  return Math.max(
    local(`${addDays(to, 1)}T00:00:00`),
    known === null ? 0 : local(known),
    seen === null ? 0 : Date.parse(`${seen}Z`),
  );
}
