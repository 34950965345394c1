import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as v from 'valibot';
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

const boundaryKinds = {
  neighborhoods: v.optional(place),
  council_districts: v.optional(place),
  community_statistical_areas: v.optional(place),
  police_districts: v.optional(place),
  city: v.optional(place),
  census_tracts: v.optional(place),
};

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
  demographics: v.optional(v.record(v.string(), place)),
});

export type Config = v.InferOutput<typeof configSchema>;
/** Where a boundary or basemap layer comes from. A `file` is absolute once the config is read. */
export type Place = v.InferOutput<typeof place>;
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
  const groups = [config.boundaries, config.basemap ?? {}, config.demographics ?? {}];
  for (const entry of groups.flatMap((group) => Object.values(group))) {
    if (entry?.file === undefined) continue;
    const beside = resolve(dirname(path), entry.file);
    entry.file = existsSync(beside) ? beside : resolve(entry.file);
  }
  if (config.withheld !== undefined) config.withheld = resolve(dirname(path), config.withheld);
  return config;
}
