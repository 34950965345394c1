import type { APIRoute } from 'astro';
import { readCatalogSource } from '../components/catalog-source.ts';
import { datasetGraph } from '../data/dataset-graph.ts';

/** The description that search engines for data sets read. */
export const GET: APIRoute = async ({ site }) =>
  Response.json(datasetGraph(await readCatalogSource(site, 'en')));
