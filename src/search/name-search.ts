import Fuse from 'fuse.js';
import { lettersApart } from './likeness.ts';
import { soundOf, stemOf, wordsIn } from './word.ts';

/** Something with names: a phrase says the whole of it. */
export interface NamedEntry {
  /** Each with how much a match of it is worth, 1 for a name of its own. */
  phrases: readonly { text: string; weight: number }[];
  /** How likely it is to be meant before anything is typed; 1 for the likeliest. */
  likelihood: number;
}

/** An entry found. */
export interface NameMatch {
  entry: number;
  /** 1 where every word was said and nothing is left of a phrase, times what phrase and entry are worth. */
  score: number;
  /** Some word of it was not said, only like what was said. */
  isGuess: boolean;
  /** Share of what was said that the entry's names hold, by weight of words: 1 where all of it. */
  said: number;
}

/** How near a known word is to a word that was said: 1 for the very word. */
type Nearness = ReadonlyMap<string, number>;

interface Phrase {
  entry: number;
  weight: number;
  words: readonly string[];
}

const sameStem = 0.93;
/** A word that a name has as it stands is less likely another form: `llevó` is not `lleva`, `nevera` not `never`. */
const otherForm = 0.8;
/** Below this two words are not the same with a slip in them. */
const guessed = 0.75;
const fewestLettersForSlips = 4;
const fewestLettersOfSound = 3;
const mostRemembered = 500;
/** Scores below this, or below this share of the best, are noise. */
const leastScore = 0.2;
const leastShare = 0.35;

/**
 * Finds entries by the words of their names: any order, plural or not, accents or not, words run together or apart,
 * and with slips. A word counts the more the fewer entries have it (inverse document frequency).
 */
export class NameSearch {
  readonly #entries: readonly NamedEntry[];
  readonly #unknownWeight: number;
  readonly #phrases: Phrase[] = [];
  readonly #phrasesOf = new Map<string, number[]>();
  readonly #byStem = new Map<string, string[]>();
  readonly #bySound = new Map<string, string[]>();
  readonly #weights = new Map<string, number>();
  #fuse: Fuse<string> | undefined;
  /** Words looked up before: whoever types says most of them again at each letter. */
  readonly #known = new Map<string, Nearness>();

