import { textRuns } from '../i18n/text-run.ts';

/** An element with a class, and text or elements in it. Text is never read as markup. */
export function element(name: string, className: string, ...content: (string | Node)[]): HTMLElement {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  made.append(...content);
  return made;
}

/** A message with its strong marks as elements. */
export function rich(message: string): Node[] {
  return textRuns(message).map(({ text, strong }) =>
    strong ? element('strong', '', text) : document.createTextNode(text),
  );
}

/** A link. */
export function link(address: string, ...content: (string | Node)[]): HTMLElement {
  const made = element('a', '', ...content);
  made.setAttribute('href', address);
  return made;
}
