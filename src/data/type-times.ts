import type { Clock } from '../contract/code.ts';
import { prefixPattern } from './compared-rows.ts';
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

/** An agency by the prefix of the City's names of its kinds: SW, HCD, TRM … */
export interface PrefixAgencyRow extends AgencyRow {
  prefix: string;
}

/** The agency that most requests of each prefix went to; none for a prefix whose requests name no agency. */
export function readPrefixAgencies(): Promise<PrefixAgencyRow[]> {
  return askPublished(`
    SELECT prefix, agency, name_en, name_es
    FROM (
      SELECT regexp_extract(request_type, '${prefixPattern}', 1) AS prefix, agency, count(*) AS requests
      FROM detail WHERE agency IS NOT NULL GROUP BY prefix, agency
      QUALIFY row_number() OVER (PARTITION BY prefix ORDER BY requests DESC, agency) = 1
    ) JOIN agencies USING (agency)
    WHERE prefix <> '' ORDER BY prefix`);
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
