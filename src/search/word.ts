import { fold } from './fold.ts';

/** Words that say nothing about what is asked for, in both languages; folded. */
const emptyWords = new Set(
  [
    'a an and are at be been by can do does for from get got has have how i in into is it its me my need of on or our',
    'please report request still that the their them there these this to was we what when where which who why will with',
    'you your want someone somebody something help about near around front behind keeps keep always again didnt dont not isnt',
    'he she his her over next through by all any some so very really just theres live living',
    'ai al algo alguien aqui ay como con cual cuando de del desde donde el ella en enfrente es esta estan este estos favor ha hay',
    'la las le les lo los me mi mis necesito nos para pero por porque que quien quiero quisiera reportar reporte reporto se',
    'ser si siempre sobre solicitar solicitud su sus tengo tiene un una unas uno unos y ya yo cerca frente atras detras vivo',
    'han hemos toda todas todo todos',
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

/**
 * How a word sounds to Spanish ears, so that it is found as it is heard: b and v, s and z and soft c, ll and y, g and j,
 * a silent h. `alcantariya` and `alcantarilla` are one, `vache` and `bache`, `lusi` and `lucy`.
 */
export function soundOf(word: string): string {
  return word
    .replace(/ch/g, '1')
    .replace(/h/g, '')
    .replace(/v/g, 'b')
    .replace(/[cs]?c(?=[eiy])|z|x/g, 's')
    .replace(/qu(?=[ei])|c|q/g, 'k')
    .replace(/g(?=[eiy])/g, 'j')
    .replace(/ll(?=[aeiou])|y/g, 'i')
    .replace(/(.)\1+/g, '$1');
}
