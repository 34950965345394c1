/**
 * How far two spellings are apart: letters put in, left out, changed, or swapped with their neighbor. Stops early past
 * `most`, giving anything above it.
 */
export function lettersApart(first: string, second: string, most: number): number {
  if (Math.abs(first.length - second.length) > most) return most + 1;
  let before: number[] = [];
  let row = Array.from({ length: second.length + 1 }, (_, index) => index);
  for (let i = 1; i <= first.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= second.length; j += 1) {
      const same = first[i - 1] === second[j - 1];
      let best = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && first[i - 1] === second[j - 2] && first[i - 2] === second[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      next.push(best);
    }
    if (Math.min(...next) > most) return most + 1;
    [before, row] = [row, next];
  }
  return row[second.length] ?? 0;
}

/** Fewest letters of a name that are enough to mean it. */
const fewestLetters = 4;

/**
 * The names most like a text, nearest first: those that begin with it, and those it may be a slip of. The longer the
 * text, the more slips are forgiven: one up to four letters, two up to eight, then three.
 * @param names upper or lower case as `text` is.
 */
export function likeliest(
  text: string,
  names: Iterable<string>,
  count: number,
): { name: string; apart: number }[] {
  const most = text.length <= 4 ? 1 : text.length <= 8 ? 2 : 3;
  const found: { name: string; apart: number }[] = [];
  for (const name of names) {
    const isStart = text.length >= fewestLetters && name.startsWith(text);
    const apart = isStart ? 0.5 : lettersApart(text, name, most);
    if (apart <= most) found.push({ name, apart });
  }
  // A slip in the first letter is rare: of names as near, those that begin alike come first.
  const begins = (name: string): number => (name[0] === text[0] ? 0 : 1);
  const nearest = Math.min(...found.map(({ apart }) => apart));
  return found
    .filter(({ apart }) => apart <= Math.max(1, nearest))
    .sort((a, b) => a.apart - b.apart || begins(a.name) - begins(b.name) || (a.name < b.name ? -1 : 1))
    .slice(0, count);
}
