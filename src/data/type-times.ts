import type { Clock } from '../contract/code.ts';
import { askPublished } from './published.ts';

/** One kind of request, with how long residents' requests of it took in the last year (`type_times`). */
export interface TypeTimesRow {
  request_type_id: number;
  name_en: string;
  name_es: string;
  family: string;
  clock: Clock;
  /** Requests the times rest on. */
  n: number;
  p50_minutes: number | null;
  p90_minutes: number | null;
}

/** Every kind of request of the record. */
export function readTypeTimes(): Promise<TypeTimesRow[]> {
  return askPublished(`
    SELECT request_type_id, name_en, name_es, family, clock, coalesce(n, 0)::INTEGER AS n, p50_minutes, p90_minutes
    FROM request_types LEFT JOIN type_times USING (request_type_id)
    ORDER BY request_type_id`);
}

/** An agency and its plain names. */
export interface AgencyRow {
  agency: string;
  name_en: string;
  name_es: string;
}

/** Every agency of the record. */
export function readAgencies(): Promise<AgencyRow[]> {
  return askPublished('SELECT agency, name_en, name_es FROM agencies ORDER BY agency');
}

/**
 * The newest request number.
 * @param lastMonth the record's last month, `YYYY-MM`; numbers count up with time, so no other month is looked at.
 */
export async function readNewestNumber(lastMonth: string): Promise<string> {
  const [row] = await askPublished<{ number: string | null }>(
    `SELECT max(request_number) AS number FROM detail WHERE created_at >= DATE '${lastMonth}-01'`,
  );
  return row?.number ?? '';
}
