/** The middle value, and the one that 95 of 100 stay below. */
export function spread(milliseconds: readonly number[]): { median: number; p95: number } {
  const sorted = [...milliseconds].sort((first, second) => first - second);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
  return { median: at(0.5), p95: at(0.95) };
}

/** A Markdown table. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Bytes as kB or MB with one decimal. */
export function sayBytes(bytes: number): string {
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(2)} MB`;
}

/** Milliseconds, or seconds from a few of them on. */
export function sayTime(milliseconds: number): string {
  return milliseconds < 3000 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** A small number with two decimals. */
export function sayDecimal(value: number): string {
  return value.toFixed(2);
}
