/**
 * What the Data Package standard (datapackage.org, version 2) says a descriptor MUST be, as a JSON Schema. Written by hand
 * from the standard's text: the profiles that its authors publish come in no package of ours.
 */

/** A fully qualified address, or a path that stays below the descriptor. */
const path = {
  type: 'string',
  pattern: '^(https?://|(?![./~])(?!.*(^|/)\\.\\.(/|$))(?!.*\\\\)(?![a-z]+:))',
};

const field = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string' },
    type: {
      enum: [
        ...['string', 'number', 'integer', 'boolean', 'object', 'array', 'list', 'datetime', 'date', 'time'],
        ...['year', 'yearmonth', 'duration', 'geopoint', 'geojson', 'any'],
      ],
    },
    constraints: {
      type: 'object',
      properties: {
        required: { type: 'boolean' },
        unique: { type: 'boolean' },
        enum: { type: 'array', minItems: 1, uniqueItems: true },
      },
    },
    categories: {
      type: 'array',
      minItems: 1,
      items: { type: 'object', required: ['value'], properties: { label: { type: 'string' } } },
    },
  },
};

export const tableSchemaProfile = {
  type: 'object',
  required: ['fields'],
  properties: {
    $schema: { type: 'string', format: 'uri' },
    fields: { type: 'array', minItems: 1, items: field },
    primaryKey: { type: ['string', 'array'], items: { type: 'string' } },
  },
};

const resource = {
  type: 'object',
  required: ['name'],
  oneOf: [{ required: ['path'] }, { required: ['data'] }],
  properties: {
    // Version 1 asked for this form; readers of that version still do.
    name: { type: 'string', pattern: '^[-a-z0-9._/]+$' },
    path: { oneOf: [path, { type: 'array', minItems: 1, items: path }] },
    type: { const: 'table' },
    title: { type: 'string' },
    format: { type: 'string' },
    mediatype: { type: 'string', pattern: '^.+/.+$' },
    bytes: { type: 'integer', minimum: 0 },
    hash: { type: 'string', pattern: '^([^:]+:[a-fA-F0-9]+|[a-fA-F0-9]{32})$' },
    schema: { oneOf: [path, tableSchemaProfile] },
  },
};

export const dataPackageProfile = {
  type: 'object',
  required: ['resources'],
  properties: {
    $schema: { type: 'string', format: 'uri' },
    name: { type: 'string', pattern: '^[-a-z0-9._/]+$' },
    homepage: { type: 'string', format: 'uri' },
    version: { type: 'string' },
    created: { type: 'string', format: 'date-time' },
    keywords: { type: 'array', minItems: 1, items: { type: 'string' } },
    contributors: { type: 'array', minItems: 1, items: { type: 'object', required: ['title'] } },
    sources: { type: 'array', items: { type: 'object', required: ['title'] } },
    licenses: {
      type: 'array',
      minItems: 1,
      items: { type: 'object', anyOf: [{ required: ['name'] }, { required: ['path'] }] },
    },
    resources: { type: 'array', minItems: 1, items: resource },
  },
};
