/**
 * A street's name in its parts, upper case, as the index writes them and as readers' words are brought to: `pre` is
 * N, S, E, W or nothing, `core` the words that make the street what it is, `suffix` the short kind (AVE) or nothing.
 */
export interface StreetName {
  pre: string;
  core: string;
  suffix: string;
}

/** Kinds of street as people and layers write them, by the short form that the City's requests use. */
const suffixWords: Record<string, readonly string[]> = {
  AL: ['ALLEY', 'ALY'],
  AVE: ['AV', 'AVENUE', 'AVN', 'AVEN'],
  BLVD: ['BOULEVARD', 'BLV', 'BOUL'],
  CIR: ['CIRCLE', 'CIRC'],
  CRES: ['CRESCENT', 'CRESNT'],
  CT: ['COURT', 'CRT'],
  DR: ['DRIVE', 'DRV'],
  EXPY: ['EXPRESSWAY', 'EXPWY'],
  GARTH: ['GRTH', 'GTH'],
  HWY: ['HIGHWAY', 'HW', 'HIWAY'],
  LN: ['LANE'],
  MEWS: [],
  PATH: [],
  PKWY: ['PARKWAY', 'PKY', 'PARKWY'],
  PL: ['PLACE'],
  PLZ: ['PLAZA', 'PLZA'],
  RD: ['ROAD'],
  ROW: [],
  SQ: ['SQUARE'],
  ST: ['STREET', 'STR'],
  TER: ['TERRACE', 'TERR'],
  TRL: ['TRAIL'],
  WALK: ['WLK'],
  WAY: ['WY'],
  XING: ['CROSSING'],
};

const suffixOf = new Map(
  Object.entries(suffixWords).flatMap(([short, long]) =>
    [short, ...long].map((word) => [word, short] as const),
  ),
);

const directionOf = new Map([
  ['N', 'N'],
  ['S', 'S'],
  ['E', 'E'],
  ['W', 'W'],
  ['NORTH', 'N'],
  ['SOUTH', 'S'],
  ['EAST', 'E'],
  ['WEST', 'W'],
  ['NORTE', 'N'],
  ['SUR', 'S'],
  ['ESTE', 'E'],
  ['OESTE', 'W'],
]);

/** English ones may end a name (Ponte Villas North); these say a direction only. */
const spanishDirection = /^(NORTE|SUR|ESTE|OESTE)$/;

const sameWord = new Map([
  ['MT', 'MOUNT'],
  ['FT', 'FORT'],
  ['HTS', 'HEIGHTS'],
  ['JUNIOR', 'JR'],
  ['DOCTOR', 'DR'],
]);

const ones = 'FIRST SECOND THIRD FOURTH FIFTH SIXTH SEVENTH EIGHTH NINTH'.split(' ');
const teens =
  'TENTH ELEVENTH TWELFTH THIRTEENTH FOURTEENTH FIFTEENTH SIXTEENTH SEVENTEENTH EIGHTEENTH NINETEENTH'.split(
    ' ',
  );
const tens = ['TWENTY', 'THIRTY', 'FORTY'];
const tenths = ['TWENTIETH', 'THIRTIETH', 'FORTIETH'];

/** The short form of a kind of street, or undefined for another word. `AVENUE` → `AVE` */
export function suffixFrom(word: string): string | undefined {
  return suffixOf.get(word);
}

/** Every way in which people and layers write a kind of street, by its short form: `AVE` → AV, AVENUE, … */
export function suffixWordsOf(suffix: string): readonly string[] {
  return suffixWords[suffix] ?? [];
}

/** Every way in which a word of a core is written: `MOUNT` → MOUNT, MT. */
export function spellingsOf(word: string): string[] {
  const others = [...sameWord].filter(([, own]) => own === word).map(([other]) => other);
  return [word, ...(word === 'SAINT' ? ['ST'] : []), ...others];
}

