import type { APIRoute } from 'astro';
import { readCatalogSource } from '../components/catalog-source.ts';
import { dataPackage } from '../data/data-package.ts';

/** The descriptor that Frictionless tools read. */
export const GET: APIRoute = async ({ site }) =>
  Response.json(dataPackage(await readCatalogSource(site, 'en')));
