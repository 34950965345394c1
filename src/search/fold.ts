/** Lower case without accents and apostrophes, so that "penrose" finds "Penrose" and "rio" finds "Río". */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .toLowerCase()
    .trim();
}
