/**
 * What the Project Open Data Metadata Schema 1.1 (DCAT-US) asks of a catalog of a publisher that is no federal agency, as
 * a JSON Schema. Written by hand from the standard's table of fields.
 */

const uri = { type: 'string', format: 'uri' };
const text = { type: 'string', minLength: 1 };
const mediaType = { type: 'string', pattern: '^[-\\w]+/[-\\w]+(\\.[-\\w]+)*([+][-\\w]+)?$' };

const distribution = {
  type: 'object',
  anyOf: [{ required: ['downloadURL', 'mediaType'] }, { required: ['accessURL'] }],
  properties: {
    '@type': { const: 'dcat:Distribution' },
    title: text,
    downloadURL: uri,
    accessURL: uri,
    mediaType,
    format: text,
    describedBy: uri,
    describedByType: mediaType,
  },
};

const dataset = {
  type: 'object',
  required: [
    ...['title', 'description', 'keyword', 'modified', 'publisher', 'contactPoint', 'identifier'],
    'accessLevel',
  ],
  properties: {
    '@type': { const: 'dcat:Dataset' },
    title: text,
    description: text,
    keyword: { type: 'array', minItems: 1, items: text },
    modified: { type: 'string', format: 'date-time' },
    accrualPeriodicity: { type: 'string', pattern: '^(irregular|R/P.+)$' },
    publisher: {
      type: 'object',
      required: ['name'],
      properties: { '@type': { const: 'org:Organization' }, name: text },
    },
    contactPoint: {
      type: 'object',
      required: ['fn', 'hasEmail'],
      properties: {
        '@type': { const: 'vcard:Contact' },
        fn: text,
        hasEmail: { type: 'string', pattern: '^mailto:([\\w.-]+@[\\w.-]+\\.[\\w.-]+)?$' },
      },
    },
    identifier: text,
    accessLevel: { enum: ['public', 'restricted public', 'non-public'] },
    rights: { type: 'string', minLength: 1, maxLength: 255 },
    license: uri,
    spatial: text,
    temporal: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}/\\d{4}-\\d{2}-\\d{2}$' },
    describedBy: uri,
    describedByType: mediaType,
    language: { type: 'array', minItems: 1, items: { enum: ['en', 'es'] } },
    landingPage: uri,
    references: { type: 'array', minItems: 1, uniqueItems: true, items: uri },
    distribution: { type: 'array', minItems: 1, uniqueItems: true, items: distribution },
  },
};

export const dataCatalogSchema = {
  type: 'object',
  required: ['conformsTo', 'dataset'],
  dependencies: { '@type': ['@context'] },
  properties: {
    '@context': uri,
    '@id': uri,
    '@type': { const: 'dcat:Catalog' },
    conformsTo: { const: 'https://project-open-data.cio.gov/v1.1/schema' },
    describedBy: uri,
    dataset: { type: 'array', minItems: 1, uniqueItems: true, items: dataset },
  },
};
