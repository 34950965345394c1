/** A record whose newest request is older than this is old: the City's service is refreshed every day. */
export const staleAfterHours = 50;

/** What clocks in Baltimore show at a moment, as `YYYY-MM-DDTHH:MM:SS`. */
export function wallClock(moment: Date): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: 'America/New_York',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(moment);
  const part = (type: string): string => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}`;
}

/**
 * Hours between a record's newest request and now.
 * @param dataThrough Baltimore wall clock, `YYYY-MM-DDTHH:MM:SS`.
 */
export function hoursOld(dataThrough: string, now: Date): number {
  return (Date.parse(`${wallClock(now)}Z`) - Date.parse(`${dataThrough}Z`)) / 3_600_000;
}
