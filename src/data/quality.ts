import type { ChangeKind, ProblemId } from '../contract/code.ts';
import { askPublished } from './published.ts';

/** A known problem, counted. */
export interface ProblemRow {
  problem: ProblemId;
  /** In the last 365 days: requests that have it, and that could. */
  requests: number;
  of: number;
  /** The same over the whole record. */
  all_requests: number;
  all_of: number;
}

/** How often one type has a problem, last 365 days. */
export interface ProblemTypeRow {
  problem: ProblemId;
  request_type_id: number;
  requests: number;
  of: number;
}

/** A day on which a type was closed in bulk. */
export interface BulkClosingRow {
  request_type_id: number;
  day: string;
  rule: 'minute' | 'day';
  requests: number;
  usual_requests: number;
  age_days: number;
}

/** A rule for due dates, of a type that has had more than one. */
export interface DueRuleRow {
  request_type_id: number;
  from_month: string;
  to_month: string;
  rule: 'calendar' | 'business_days' | 'mixed';
  due_minutes: number | null;
  share_following: number;
}

/** Changes of one kind, in the last night and in all nights since the record was begun. */
export interface ChangeRow {
  change: ChangeKind;
  last_night: number;
  all_nights: number;
}

/** What the page about the record's quality says, besides the manifest. */
export interface Quality {
  problems: ProblemRow[];
  problemTypes: ProblemTypeRow[];
  bulkClosings: BulkClosingRow[];
  bulkClosingDays: number;
  dueRules: DueRuleRow[];
  changes: ChangeRow[];
}

/** Reads what the record says about itself. */
export async function readQuality(): Promise<Quality> {
  const [bulk] = await askPublished<{ days: number }>('SELECT count(*)::INTEGER AS days FROM bulk_closings');
  return {
    problems: await askPublished(`
      SELECT recent.problem, recent.requests, recent."of", whole.requests AS all_requests, whole."of" AS all_of
      FROM problems AS recent
      JOIN problems AS whole ON whole.problem = recent.problem AND whole.period = 'all'
      WHERE recent.period = '365d'`),
    problemTypes: await askPublished(
      'SELECT * FROM problem_types ORDER BY problem, requests DESC, request_type_id',
    ),
    bulkClosings: await askPublished(`
      SELECT request_type_id, strftime(day, '%Y-%m-%d') AS day, rule, requests, usual_requests, age_days
      FROM bulk_closings ORDER BY bulk_closings.day DESC, requests DESC LIMIT 8`),
    bulkClosingDays: bulk?.days ?? 0,
    dueRules: await askPublished(`
      SELECT request_type_id, from_month, to_month, rule, due_minutes, share_following
      FROM due_rule_versions
      WHERE request_type_id IN (SELECT request_type_id FROM due_rule_versions WHERE requests >= 50 GROUP BY request_type_id HAVING count(*) > 1)
        AND requests >= 50
      ORDER BY request_type_id, version`),
    changes: await askPublished(`
      SELECT change,
        count(*) FILTER (seen_at = (SELECT max(seen_at) FROM changes))::INTEGER AS last_night,
        count(*)::INTEGER AS all_nights
      FROM changes GROUP BY change ORDER BY all_nights DESC`),
  };
}
