/**
 * A census tract's identifier from the ways it is written: eleven digits (`24510010100`), the API's
 * `1400000US24510010100`, or the code inside its county with or without zeros in front (`010100`, `10100`).
 * @returns eleven digits, or six where the county is not told; null for anything else.
 */
export function parseTractId(text: string): string | null {
  const digits = text
    .trim()
    .replace(/^.*US(?=\d)/, '')
    .replace(/\.0+$/, '');
  if (!/^\d+$/.test(digits)) return null;
  if (digits.length === 11) return digits;
  return digits.length <= 6 && Number(digits) > 0 ? digits.padStart(6, '0') : null;
}

/**
 * The tract's eleven digits.
 * @param county five digits, for identifiers that do not tell theirs.
 */
export function tractIn(county: string, text: string): string | null {
  const id = parseTractId(text);
  return id?.length === 6 ? county + id : id;
}
