/** A run of text, strong or not. */
export interface TextRun {
  text: string;
  strong: boolean;
}

/** Splits a message at its `<strong>` marks, the only ones messages may hold. */
export function textRuns(message: string): TextRun[] {
  return message
    .split(/(<strong>.*?<\/strong>)/)
    .filter((part) => part !== '')
    .map((part) =>
      part.startsWith('<strong>')
        ? { text: part.slice('<strong>'.length, -'</strong>'.length), strong: true }
        : { text: part, strong: false },
    );
}
