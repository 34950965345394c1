import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import * as v from 'valibot';
import { InputError } from '../error.ts';
import { cityFields, neededFields, rawColumns, type RawColumn } from './raw.ts';

const attribute = v.nullable(v.union([v.string(), v.number()]));
const responseSchema = v.object({
  fields: v.optional(v.array(v.object({ name: v.string() }))),
  features: v.array(v.object({ attributes: v.record(v.string(), attribute) })),
});

export type FeatureResponse = v.InferOutput<typeof responseSchema>;

/**
 * Checks that JSON is a FeatureServer `query` response holding 311 fields.
 * @param origin file or address, named in errors.
 * @throws InputError also for the service's own errors, which arrive as `{"error": …}` with HTTP 200.
 */
export function parseFeatureResponse(json: unknown, origin: string): FeatureResponse {
  if (typeof json === 'object' && json !== null && 'error' in json) {
    throw new InputError(
      `${origin} is an error from the service: ${JSON.stringify(json.error)}; expected a query response.`,
    );
  }
  const result = v.safeParse(responseSchema, json);
  if (!result.success) {
    const [issue] = result.issues;
    throw new InputError(
      `${origin}: ${v.getDotPath(issue) ?? 'the whole'} is ${issue.received}, expected ${issue.expected ?? 'another value'}; expected a FeatureServer query response.`,
    );
  }
  const names =
    result.output.fields?.map(({ name }) => name) ?? Object.keys(result.output.features[0]?.attributes ?? {});
  const seen = new Set(names.map((name) => name.toLowerCase()));
  const missing = neededFields.filter((field) => !seen.has(field));
  if (result.output.features.length > 0 && missing.length > 0) {
    throw new InputError(`${origin} has no field ${missing.join(', ')} (fields seen: ${names.join(', ')}).`);
  }
  return result.output;
}

/** Appends a saved FeatureServer `query` response to `raw`. Dates are epoch milliseconds of Baltimore wall clock. */
export async function appendFeatureResponse(connection: DuckDBConnection, path: string): Promise<void> {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new InputError(
      `${path} is not JSON (${(error as Error).message}); expected a FeatureServer query response.`,
    );
  }
  const { features } = parseFeatureResponse(json, path);
  await appendServiceRows(
    connection,
    basename(path),
    features.map(({ attributes }, index) => [index + 1, attributes]),
  );
}

/**
 * Appends rows of the service to `raw`.
 * @param source file or layer they come from.
 * @param rows each with the id it has there.
 */
export async function appendServiceRows(
  connection: DuckDBConnection,
  source: string,
  rows: Iterable<readonly [id: number, attributes: Record<string, string | number | null>]>,
): Promise<void> {
  const appender = await connection.createAppender('raw');
  for (const [id, attributes] of rows) {
    const byField = new Map(Object.entries(attributes).map(([name, value]) => [name.toLowerCase(), value]));
    const own: Partial<Record<RawColumn, string>> = {
      source,
      source_row: String(id),
      date_style: 'epoch_ms',
    };
    for (const column of rawColumns) {
      const value = own[column] ?? byField.get(cityFields[column] ?? '');
      if (value === null || value === undefined || value === '') appender.appendNull();
      else appender.appendVarchar(String(value));
    }
    appender.endRow();
  }
  appender.closeSync();
}
