import * as v from 'valibot';
import { InputError } from '../error.ts';

/** House numbers along one side of a block, from its start to its end; they may fall. */
export type NumberRange = readonly [from: number, to: number];

/** One block of a street. `line` in degrees; sides as seen along it, null where nobody has a number. */
export interface Block {
  street: string;
  line: [number, number][];
  left: NumberRange | null;
  right: NumberRange | null;
}

/** Properties of a centerline layer that an address needs. */
const meanings = ['name', 'leftFrom', 'leftTo', 'rightFrom', 'rightTo'] as const;
type Meaning = (typeof meanings)[number];

const line = v.array(v.array(v.number()));
const collectionSchema = v.object({
  type: v.literal('FeatureCollection'),
  features: v.pipe(
    v.array(
      v.object({
        geometry: v.nullable(
          v.variant('type', [
            v.object({ type: v.literal('LineString'), coordinates: line }),
            v.object({ type: v.literal('MultiLineString'), coordinates: v.array(line) }),
          ]),
        ),
        properties: v.nullable(v.record(v.string(), v.unknown())),
      }),
    ),
    v.minLength(1),
  ),
});

/**
 * Reads the blocks of named streets from a centerline layer. Alleys that bear no name of their own ("FAIT-HUDSON" lies
 * between Fait and Hudson), ramps and blocks without a name are left out.
 * @param nameProperty property with the whole name; without it one that means so is looked for.
 * @throws InputError when it is no GeoJSON of lines in degrees, or no property means what is needed.
 */
export function parseCenterline(json: unknown, origin: string, nameProperty?: string): Block[] {
  const result = v.safeParse(collectionSchema, json);
  if (!result.success) {
    const [issue] = result.issues;
    throw new InputError(
      `Centerlines ${origin}: ${v.getDotPath(issue) ?? 'the whole'} is ${issue.received}, expected ${issue.expected ?? 'another value'}; expected a GeoJSON FeatureCollection of lines.`,
    );
  }
  const { features } = result.output;
  const keys = keysOf(Object.keys(features[0]?.properties ?? {}), origin, nameProperty);
  const blocks: Block[] = [];
  for (const { geometry, properties } of features) {
    const street = textOf(properties?.[keys.name]);
    if (geometry === null || !isNamed(street)) continue;
    const range = (from: Meaning, to: Meaning): NumberRange | null =>
      rangeOf(properties?.[keys[from]], properties?.[keys[to]]);
    const parts = geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates;
    blocks.push({
      street,
      line: parts.flat().map(([longitude = NaN, latitude = NaN]) => [longitude, latitude]),
      left: range('leftFrom', 'leftTo'),
      right: range('rightFrom', 'rightTo'),
    });
  }
  refuseUnusable(blocks, origin);
  return blocks;
}

function refuseUnusable(blocks: readonly Block[], origin: string): void {
  const outside = blocks
    .flatMap((block) => block.line)
    .find(([longitude, latitude]) => !(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90));
  if (outside !== undefined) {
    throw new InputError(
      `Centerlines ${origin} hold the position ${outside.join(', ')}; expected degrees (longitude, latitude).`,
    );
  }
  if (!blocks.some(({ left, right }) => left !== null || right !== null)) {
    throw new InputError(
      `Centerlines ${origin} hold no house numbers on any of ${blocks.length} named blocks; expected address ranges. Name another layer, or take "centerlines" out of the config: addresses cannot be looked up then.`,
    );
  }
}

/** Which property means what. Layers of the City, of NG911 and of the Census Bureau spell them in their own ways. */
function keysOf(seen: readonly string[], origin: string, nameProperty?: string): Record<Meaning, string> {
  const find = (fits: (plain: string) => boolean): string | undefined =>
    seen.find((key) => fits(plainOf(key)));
  const found: Record<Meaning, string | undefined> = {
    name: find((plain) =>
      nameProperty === undefined ? nameSpellings.test(plain) : plain === plainOf(nameProperty),
    ),
    leftFrom: find((plain) => spellings('l|left', 'f|fr|from').test(plain)),
    leftTo: find((plain) => spellings('l|left', 't|to').test(plain)),
    rightFrom: find((plain) => spellings('r|right', 'f|fr|from').test(plain)),
    rightTo: find((plain) => spellings('r|right', 't|to').test(plain)),
  };
  const missing = meanings.filter((meaning) => found[meaning] === undefined);
  if (missing.length > 0) {
    throw new InputError(
      `Centerlines ${origin} have no property for ${missing.map((meaning) => needed[meaning]).join(', ')} (properties seen: ${seen.join(', ') || 'none'}); expected such as FULLNAME, FRADDL, TOADDL, FRADDR, TOADDR. Name the one with the whole street name in the config as "name", or another layer, or take "centerlines" out.`,
    );
  }
  return found as Record<Meaning, string>;
}

const needed: Record<Meaning, string> = {
  name: 'the whole street name',
  leftFrom: 'the first number on the left',
  leftTo: 'the last number on the left',
  rightFrom: 'the first number on the right',
  rightTo: 'the last number on the right',
};

const nameSpellings = /^(st|str|street|rd|road)?full(street|st|road)?(name|nm)?$|^(street|road)name(full)?$/;

/** `FRADDL`, `FromAddr_L`, `LFROMADD`, `left_from_address`: a side, an end and a word for number, in any order. */
function spellings(side: string, end: string): RegExp {
  const [a, b, c] = [`(${side})`, `(${end})`, '(add|addr|address|hn|housenumber|number|num)'];
  const orders = [
    [b, c, a],
    [a, b, c],
    [a, c, b],
    [b, a, c],
    [c, b, a],
    [c, a, b],
  ];
  return new RegExp(`^(${orders.map((parts) => parts.join('')).join('|')})$`);
}

function plainOf(key: string): string {
  return key.toLowerCase().replace(/[^a-z]/g, '');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

function isNamed(street: string): boolean {
  return street !== '' && !/-|^(alley|ramp|road|street|no name|cut off)\b *$/i.test(street);
}

function rangeOf(from: unknown, to: unknown): NumberRange | null {
  const [first, last] = [Number(from), Number(to)];
  return Number.isSafeInteger(first) && Number.isSafeInteger(last) && first > 0 && last > 0
    ? [first, last]
    : null;
}
