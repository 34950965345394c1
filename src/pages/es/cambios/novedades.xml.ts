import type { APIRoute } from 'astro';
import { changesFeedResponse } from '../../../components/changes-feed-response.ts';

export const GET: APIRoute = ({ site }) => changesFeedResponse('es', site);
