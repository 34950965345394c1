import type { Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { placeAddress } from './address.ts';
import { element, link, rich } from './element.ts';
import { kindMessage, type Said, type SaidPlace } from './finder-words.ts';

/** Shows an answer in a finder: the sentence where it is read aloud, the places under it as a list of links. */
export function showAnswer(
  finder: HTMLElement,
  { sentence, places, isProblem }: Said,
  language: Language,
  t: Translate,
): void {
  const words = finder.querySelector<HTMLElement>('[data-sentence]')!;
  words.classList.toggle('problem', isProblem);
  words.replaceChildren(...rich(sentence));
  const list = finder.querySelector<HTMLElement>('[data-results]')!;
  list.hidden = places.length === 0;
  list.replaceChildren(...places.map((place) => itemOf(place, language, t)));
}

function itemOf({ title, areas }: SaidPlace, language: Language, t: Translate): HTMLElement {
  const item = element('li', '');
  if (title !== '') item.append(element('strong', '', title));
  const facts = element('dl', '');
  let before = '';
  for (const { kind, name, slug } of areas) {
    if (kind !== before) facts.append(element('dt', '', t(kindMessage[kind])));
    before = kind;
    facts.append(element('dd', '', link(placeAddress(kind, slug, language), name)));
  }
  item.append(facts);
  return item;
}
