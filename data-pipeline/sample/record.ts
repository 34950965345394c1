import type { DuckDBConnection } from '@duckdb/node-api';
import type { AreaKind } from '../../src/contract/code.ts';
export interface SampleOptions { rows: number; seed: number; through: string; months?: number }
export interface SampleBoundary { kind: AreaKind; collection: GeoJSON.FeatureCollection }
export interface SampleRecord { boundaries: SampleBoundary[]; rows: number }
export async function makeSample(_o: SampleOptions, _c: DuckDBConnection): Promise<SampleRecord> { throw new Error('x'); }