/** N, S, E or W, or undefined for another word; Spanish too. `NORTE` → `N` */
export function directionFrom(word: string): string | undefined {
  return directionOf.get(word);
}

/** `33` → `33RD` */
export function ordinal(number: number): string {
  const isTeen = number % 100 >= 11 && number % 100 <= 13;
  return `${number}${isTeen ? 'TH' : (['TH', 'ST', 'ND', 'RD'][number % 10] ?? 'TH')}`;
}

/** Upper case without accents and marks; the words of a text. `O'Donnell St.` → `ODONNELL`, `ST` */
export function wordsOf(text: string): string[] {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’.`]/g, '')
    .toUpperCase()
    .replace(/[^A-Z0-9/]+/g, ' ')
    .trim()
    .split(' ')
    .filter((word) => word !== '');
}

/** Brings a street's name to its parts, however it is written. `North Calvert Street` → N, CALVERT, ST */
export function parseStreetName(name: string): StreetName {
  // The City's layer writes the half streets as "19_1" in places.
  const words = withOrdinals(wordsOf(name.replace(/(\d)_1\b/g, '$1 1/2')));
  let pre = '';
  let suffix = '';
  const last = (): string => words.at(-1) ?? '';
  const mayEnd = (words.length > 2 && suffixOf.has(words.at(-2) ?? '')) || spanishDirection.test(last());
  const after = words.length > 1 && mayEnd ? directionOf.get(last()) : undefined;
  if (after !== undefined) {
    pre = after;
    words.pop();
  }
  if (words.length > 1 && suffixOf.has(last())) suffix = suffixOf.get(words.pop() ?? '') ?? '';
  const first = directionOf.get(words[0] ?? '');
  if (words.length > 1 && first !== undefined && pre === '') {
    pre = first;
    words.shift();
  }
  return { pre, core: joined(words), suffix };
}

/** The name as the index writes it. `{ pre: 'N', core: 'CALVERT', suffix: 'ST' }` → `N CALVERT ST` */
export function writeStreetName({ pre, core, suffix }: StreetName): string {
  return [pre, core, suffix].filter((part) => part !== '').join(' ');
}

/** What two spellings of a core have in common: no spaces, no leading THE. `COLD SPRING` and `Coldspring` are one. */
export function coreKey(core: string): string {
  return core.replace(/^THE /, '').replaceAll(' ', '');
}

/** Words as the index writes them: ST before a name is SAINT, `MC KIM` and `O DONNELL` are one word each. */
function joined(words: readonly string[]): string {
  return words
    .map((word, index) => (word === 'ST' && index === 0 && words.length > 1 ? 'SAINT' : word))
    .map((word, index) => (index === 0 && word === 'DR' ? word : (sameWord.get(word) ?? word)))
    .join(' ')
    .replace(/\b(MC|O) (?=[A-Z])/g, '$1')
    .replace(/^(MLK|MARTIN LUTHER KING)( JR)?$/, 'MARTIN LUTHER KING JR');
}

/** `TWENTY NINTH` → `29TH` */
function withOrdinals(words: readonly string[]): string[] {
  const result: string[] = [];
  for (const word of words) {
    const ten = tens.indexOf(result.at(-1) ?? '');
    const one = ones.indexOf(word) + 1;
    const whole = tens.findIndex(
      (start) => word.startsWith(start) && ones.includes(word.slice(start.length)),
    );
    if (ten >= 0 && one > 0) result[result.length - 1] = ordinal((ten + 2) * 10 + one);
    else if (whole >= 0)
      result.push(ordinal((whole + 2) * 10 + ones.indexOf(word.slice(tens[whole]?.length)) + 1));
    else if (one > 0) result.push(ordinal(one));
    else if (teens.includes(word)) result.push(ordinal(teens.indexOf(word) + 10));
    else if (tenths.includes(word)) result.push(ordinal((tenths.indexOf(word) + 2) * 10));
    else result.push(word);
  }
  return result;
}
