/**
 * Text in lines no wider than `most`; a word that is wider alone stands on a line of its own.
 * @param measure the width of a text, in the unit of `most`.
 */
export function textLines(text: string, most: number, measure: (text: string) => number): string[] {
  const lines: string[] = [''];
  for (const word of text.split(/\s+/)) {
    const longer = lines.at(-1) === '' ? word : `${lines.at(-1)} ${word}`;
    if (measure(longer) <= most) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
