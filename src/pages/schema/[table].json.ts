import type { APIRoute, GetStaticPaths } from 'astro';
import { tables, type TableName } from '../../contract/table.ts';
import { tableSchema } from '../../data/table-schema.ts';

interface Props {
  table: TableName;
}

export const getStaticPaths = (() =>
  (Object.keys(tables) as TableName[]).map((table) => ({
    params: { table },
    props: { table } satisfies Props,
  }))) satisfies GetStaticPaths;

/** What the columns of one table hold. */
export const GET: APIRoute<Props> = ({ props }) => Response.json(tableSchema(props.table));
