import type { Asked } from '../data/asked.ts';
import { formatDay } from '../i18n/format.ts';
import type { Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { sayStreet } from '../search/street-words.ts';
import type { Vocabulary } from '../search/vocabulary.ts';
import { areaName } from './area-name.ts';

/** One part of what is asked for, in words, with the question that lacks it. */
export interface AskedPart {
  words: string;
  without: Asked;
}

/** Says what is asked for as a person would: "Illegal dumping · on Frederick Ave · in Carrollton Ridge". */
export class AskedWords {
  readonly #vocabulary: Vocabulary;
  readonly #language: Language;
  readonly #t: Translate;

  constructor(vocabulary: Vocabulary, language: Language, t: Translate) {
    this.#vocabulary = vocabulary;
    this.#language = language;
    this.#t = t;
  }

  /** All of it in one line. */
  sentence(asked: Asked): string {
    const parts = this.parts(asked).map(({ words }) => words);
    return parts.length === 0 ? this.#t('search.filterNone') : parts.join(' · ');
  }

  /** Each part by itself. */
  parts(asked: Asked): AskedPart[] {
    const t = this.#t;
    const part = (words: string, change: Partial<Asked>): AskedPart => ({
      words,
      without: { ...asked, ...change },
    });
    const parts = asked.types.map((type) =>
      part(this.#typeName(type), { types: asked.types.filter((own) => own !== type) }),
    );
    if (asked.street !== '') {
      const street = sayStreet(asked.street);
      const words = asked.house === null ? street : `${asked.house} ${street}`;
      parts.push(part(t('search.onStreet', { street: words }), { street: '', house: null }));
    }
    for (const place of asked.places)
      parts.push(
        part(t('search.inPlace', { place: this.#placeName(place) }), {
          places: asked.places.filter((own) => own !== place),
        }),
      );
    if (asked.agency !== '')
      parts.push(part(t('search.byAgency', { agency: this.#agencyName(asked.agency) }), { agency: '' }));
    if (asked.outcome !== '')
      parts.push(part(t('search.withOutcome', { outcome: asked.outcome }), { outcome: '' }));
    if (asked.text !== '') parts.push(part(t('search.withText', { text: asked.text }), { text: '' }));
    if (asked.status !== 'any') {
      const words = {
        open: t('search.statusOpen'),
        late: t('search.statusLate'),
        closed: t('search.statusClosed'),
      }[asked.status];
      parts.push(part(words, { status: 'any' }));
    }
    if (asked.days !== null) parts.push(part(this.#days(asked.days), { days: null }));
    if (asked.whose !== 'residents') {
      const words = t(asked.whose === 'city' ? 'search.whoseCity' : 'search.whoseEveryone');
      parts.push(part(words, { whose: 'residents' }));
    }
    return parts;
  }

  #days({ from, to }: NonNullable<Asked['days']>): string {
    const t = this.#t;
    const day = (own: string): string => formatDay(own, this.#language);
    const year = from.slice(0, 4);
    if (from === `${year}-01-01` && to === `${year}-12-31`) return t('search.inYear', { year });
    if (to >= '2099') return t('search.sinceDay', { day: day(from) });
    if (from < '1991') return t('search.untilDay', { day: day(to) });
    return t('search.fromTo', { from: day(from), to: day(to) });
  }

  #typeName(type: string): string {
    const known = this.#vocabulary.types.find((own) => own.type === type);
    return known === undefined ? type : known.name[this.#language];
  }

  #placeName({ kind, slug }: Asked['places'][number]): string {
    const known = this.#vocabulary.areas.find((own) => own.kind === kind && own.slug === slug);
    return known === undefined ? slug : areaName(kind, known.name, this.#language);
  }

  #agencyName(agency: string): string {
    const known = this.#vocabulary.agencies.find((own) => own.agency === agency);
    return known === undefined ? agency : known.name[this.#language];
  }
}
