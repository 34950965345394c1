import { objectIdOf, type CityLayer, type FakeAttachment } from './city-layer.ts';
import type { CityField, CityRow } from './city-row.ts';
import type { FaultKind } from './fault.ts';
import { BadClause, parseWhere } from './where-clause.ts';

const place = {
  geometryType: 'esriGeometryPoint',
  spatialReference: { wkid: 4326, latestWkid: 4326 },
} as const;

const described = (fields: readonly CityField[]): object[] =>
  fields.map((field) => ({
    ...field,
    alias: field.name,
    sqlType: 'sqlTypeOther',
    domain: null,
    defaultValue: null,
  }));

const hasPlace = ({ fields }: CityLayer): boolean => fields.some(({ name }) => name === 'Latitude');

/** What a layer says about itself. */
export function layerMetadata(layer: CityLayer, path: string, maxRecordCount: number): object {
  return {
    id: Number(path.split('/').at(-1)),
    name: path.split('/').at(0),
    type: hasPlace(layer) ? 'Feature Layer' : 'Table',
    ...(hasPlace(layer) ? { geometryType: place.geometryType } : {}),
    objectIdField: 'ESRI_OID',
    uniqueIdField: { name: 'ESRI_OID', isSystemMaintained: true },
    maxRecordCount,
    capabilities: 'Query',
    hasAttachments: layer.attachments !== null,
    dateFieldsTimeReference: { timeZone: 'UTC', respectsDaylightSaving: false },
    editingInfo: { lastEditDate: layer.lastEditMs },
    advancedQueryCapabilities: { supportsPagination: true, supportsOrderBy: true, supportsDistinct: true },
    fields: described(layer.fields),
  };
}

/**
 * Answers a layer's `query`, spoiled by those faults that leave an answer whole.
 * @throws BadClause for parameters that the service refuses.
 */
export function layerQuery(
  layer: CityLayer,
  parameters: URLSearchParams,
  pageSize: number,
  fault: FaultKind | null,
): object {
  const found = select(layer, parameters);
  if (parameters.get('returnCountOnly') === 'true') {
    return { count: found.length + (fault === 'stale_count' ? (found.length > 2 ? -2 : 2) : 0) };
  }
  if (parameters.get('returnIdsOnly') === 'true') {
    const kept = fault === 'stale_ids' ? found.filter((_row, index) => index % 3 !== 0) : found;
    return { objectIdFieldName: 'ESRI_OID', objectIds: kept.map(objectIdOf) };
  }
  const offset = wholeNumber(parameters, 'resultOffset', 0);
  const limit = Math.min(pageSize, wholeNumber(parameters, 'resultRecordCount', pageSize));
  const { rows, more } = spoil(
    found.slice(offset, offset + limit),
    found.length > offset + limit,
    limit,
    fault,
  );
  const fields = fieldsAsked(layer, parameters.get('outFields') ?? '');
  const withGeometry = hasPlace(layer) && parameters.get('returnGeometry') !== 'false';
  return {
    objectIdFieldName: 'ESRI_OID',
    uniqueIdField: { name: 'ESRI_OID', isSystemMaintained: true },
    globalIdFieldName: '',
    ...(withGeometry ? place : {}),
    fields: described(fields),
    // The service leaves the key out when there is no more.
    ...(more ? { exceededTransferLimit: true } : {}),
    features: rows.map((row) => ({
      attributes: Object.fromEntries(fields.map(({ name }) => [name, row[name] ?? null])),
      ...(withGeometry ? geometryOf(row) : {}),
    })),
  };
}

/**
 * Answers a layer's `queryAttachments`: groups of the rows asked for, at most a page of files.
 * @throws BadClause for parameters that the service refuses.
 */
export function attachmentQuery(layer: CityLayer, parameters: URLSearchParams, pageSize: number): object {
  if (layer.attachments === null) throw new BadClause('This layer has no attachments.');
  const rows = select(
    layer,
    new URLSearchParams({
      where: parameters.get('definitionExpression') ?? '',
      objectIds: parameters.get('objectIds') ?? '',
      orderByFields: 'ESRI_OID',
    }),
  );
  let left = pageSize;
  const groups = rows.flatMap((row) => {
    const infos = (layer.attachments?.get(objectIdOf(row)) ?? []).slice(0, left);
    left -= infos.length;
    return infos.length === 0
      ? []
      : [{ parentObjectId: objectIdOf(row), attachmentInfos: infos.map(describe) }];
  });
  // Like queries, it leaves the key out when there is no more.
  return { fields: [], attachmentGroups: groups, ...(left === 0 ? { exceededTransferLimit: true } : {}) };
}

