import { codeOf, origins } from '../contract/code.ts';
import { lastDayOfMonth, lastFullDay } from '../contract/period.ts';
import { askPublished, readPublished } from './published.ts';

/** A calendar month (YYYY-MM) or year (YYYY) of which the record holds something. */
export interface TopPeriod {
  id: string;
  /** Its days on the calendar. */
  days: number;
  /** Of those, the full ones on which the record has requests. */
  coveredDays: number;
  /** First and last day with requests, the last one perhaps not full. */
  from: string;
  to: string;
}

/** How often one kind of request was opened in a period, by whom. */
export interface TopKind {
  kind: string;
  kind_es: string;
  family: string;
  residents: number;
  city: number;
  information: number;
  administrative: number;
  everyone: number;
}

/** Every kind of a period, with the statement that counted them and the published files it read. */
export interface Top {
  period: TopPeriod;
  sql: string;
  files: string[];
  kinds: TopKind[];
}

/** True for a period of which no day is missing. */
export function isFull({ days, coveredDays }: TopPeriod): boolean {
  return days === coveredDays;
}

let periods: Promise<TopPeriod[]> | undefined;

/** The months and years of the record, oldest first, each year after its months. */
export function readTopPeriods(): Promise<TopPeriod[]> {
  periods ??= askPeriods();
  return periods;
}

async function askPeriods(): Promise<TopPeriod[]> {
  const { manifest } = await readPublished();
  const lastFull = lastFullDay(manifest.snapshot.dataThrough);
  const rows = await askPublished<Omit<TopPeriod, 'days'>>(`
    SELECT left(strftime(created_day, '%Y-%m'), width) AS id,
      count(DISTINCT created_day) FILTER (created_day <= DATE '${lastFull}')::INTEGER AS "coveredDays",
      strftime(min(created_day), '%Y-%m-%d') AS "from", strftime(max(created_day), '%Y-%m-%d') AS "to"
    FROM core, (VALUES (7), (4)) AS widths(width)
    GROUP BY id ORDER BY rpad(id, 7, '~')`);
  return rows.map((row) => ({ ...row, days: daysIn(row.id) }));
}

/** The first and the last day of a month or year. */
export function calendarDays(id: string): { from: string; to: string } {
  if (id.length === 4) return { from: `${id}-01-01`, to: `${id}-12-31` };
  return { from: `${id}-01`, to: lastDayOfMonth(id) };
}

function daysIn(id: string): number {
  const { from, to } = calendarDays(id);
  return (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
}

/** The newest full month; the newest month where none is full; undefined for a record without requests. */
export async function latestMonth(): Promise<TopPeriod | undefined> {
  const months = (await readTopPeriods()).filter(({ id }) => id.length === 7);
  return months.findLast(isFull) ?? months.at(-1);
}

const tops = new Map<string, Promise<Top>>();

/** What was opened in a period, kind by kind, the most frequent first. Asked once a build. */
export function readTop(period: TopPeriod): Promise<Top> {
  const top = tops.get(period.id) ?? askTop(period);
  tops.set(period.id, top);
  return top;
}

async function askTop(period: TopPeriod): Promise<Top> {
  const { manifest } = await readPublished();
  const months = (manifest.tables['core']?.files ?? []).filter(({ month }) => month?.startsWith(period.id));
  const types = manifest.tables['request_types']?.files ?? [];
  const [core, names] = [months, types].map((files) => files.map(({ path }) => path)) as [string[], string[]];
  const sql = topStatement(period.id, core, names);
  return { period, sql, files: [...core, ...names], kinds: await askPublished<TopKind>(sql) };
}

/** Names the published files themselves, so that whoever has them can run it as it stands. */
function topStatement(id: string, core: readonly string[], types: readonly string[]): string {
  const list = (paths: readonly string[]): string => paths.map((path) => `'${path}'`).join(',\n    ');
  const { from, to } = calendarDays(id);
  const counts = [
    ['resident', 'residents'],
    ['city', 'city'],
    ['information', 'information'],
    ['administrative', 'administrative'],
  ] as const;
  return `SELECT
  name_en AS kind,
  min(name_es) AS kind_es,
  min(family) AS family,
${counts
  .map(
    ([origin, column]) =>
      `  count(*) FILTER (core.origin = ${codeOf(origins, origin)})::INTEGER AS ${column},`,
  )
  .join('\n')}
  count(*)::INTEGER AS everyone
FROM read_parquet([
    ${list(core)}
  ]) AS core
JOIN read_parquet([
    ${list(types)}
  ]) AS types ON types.request_type_id = core.request_type
WHERE created_day BETWEEN DATE '${from}' AND DATE '${to}'
GROUP BY name_en
ORDER BY everyone DESC, kind`;
}
