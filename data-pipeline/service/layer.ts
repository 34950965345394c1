import * as v from 'valibot';
import { ServiceError } from '../error.ts';
import { cityFields, dateColumns, neededFields } from '../sources/raw.ts';
import { askService, type Service } from './ask.ts';

const metadataSchema = v.object({
  objectIdField: v.optional(v.nullable(v.string())),
  maxRecordCount: v.pipe(v.number(), v.integer(), v.minValue(1)),
  fields: v.array(v.object({ name: v.string(), type: v.string() })),
  editingInfo: v.optional(v.nullable(v.object({ lastEditDate: v.optional(v.nullable(v.number())) }))),
  hasAttachments: v.optional(v.nullable(v.boolean())),
  dateFieldsTimeReference: v.optional(v.nullable(v.object({ timeZone: v.optional(v.string()) }))),
});

export interface Field {
  name: string;
  type: string;
}

/** What a layer says about itself, before any row is asked for. */
export interface Layer {
  url: string;
  objectIdField: string;
  /** Most rows it gives in one answer. */
  pageRows: number;
  /** The fields that are read, as the layer spells them. */
  fields: Field[];
  /** Fields it has beside those; never asked for. */
  unreadFields: string[];
  /** Epoch ms of its last change, null where it does not say. */
  lastEditMs: number | null;
  /** It says that files may be attached to its rows, such as pictures. */
  hasAttachments: boolean;
}

/** More rows than this in one answer make answers that time out. */
const largestPage = 2000;

/**
 * Reads a layer's metadata.
 * @throws ServiceError when it is not a layer of 311 requests: a needed field is absent, a date is no longer a date,
 * or its dates are said to be in a zone other than the one they are labelled with (docs/record.md).
 */
export async function describeLayer(service: Service, url: string): Promise<Layer> {
  const result = v.safeParse(metadataSchema, await askService(service, `${url}?f=json`));
  if (!result.success) {
    const [issue] = result.issues;
    throw new ServiceError(
      `${url}: its metadata has ${issue.received} as ${v.getDotPath(issue) ?? 'the whole'}, expected ${issue.expected ?? 'another value'}; is it a FeatureServer layer?`,
    );
  }
  const { fields, objectIdField, maxRecordCount, editingInfo, dateFieldsTimeReference, hasAttachments } =
    result.output;
  const wanted = new Set(Object.values(cityFields));
  const read = fields.filter(({ name }) => wanted.has(name.toLowerCase()));
  refuseOtherFields(url, fields, read);
  const zone = dateFieldsTimeReference?.timeZone;
  if (zone !== undefined && zone !== 'UTC') {
    throw new ServiceError(
      `${url}: its dates are now in the zone "${zone}"; expected "UTC" (Baltimore wall clock written as UTC). Times would shift by hours: look at a few rows and change the reading of dates before publishing.`,
    );
  }
  const id = objectIdField ?? fields.find(({ type }) => type === 'esriFieldTypeOID')?.name;
  if (id === undefined)
    throw new ServiceError(`${url} names no object id field; expected one to read pages by.`);
  const readNames = new Set(read.map(({ name }) => name));
  return {
    url,
    objectIdField: id,
    pageRows: Math.min(maxRecordCount, largestPage),
    fields: read.map(({ name, type }) => ({ name, type })),
    unreadFields: fields.map(({ name }) => name).filter((name) => name !== id && !readNames.has(name)),
    lastEditMs: editingInfo?.lastEditDate ?? null,
    hasAttachments: hasAttachments ?? false,
  };
}

function refuseOtherFields(url: string, fields: readonly Field[], read: readonly Field[]): void {
  const seen = new Map(read.map(({ name, type }) => [name.toLowerCase(), type]));
  const missing = neededFields.filter((field) => !seen.has(field));
  if (missing.length > 0) {
    throw new ServiceError(
      `${url} has no field ${missing.join(', ')} (fields seen: ${fields.map(({ name }) => name).join(', ')}); expected all of ${neededFields.join(', ')}, in any case.`,
    );
  }
  for (const column of dateColumns) {
    const field = cityFields[column] ?? '';
    const type = seen.get(field);
    if (type !== undefined && type !== 'esriFieldTypeDate') {
      throw new ServiceError(`${url}: field ${field} is now ${type}; expected esriFieldTypeDate.`);
    }
  }
}

/**
 * Refuses a layer whose fields are not those of the last accepted reading, by name: a field that vanishes silently
 * empties a column of the record.
 */
export function refuseChangedFields(layer: Layer, before: readonly Field[]): void {
  const now = new Map(layer.fields.map(({ name, type }) => [name.toLowerCase(), type]));
  const changed = before.flatMap(({ name, type }) => {
    const current = now.get(name.toLowerCase());
    if (current === undefined) return [`${name} is gone`];
    return current === type ? [] : [`${name} was ${type} and is ${current}`];
  });
  const known = new Set(before.map(({ name }) => name.toLowerCase()));
  changed.push(
    ...layer.fields.filter(({ name }) => !known.has(name.toLowerCase())).map(({ name }) => `${name} is new`),
  );
  if (changed.length === 0) return;
  throw new ServiceError(
    `${layer.url} has other fields than at the last reading: ${changed.join(', ')}. Look at the layer; if the City means it, run nightly once with --accept-fields.`,
  );
}

/** A where clause for rows opened or touched at or after a wall-clock moment (`YYYY-MM-DD HH:MM:SS`). */
export function touchedSince(layer: Layer, moment: string): string {
  const stamps = ['createddate', 'statusdate', 'closedate', 'lastactivitydate'];
  return layer.fields
    .filter(({ name }) => stamps.includes(name.toLowerCase()))
    .map(({ name }) => `${name} >= TIMESTAMP '${moment}'`)
    .join(' OR ');
}
