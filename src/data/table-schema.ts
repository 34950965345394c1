import type { Column } from '../contract/column.ts';
import { tables, type TableName } from '../contract/table.ts';
import { wordsOfColumn } from './column-words.ts';

/** A field of a Frictionless Table Schema. */
export interface TableField {
  name: string;
  type: 'string' | 'integer' | 'number' | 'boolean' | 'date' | 'datetime';
  description: string;
  /** Not part of the standard, which lets a descriptor say more. */
  unit?: string;
  categories?: { value: number; label: string }[];
  constraints?: { required?: true; unique?: true; enum?: readonly (string | number)[] };
}

export interface TableSchema {
  $schema: string;
  title: string;
  fields: TableField[];
  primaryKey?: string[];
}

/** Columns that tell rows of a table apart. */
const keys: Partial<Record<TableName, string>> = {
  detail: 'request_number',
  areas: 'area_id',
  request_types: 'request_type_id',
};

const fieldTypes: Readonly<Record<string, TableField['type']>> = {
  VARCHAR: 'string',
  DATE: 'date',
  TIMESTAMP: 'datetime',
  BOOLEAN: 'boolean',
  DOUBLE: 'number',
  UTINYINT: 'integer',
  USMALLINT: 'integer',
  INTEGER: 'integer',
  BIGINT: 'integer',
};

/** Where a site keeps the Table Schema of a table, from the site's root. */
export const tableSchemaPath = (table: string): string => `schema/${table}.json`;

/** Whether a published table is one of rows and columns, described by a Table Schema. */
export function hasTableSchema(table: string): table is TableName {
  return table in tables;
}

/**
 * The Table Schema of a published table, from the contract.
 * @throws Error naming a column whose type the standard has no word for.
 */
export function tableSchema(table: TableName): TableSchema {
  const key = keys[table];
  return {
    $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
    title: table,
    fields: tables[table].map((column) => fieldOf(table, column, column.name === key)),
    ...(key !== undefined && { primaryKey: [key] }),
  };
}

function fieldOf(table: TableName, column: Column, isKey: boolean): TableField {
  const type = fieldTypes[column.type];
  if (type === undefined)
    throw new Error(
      `${table}.${column.name} is ${column.type}, expected one of ${Object.keys(fieldTypes).join(', ')}.`,
    );
  const words = wordsOfColumn(table, column.name);
  return {
    name: column.name,
    type,
    description: column.description,
    ...(column.unit !== undefined && { unit: column.unit }),
    ...(isKey && { constraints: { required: true, unique: true } }),
    ...(words !== undefined &&
      (type === 'integer'
        ? {
            categories: words.map((label, value) => ({ value, label })),
            constraints: { enum: words.map((_, value) => value) },
          }
        : { constraints: { enum: words } })),
  };
}
