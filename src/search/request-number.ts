/** No way of writing a number is longer. */
const longestText = 64;

/**
 * Reads a request number as people type it: `26-00123456`, `26 123456`, `2600123456`, `#26-123456`, `sr 26–00123456`,
 * `2026-00123456`.
 * @returns the City's form, or null for what is no number.
 */
export function readRequestNumber(text: string): string | null {
  if (text.length > longestText) return null;
  const tidy = text.normalize('NFKC').replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '');
  const [, prefix = '', rest = ''] = /^(?:sr|#|n[º°o]|[.\s])*(\d+)([\s\p{Pd}._/\d]*)$/iu.exec(tidy) ?? [];
  const more = rest.replace(/\D/g, '');
  const year = /^(?:20)?(\d\d)$/.exec(prefix)?.[1];
  if (year !== undefined && more.length > 0 && more.length <= 8) return `${year}-${more.padStart(8, '0')}`;
  // Without a dash the first two digits are the year.
  const all = prefix + more;
  const isOneNumber = prefix.length > 2 && /^[\s\d]*$/.test(rest);
  return isOneNumber && all.length <= 10 ? `${all.slice(0, 2)}-${all.slice(2).padStart(8, '0')}` : null;
}
