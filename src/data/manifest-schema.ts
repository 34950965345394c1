import { toJsonSchema } from '@valibot/to-json-schema';
import { manifestSchema } from '../contract/manifest.ts';

/** Where a site keeps the JSON Schema of its manifests, from the published folder. */
export const manifestSchemaPath = 'manifest.schema.json';

/**
 * The JSON Schema (draft 7) of `manifest.json`, made from the schema that this project reads it by. What the contract
 * leaves open, such as fields that a later version adds, it leaves open too.
 */
export function manifestJsonSchema(): Record<string, unknown> {
  return {
    ...toJsonSchema(manifestSchema, { typeMode: 'input' }),
    title: 'Manifest of the published record',
    description:
      'Says which snapshot of the record is published, and of each table its columns and files with rows, bytes and sha-256. Every file is in the same folder and never changes under its name.',
  };
}
