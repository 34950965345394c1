import { minimumRequestsForP90 } from '../contract/metric.ts';
import { readPublished } from '../data/published.ts';
import { readAgencies, readTypeTimes } from '../data/type-times.ts';
import { placeFolders, type Language, type PlaceKind } from '../i18n/language.ts';
import { placeAddress } from './address.ts';
import { areaName } from './area-name.ts';
import type { PlaceFact, StoryFacts } from './story.ts';

/** What the page about one request needs to know besides it, in one language: names, addresses, usual times. */
export async function storyFacts(language: Language): Promise<StoryFacts> {
  const { areas } = await readPublished();
  const types = await readTypeTimes();
  const agencies = await readAgencies();
  const hasPage = (kind: string): kind is PlaceKind => kind in placeFolders;
  return {
    types: Object.fromEntries(
      types.map((type) => [
        type.request_type_id,
        {
          name: language === 'es' ? type.name_es : type.name_en,
          family: type.family,
          isResponse: type.clock === 'response',
          n: type.n,
          p50: type.p50_minutes,
          ...(type.n >= minimumRequestsForP90 ? { p90: type.p90_minutes } : {}),
        },
      ]),
    ),
    places: Object.fromEntries(
      areas.flatMap(({ area_id: id, kind, name, slug }): [number, PlaceFact][] =>
        hasPage(kind)
          ? [[id, { name: areaName(kind, name, language), address: placeAddress(kind, slug, language) }]]
          : [],
      ),
    ),
    agencies: Object.fromEntries(
      agencies.map((agency) => [agency.agency, language === 'es' ? agency.name_es : agency.name_en]),
    ),
  };
}
