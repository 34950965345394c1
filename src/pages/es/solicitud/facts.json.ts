import type { APIRoute } from 'astro';
import { storyFacts } from '../../../components/story-facts.ts';

/** Names and usual times that the page beside it fetches once. */
export const GET: APIRoute = async () => Response.json(await storyFacts('es'));
