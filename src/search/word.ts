import { fold } from './fold.ts';

/** Words that say nothing about what is asked for, in both languages; folded. */
const emptyWords = new Set(
  [
    'a an and are at be been by can do does for from get got has have how i in into is it its me my need of off on or our',
    'please report request still that the their them there these this to up was we what when where which who why will with',
    'you your want someone something help about near around front behind keeps keep always again didnt dont not isnt',
    'al algo alguien aqui como con cual cuando de del desde donde el ella en enfrente es esta estan este estos favor ha hay',
    'la las le les lo los me mi mis necesito no nos para pero por porque que quien quiero quisiera reportar reporte reporto se',
    'ser si siempre sin sobre solicitar solicitud su sus tengo tiene un una unas uno unos y ya yo cerca frente atras detras',
  ]
    .join(' ')
    .split(' '),
);

/** The words of a text, folded; marks part them. `BGE-StLight(s) Out` → bge, stlight, s, out */
export function wordsIn(text: string): string[] {
  return fold(text)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** The words that say what is asked for; all of them where none would be left. */
export function tellingWords(words: readonly string[]): string[] {
  const telling = words.filter((word) => !emptyWords.has(word));
  return telling.length > 0 ? telling : [...words];
}

/** True where a text holds no word, or only words that say nothing by themselves. */
export function saysNothing(words: readonly string[]): boolean {
  return words.every((word) => emptyWords.has(word));
}

/**
 * What forms of one word have in common, in either language: no plural, no last vowel, no -ing or -ed. `alleys` and
 * `alley` → allei; `luces` and `luz` → luz; `apagadas` and `apagado` → apagad. Short words stay as they are.
 */
export function stemOf(word: string): string {
  if (word.length <= 3 || /\d/.test(word)) return word;
  let stem = word;
  if (/[^su]s$/.test(stem)) stem = stem.slice(0, -1);
  const bare = /^(.*[aeiouy].*?)(?:ing|ed)$/.exec(stem)?.[1];
  if (bare !== undefined && bare.length >= 3) stem = bare.replace(/([bdgmnprt])\1$/, '$1');
  if (stem.length > 3) stem = stem.replace(/[aeo]$/, '');
  return stem.replace(/c$/, 'z').replace(/y$/, 'i');
}