function describe({ taken, keywords = '', size = 100_000, ...info }: FakeAttachment): object {
  const tags = taken === undefined ? [] : [{ name: 'Date/Time Original', value: taken }];
  return { ...info, keywords, size, exifInfo: [{ name: 'Exif SubIFD', tags }] };
}

function select({ rows, fields }: CityLayer, parameters: URLSearchParams): CityRow[] {
  const where = parameters.get('where');
  const objectIds = parameters.get('objectIds');
  if (!where && !objectIds) throw new BadClause("'where' parameter not specified");
  const fits = parseWhere(where || '1=1', fields);
  const ids = objectIds ? new Set(objectIds.split(',').map(Number)) : null;
  const found = rows.filter((row) => fits(row) && (ids?.has(objectIdOf(row)) ?? true));
  return inOrder(found, fields, parameters.get('orderByFields') ?? '');
}

function inOrder(rows: CityRow[], fields: readonly CityField[], stated: string): CityRow[] {
  // Rows come in no order that a client may lean on unless it asks for one.
  const scattered = (row: CityRow): number => Math.imul(objectIdOf(row), 0x9e3779b1) >>> 0;
  if (stated.trim() === '') return rows.sort((first, second) => scattered(first) - scattered(second));
  const keys = stated.split(',').map((key) => {
    const [, name = '', direction = 'ASC'] = /^\s*(\w+)(?:\s+(ASC|DESC))?\s*$/i.exec(key) ?? [];
    return { name: fieldNamed(fields, name || key).name, sign: direction.toUpperCase() === 'ASC' ? 1 : -1 };
  });
  return rows.sort((first, second) => {
    for (const { name, sign } of keys) {
      const [left, right] = [first[name] ?? null, second[name] ?? null];
      if (left === right) continue;
      if (left === null || right === null) return left === null ? -sign : sign;
      return left < right ? -sign : sign;
    }
    return 0;
  });
}

function fieldsAsked({ fields }: CityLayer, outFields: string): readonly CityField[] {
  if (outFields.trim() === '*') return fields;
  const names = outFields.trim() === '' ? ['ESRI_OID'] : outFields.split(',').map((name) => name.trim());
  return names.map((name) => fieldNamed(fields, name));
}

function fieldNamed(fields: readonly CityField[], name: string): CityField {
  const field = fields.find((candidate) => candidate.name.toUpperCase() === name.toUpperCase());
  if (!field) throw new BadClause(`'Invalid field: ${name}' parameter is invalid`);
  return field;
}

function wholeNumber(parameters: URLSearchParams, name: string, otherwise: number): number {
  const stated = parameters.get(name);
  if (stated === null || stated === '') return otherwise;
  if (!/^\d+$/.test(stated)) throw new BadClause(`'${name}' parameter is invalid`);
  return Number(stated);
}

function geometryOf(row: CityRow): { geometry?: { x: number; y: number } } {
  const [x, y] = [row['Longitude'] ?? null, row['Latitude'] ?? null];
  if (x === null || y === null) return {};
  return { geometry: { x: Number(Number(x).toFixed(8)), y: Number(Number(y).toFixed(8)) } };
}

interface Page {
  rows: CityRow[];
  more: boolean;
}

function spoil(rows: CityRow[], more: boolean, limit: number, fault: FaultKind | null): Page {
  const half = rows.slice(0, Math.ceil(rows.length / 2));
  if (fault === 'short_page_flagged') return { rows: half, more: true };
  if (fault === 'short_page_silent') return { rows: half, more: false };
  if (fault === 'empty_page_flagged') return { rows: [], more: true };
  if (fault !== 'repeated_rows') return { rows, more };
  const repeated = rows.flatMap((row, index) => (index % 3 === 0 ? [row, row] : [row]));
  return { rows: repeated.slice(0, Math.max(limit, 2)), more: more || repeated.length > limit };
}