  /**
   * @param unknownWeight how much a word that no name has counts against a match, 1 as much as the rarest: of a problem
   * people say more than names do, of a place they say its name.
   */
  constructor(entries: readonly NamedEntry[], unknownWeight = 1) {
    this.#entries = entries;
    this.#unknownWeight = unknownWeight;
    const holders = new Map<string, Set<number>>();
    for (const [entry, { phrases }] of entries.entries()) {
      for (const { text, weight } of phrases) {
        const words = [...new Set(wordsIn(text))];
        const phrase = this.#phrases.push({ entry, weight, words }) - 1;
        for (const word of words) {
          push(this.#phrasesOf, word, phrase);
          const stem = stemOf(word);
          const own = holders.get(stem) ?? new Set();
          holders.set(stem, own.add(entry));
        }
      }
    }
    for (const word of this.#phrasesOf.keys()) {
      const stem = stemOf(word);
      push(this.#byStem, stem, word);
      push(this.#bySound, soundOf(stem), word);
      this.#weights.set(word, Math.log(1 + entries.length / (holders.get(stem)?.size ?? 1)));
    }
  }

  /** True for a word that some name has, in any of its forms. */
  knows(word: string): boolean {
    return this.#phrasesOf.has(word) || this.#byStem.has(stemOf(word));
  }

  /**
   * Entries whose names hold the words, likeliest first.
   * @param words folded, without empty ones.
   * @param isTyping the last word may be the beginning of one.
   */
  search(words: readonly string[], isTyping: boolean): NameMatch[] {
    const best = new Map<number, NameMatch>();
    for (const { said, cost } of this.#readings(words)) {
      for (const match of this.#match(said, isTyping)) {
        const score = match.score * cost;
        const known = best.get(match.entry);
        if (known === undefined || known.score < score) best.set(match.entry, { ...match, score });
      }
    }
    const found = [...best.values()].sort((a, b) => b.score - a.score || a.entry - b.entry);
    const least = Math.max(leastScore, leastShare * (found[0]?.score ?? 0));
    return found.filter(({ score }) => score >= least);
  }

  /** The words as they are; with neighbors run together (pot hole) and a long one taken apart (streetlight). */
  #readings(words: readonly string[]): { said: string[]; cost: number }[] {
    const readings = [{ said: [...words], cost: 1 }];
    for (const [at, word] of words.entries()) {
      const joined = word + (words[at + 1] ?? '');
      if (at + 1 < words.length && this.knows(joined))
        readings.push({ said: [...words.slice(0, at), joined, ...words.slice(at + 2)], cost: 0.98 });
      const halves = this.knows(word) ? null : this.#halves(word);
      if (halves !== null)
        readings.push({ said: [...words.slice(0, at), ...halves, ...words.slice(at + 1)], cost: 0.97 });
    }
    return readings;
  }

  #halves(word: string): [string, string] | null {
    for (let at = 3; at <= word.length - 3; at += 1) {
      const [head, tail] = [word.slice(0, at), word.slice(at)];
      if (this.#phrasesOf.has(head) && this.knows(tail)) return [head, tail];
    }
    return null;
  }

  #match(words: readonly string[], isTyping: boolean): NameMatch[] {
    const near = words.map((word, at) => this.#remembered(word, isTyping && at === words.length - 1));
    const weights = near.map((known) => this.#weightOf(known));
    const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
    const scored = sum(
      weights.map((weight, at) => (near[at]?.size === 0 ? this.#unknownWeight * weight : weight)),
    );
    const allWeight = sum(weights);
    const [byPhrase, byEntry] = [new Map<number, number[]>(), new Map<number, number[]>()];
    for (const [at, known] of near.entries()) {
      for (const [word, nearness] of known) {
        for (const phrase of this.#phrasesOf.get(word) ?? []) {
          raise(byPhrase, phrase, at, nearness, words.length);
          raise(byEntry, this.#phrases[phrase]?.entry ?? 0, at, nearness, words.length);
        }
      }
    }
    const weigh = (nearness: readonly number[]): number =>
      sum(nearness.map((value, at) => value * (weights[at] ?? 0)));
    const share = (nearness: readonly number[]): number => weigh(nearness) / scored;
    const best = new Map<number, NameMatch>();
    const offer = (entry: number, score: number, nearness: readonly number[]): void => {
      const likely = score * (this.#entries[entry]?.likelihood ?? 1);
      if ((best.get(entry)?.score ?? 0) >= likely) return;
      const isGuess = nearness.some((value) => value > 0 && value <= guessed);
      best.set(entry, { entry, score: likely, isGuess, said: weigh(nearness.map(Math.ceil)) / allWeight });
    };
    for (const [id, nearness] of byPhrase) {
      const { entry, weight, words: own } = this.#phrases[id] ?? { entry: 0, weight: 0, words: [] };
      const held = own.filter((word) => near.some((known) => known.has(word)));
      const whole = this.#sum(held) / this.#sum(own);
      offer(entry, share(nearness) * (0.7 + 0.3 * whole) * weight, nearness);
    }
    // "Broken street light pole" may be said of one thing by two of its names.
    for (const [entry, nearness] of byEntry) offer(entry, share(nearness) * 0.72, nearness);
    return [...best.values()];
  }

  #sum(words: readonly string[]): number {
    return words.reduce((sum, word) => sum + (this.#weights.get(word) ?? 0), 0);
  }

  #remembered(word: string, isStart: boolean): Nearness {
    const key = `${word}${isStart ? '*' : ''}`;
    const near = this.#known.get(key) ?? this.#near(word, isStart);
    if (this.#known.size >= mostRemembered) this.#known.clear();
    this.#known.set(key, near);
    return near;
  }

  /** Known words that a word may stand for. */
  #near(word: string, isStart: boolean): Nearness {
    const near = new Map<string, number>();
    const add = (known: string, nearness: number): void => {
      if ((near.get(known) ?? 0) < nearness) near.set(known, nearness);
    };
    const isKnown = this.#phrasesOf.has(word);
    if (isKnown) add(word, 1);
    for (const known of this.#byStem.get(stemOf(word)) ?? []) add(known, isKnown ? otherForm : sameStem);
    if (isStart && word.length > 1)
      for (const known of this.#phrasesOf.keys())
        if (known.length > word.length && known.startsWith(word))
          add(known, guessed + 0.01 + 0.15 * (word.length / known.length));
    if (near.size > 0 || word.length < fewestLettersForSlips || /\d/.test(word)) return near;
    const sound = soundOf(stemOf(word));
    if (sound.length >= fewestLettersOfSound)
      for (const known of this.#bySound.get(sound) ?? []) add(known, guessed);
    if (near.size === 0) this.#slips(word, add);
    return near;
  }

  /** Fuse.js finds what looks alike; how many letters are wrong decides which of it is meant. */
  #slips(word: string, add: (known: string, nearness: number) => void): void {
    this.#fuse ??= new Fuse([...this.#phrasesOf.keys()], {
      ignoreLocation: true,
      threshold: 0.45,
      minMatchCharLength: 2,
    });
    const most = word.length <= 7 ? 1 : word.length <= 11 ? 2 : 3;
    const stem = stemOf(word);
    for (const { item } of this.#fuse.search(word, { limit: 40 })) {
      const apart = Math.min(lettersApart(word, item, most), lettersApart(stem, stemOf(item), most));
      // A slip in the first letter is rare.
      const far = apart + (item[0] === word[0] ? 0 : 0.5);
      if (item.length >= 3 && far < most + 1) add(item, guessed - 0.1 * far);
    }
  }

  /** What a word that was said weighs: as much as the nearest known one; as the rarest where none is. */
  #weightOf(near: Nearness): number {
    const nearest = Math.max(0, ...near.values());
    const weights = [...near]
      .filter(([, own]) => own === nearest)
      .map(([word]) => this.#weights.get(word) ?? 0);
    return weights.length > 0 ? Math.max(...weights) : Math.log(1 + this.#entries.length);
  }
}

function push<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

function raise(rows: Map<number, number[]>, key: number, at: number, value: number, length: number): void {
  const row = rows.get(key) ?? new Array<number>(length).fill(0);
  row[at] = Math.max(row[at] ?? 0, value);
  rows.set(key, row);
}
