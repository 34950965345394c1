import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as v from 'valibot';
import type { AreaKind } from '../src/contract/code.ts';
import { photoHost } from '../src/contract/photo.ts';
import { InputError } from './error.ts';

const place = v.pipe(
  v.strictObject({
    url: v.optional(v.pipe(v.string(), v.url())),
    file: v.optional(v.string()),
    name: v.optional(v.string()),
    population: v.optional(v.string()),
  }),
  v.check(({ url, file }) => (url === undefined) !== (file === undefined), 'needs either "url" or "file"'),
);

const centerlines = v.pipe(
  v.strictObject({
    url: v.optional(v.pipe(v.string(), v.url())),
    file: v.optional(v.string()),
    name: v.optional(v.string()),
  }),
  v.check(({ url, file }) => (url === undefined) !== (file === undefined), 'needs either "url" or "file"'),
);

const boundaryKinds = {
  neighborhoods: v.optional(place),
  council_districts: v.optional(place),
  community_statistical_areas: v.optional(place),
  police_districts: v.optional(place),
  city: v.optional(place),
  census_tracts: v.optional(place),
};

const isFromOnePlace = ({ url, file }: { url?: string | undefined; file?: string | undefined }): boolean =>
  (url === undefined) !== (file === undefined);
const address = { url: v.optional(v.pipe(v.string(), v.url())), file: v.optional(v.string()) };
const tractTable = v.pipe(
  v.strictObject(address),
  v.check((table) => isFromOnePlace(table), 'needs either "url" or "file"'),
);

/** Areas that census tracts are put together to. */
export const crosswalkKinds = [
  'community_statistical_area',
  'neighborhood',
  'council_district',
  'police_district',
] as const satisfies AreaKind[];

const crosswalk = v.pipe(
  v.strictObject({
    ...address,
    kind: v.picklist(crosswalkKinds),
    tract: v.string(),
    area: v.string(),
    weight: v.optional(v.string()),
    only: v.optional(v.record(v.string(), v.string())),
  }),
  v.check((table) => isFromOnePlace(table), 'needs either "url" or "file"'),
);

const csaIndicator = v.pipe(
  v.strictObject({
    ...address,
    name: v.string(),
    measure: v.picklist([
      'median_household_income',
      'percent_black',
      'percent_white',
      'percent_hispanic',
      'percent_spanish_at_home',
    ]),
    value: v.string(),
  }),
  v.check((table) => isFromOnePlace(table), 'needs either "url" or "file"'),
);

const demographics = v.strictObject({
  year: v.optional(v.string()),
  tract_income: v.optional(tractTable),
  tract_race: v.optional(tractTable),
  tract_language: v.optional(tractTable),
  crosswalks: v.optional(v.array(crosswalk)),
  csa_indicators: v.optional(v.array(csaIndicator)),
});

const photoTable = v.pipe(
  v.strictObject({
    ...address,
    number: v.optional(v.string()),
    before: v.optional(v.string()),
    after: v.optional(v.string()),
    credit: v.optional(v.string()),
  }),
  v.check((table) => isFromOnePlace(table), 'needs either "url" or "file"'),
);

const photos = v.strictObject({
  hosts: v.optional(
    v.array(
      v.pipe(
        v.string(),
        v.regex(
          photoHost,
          (issue) =>
            `${issue.received} is no host that pictures may come from; expected a name such as "photos.example.org" or "photos.example.org:8443", in lower case, without https:// or *`,
        ),
      ),
    ),
  ),
  tables: v.optional(v.array(photoTable)),
});

const configSchema = v.strictObject({
  layers: v.optional(
    v.array(
      v.strictObject({
        year: v.union([v.pipe(v.number(), v.integer()), v.literal('current')]),
        url: v.pipe(v.string(), v.url()),
      }),
    ),
  ),
  firstYear: v.optional(v.pipe(v.number(), v.integer())),
  newYears: v.optional(v.pipe(v.string(), v.includes('{year}'))),
  withheld: v.optional(v.string()),
  boundaries: v.strictObject(boundaryKinds),
  basemap: v.optional(
    v.strictObject({ water: v.optional(place), parks: v.optional(place), streets: v.optional(place) }),
  ),
  centerlines: v.optional(centerlines),
  demographics: v.optional(demographics),
  photos: v.optional(photos),
});

export type Config = v.InferOutput<typeof configSchema>;
/** Where a boundary or basemap layer comes from. A `file` is absolute once the config is read. */
export type Place = v.InferOutput<typeof place>;
/** Where the blocks of all streets come from; `name` is the property with the whole street name. */
export type CenterlineSource = v.InferOutput<typeof centerlines>;
/** Where a table of figures about residents comes from. */
export type TableSource = Pick<Place, 'url' | 'file'>;
/** A table that says which areas each tract's residents live in, and the names of its columns. */
export type CrosswalkSource = v.InferOutput<typeof crosswalk>;
/** A table with one figure for each Community Statistical Area, and the names of its columns. */
export type CsaIndicatorSource = v.InferOutput<typeof csaIndicator>;
/** A table of pictures by request number, and the names of its columns where they are not the usual ones. */
export type PhotoTableSource = v.InferOutput<typeof photoTable>;
export type BoundarySource = keyof typeof boundaryKinds;

/**
 * Reads and checks a config file. A relative `file` in it is looked for beside the config, then in the
 * working folder.
 * @throws InputError naming the field that does not fit.
 */
export function readConfig(path: string): Config {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new InputError(
      `Config ${path} cannot be read (${(error as NodeJS.ErrnoException).code}); expected a JSON file.`,
    );
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new InputError(
      `Config ${path} is not JSON (${(error as Error).message}); expected an object with "boundaries".`,
    );
  }
  const result = v.safeParse(configSchema, json);
  if (!result.success) {
    const [issue] = result.issues;
    throw new InputError(`Config ${path}: "${v.getDotPath(issue) ?? 'config'}": ${issue.message}.`);
  }
  return withAbsoluteFiles(result.output, path);
}

function withAbsoluteFiles(config: Config, path: string): Config {
  const { boundaries, basemap = {}, demographics = {}, photos = {} } = config;
  const { tract_income, tract_race, tract_language, crosswalks = [], csa_indicators = [] } = demographics;
  const { centerlines: streets } = config;
  const tables = [
    tract_income,
    tract_race,
    tract_language,
    ...crosswalks,
    ...csa_indicators,
    ...(photos.tables ?? []),
  ];
  for (const entry of [...Object.values(boundaries), ...Object.values(basemap), streets, ...tables]) {
    if (entry?.file === undefined) continue;
    const beside = resolve(dirname(path), entry.file);
    entry.file = existsSync(beside) ? beside : resolve(entry.file);
  }
  if (config.withheld !== undefined) config.withheld = resolve(dirname(path), config.withheld);
  return config;
}
