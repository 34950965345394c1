import type { MetricId } from '../contract/metric.ts';
import { localeOf, type Language } from './language.ts';
import type { Translate } from './translate.ts';

/** Formats are kept: making one costs more than a table's worth of formatting. */
function kept<Options extends object, Format>(
  make: new (locale: string, options: Options) => Format,
): (language: Language, options: Options) => Format {
  const formats = new Map<string, Format>();
  return (language, options) => {
    const key = `${language} ${JSON.stringify(options)}`;
    const format = formats.get(key) ?? new make(localeOf[language], options);
    formats.set(key, format);
    return format;
  };
}

const numberFormat = kept(Intl.NumberFormat);
const dateFormat = kept(Intl.DateTimeFormat);

/** `12345` → "12,345"; at most `digits` decimals. */
export function formatNumber(value: number, language: Language, digits = 0): string {
  return numberFormat(language, { maximumFractionDigits: digits }).format(value);
}

/** `83.4` (percent) → "83%"; a share that is not quite all is not rounded up to 100. */
export function formatPercent(percent: number, language: Language): string {
  const rounded =
    percent < 100 && percent >= 99.5 ? 99 : percent > 0 && percent < 0.5 ? 1 : Math.round(percent);
  return numberFormat(language, { style: 'percent' }).format(rounded / 100);
}

/** Days as a person says them: "under an hour", "5 hours", "2.4 days", "31 days". */
export function formatDays(days: number, language: Language, t: Translate): string {
  const hours = days * 24;
  if (hours < 1) return t('duration.underHour');
  if (hours < 23.5) return t('duration.hours', { count: Math.round(hours) });
  const rounded = days < 10 ? Math.round(days * 10) / 10 : Math.round(days);
  return t('duration.days', { count: rounded, number: formatNumber(rounded, language, 1) });
}

/** Days as the limit that a wait kept to: "in under an hour", "within 5 hours" / "en 5 horas o menos". */
export function formatWithin(days: number, language: Language, t: Translate): string {
  return days * 24 < 1
    ? t('duration.withinHour')
    : t('duration.within', { duration: formatDays(days, language, t) });
}

// English shortens months; Spanish short forms vary from one browser to another, so the month is written out.
const dateStyle = { en: 'medium', es: 'long' } as const;

/** `2026-11-22` → "Nov 22, 2026" / "22 de noviembre de 2026". */
export function formatDay(day: string, language: Language): string {
  return dateFormat(language, {
    timeZone: 'UTC',
    dateStyle: dateStyle[language],
  }).format(new Date(`${day}T00:00:00Z`));
}

/** A day whose year goes without saying: `2026-11-22` → "Nov 22" / "22 de noviembre"; with its weekday if wanted. */
export function formatDayOfYear(day: string, language: Language, withWeekday = false): string {
  return dateFormat(language, {
    timeZone: 'UTC',
    day: 'numeric',
    month: language === 'en' ? 'short' : 'long',
    ...(withWeekday ? { weekday: 'long' } : {}),
  }).format(new Date(`${day}T00:00:00Z`));
}

/** `2026-11-22T23:58:42` (wall clock) → "Nov 22, 2026, 11:58 PM" / "22 de noviembre de 2026, 11:58 p.m.". */
export function formatMoment(moment: string, language: Language): string {
  const time = dateFormat(language, { timeZone: 'UTC', timeStyle: 'short' });
  return `${formatDay(moment.slice(0, 10), language)}, ${time.format(new Date(`${moment}Z`))}`;
}

/** Bytes as megabytes with one decimal: "3.1 MB". */
export function formatMegabytes(bytes: number, language: Language): string {
  return `${formatNumber(bytes / 1e6, language, 1)} MB`;
}

/** Bytes as a reader weighs them: "340 kB", "2.1 MB". */
export function formatSize(bytes: number, language: Language): string {
  if (bytes >= 1e6) return formatMegabytes(bytes, language);
  return `${formatNumber(Math.max(1, bytes / 1e3), language)} kB`;
}

/** A metric's value in words of its unit. */
export function formatMetric(metric: MetricId, value: number, language: Language, t: Translate): string {
  switch (metric) {
    case 'median_days_to_close':
      return formatDays(value, language, t);
    case 'on_time_percent':
      return formatPercent(value, language);
    case 'requests_per_1000':
      return formatNumber(value, language, value < 10 ? 1 : 0);
  }
}

/** A metric's value as the bound of a class: what would be "up to under an hour" is said in minutes. */
export function formatBound(metric: MetricId, value: number, language: Language, t: Translate): string {
  return metric === 'median_days_to_close' && value * 24 < 1
    ? t('duration.minutes', { count: Math.round(value * 1440) })
    : formatMetric(metric, value, language, t);
}

/** `2026-11` → "Nov 2026" / "noviembre de 2026". */
export function formatMonth(month: string, language: Language): string {
  return dateFormat(language, {
    timeZone: 'UTC',
    year: 'numeric',
    month: language === 'en' ? 'short' : 'long',
  }).format(new Date(`${month}-01T00:00:00Z`));
}

/** A month whose year goes without saying: `2026-11` → "Nov" / "noviembre". */
export function formatMonthOfYear(month: string, language: Language): string {
  return dateFormat(language, {
    timeZone: 'UTC',
    month: language === 'en' ? 'short' : 'long',
  }).format(new Date(`${month}-01T00:00:00Z`));
}

/** A place on an axis of time, as short as its span allows: "ene 2025", or "3 ene" where the axis spans few days. */
export function formatTick(day: Date, spanDays: number, language: Language): string {
  const parts: Intl.DateTimeFormatOptions =
    spanDays > 120 ? { month: 'short', year: 'numeric' } : { day: 'numeric', month: 'short' };
  return dateFormat(language, { ...parts, timeZone: 'UTC' }).format(day);
}
