const english = [
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth',
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen',
].map((list) => list.split(' '));
const spanish = [
  'primer segundo tercer cuarto quinto sexto séptimo octavo noveno décimo undécimo duodécimo decimotercer decimocuarto decimoquinto',
  'uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince',
].map((list) => list.split(' '));
const spanishEndings = [
  'er',
  'do',
  'er',
  'to',
  'to',
  'to',
  'mo',
  'vo',
  'no',
  'mo',
  'mo',
  'mo',
  'er',
  'to',
  'to',
];

/** Every way in which people call a council district, from its name (`District 9` or `9`), in both languages. */
export function councilDistrictNames(name: string): string[] {
  const number = Number(/\d+/.exec(name)?.[0]);
  if (!(number >= 1 && number <= spanishEndings.length)) return [];
  const at = number - 1;
  const ending = ['st', 'nd', 'rd'][at] ?? 'th';
  const ordinals = [`${number}${ending}`, english[0]?.[at]];
  const ordinales = [`${number}${spanishEndings[at]}`, spanish[0]?.[at]];
  return [
    ...[`${number}`, english[1]?.[at]].flatMap((own) => [`district ${own}`, `council district ${own}`]),
    `d${number}`,
    `cd${number}`,
    ...ordinals.map((own) => `${own} district`),
    ...[`${number}`, spanish[1]?.[at]].flatMap((own) => [`distrito ${own}`]),
    ...ordinales.map((own) => `${own} distrito`),
  ];
}
