import type { IndexedArea } from '../contract/street.ts';
import { fold } from './fold.ts';
import { likeliest } from './likeness.ts';

/** Areas that a text may name: by their very name, by a part of it, or by a name like it. */
export interface AreaMatches {
  exact: IndexedArea[];
  near: IndexedArea[];
  like: IndexedArea[];
}

/** Kinds in the order in which they answer "where do I live?". */
const kindOrder: readonly string[] = ['neighborhood', 'council_district', 'community_statistical_area'];
const districtWords =
  /^(the |del? )?(baltimore )?(city )?(council(manic)? )?(district|distrito|dist|cd)( del (concejo|consejo))?( (no|number|numero|num))? ?(\d{1,2})$/;
const kindWords =
  /\b((my )?council ?(man|woman|member|person)|(mi )?concejala?|neighborhood|neighbourhood|vecindario|barrio|colonia|statistical area|area estadistica|csa|baltimore md|baltimore city|md)\b/g;
const fewestLetters = 3;
const mostAreas = 6;

/** The areas of an index, found by name. */
export class AreaBook {
  readonly #areas: readonly (IndexedArea & { key: string })[];

  constructor(areas: readonly IndexedArea[]) {
    this.#areas = areas.map((area) => ({ ...area, key: keyOf(area.name) }));
  }

  /** Finds areas by name; a text with a house number names none. */
  match(text: string): AreaMatches {
    const folded = fold(text.slice(0, 80))
      .replace(/[^a-z0-9]+/g, ' ')
      .replace(kindWords, ' ')
      .trim();
    const district = districtWords.exec(folded)?.at(-1);
    const key = keyOf(district === undefined ? folded : `district ${Number(district)}`);
    const exact = this.#sorted(this.#areas.filter((area) => area.key === key));
    if (exact.length > 0 || key.length < fewestLetters || /^\d/.test(key))
      return { exact, near: [], like: [] };
    const near = this.#sorted(this.#areas.filter((area) => area.key.includes(key))).slice(0, mostAreas);
    return { exact, near, like: near.length > 0 ? [] : this.#similar(key) };
  }

  #similar(key: string): IndexedArea[] {
    const names = new Set(this.#areas.map((area) => area.key));
    return likeliest(key, names, 3).flatMap(({ name }) =>
      this.#sorted(this.#areas.filter((area) => area.key === name)),
    );
  }

  #sorted<Item extends IndexedArea>(areas: Item[]): Item[] {
    return areas.sort((a, b) => kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind) || a.areaId - b.areaId);
  }
}

/** Names compare without case, accents, punctuation or spaces, and Mt is Mount. */
function keyOf(name: string): string {
  return fold(name)
    .replace(/\bmt\b/g, 'mount')
    .replace(/\bst\b/g, 'saint')
    .replace(/[^a-z0-9]/g, '');
}
