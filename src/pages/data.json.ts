import type { APIRoute } from 'astro';
import { readCatalogSource } from '../components/catalog-source.ts';
import { dataCatalog } from '../data/data-catalog.ts';

/** The catalog that open-data harvesters look for. */
export const GET: APIRoute = async ({ site }) =>
  Response.json(dataCatalog(await readCatalogSource(site, 'en')));
