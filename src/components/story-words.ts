import { formatDay, formatMoment } from '../i18n/format.ts';
import type { Language } from '../i18n/language.ts';
import { textRuns } from '../i18n/translate.ts';

/** The day of a wall-clock moment (milliseconds as if UTC). */
export function dayOf(milliseconds: number, language: Language): string {
  return formatDay(new Date(milliseconds).toISOString().slice(0, 10), language);
}

/** Day and time of a wall-clock moment. */
export function momentOf(milliseconds: number, language: Language): string {
  return formatMoment(new Date(milliseconds).toISOString().slice(0, 19), language);
}

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
