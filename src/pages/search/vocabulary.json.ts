import type { APIRoute } from 'astro';
import { siteVocabulary } from '../../components/site-vocabulary.ts';

/** The names that search knows, fetched when a reader goes into the search box. */
export const GET: APIRoute = async () => Response.json(await siteVocabulary());
