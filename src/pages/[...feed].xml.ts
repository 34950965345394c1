import type { APIRoute, GetStaticPaths } from 'astro';
import { atomText } from '../components/atom.ts';
import { followFeed, type FeedChoice } from '../components/follow-feed.ts';
import { readFollow } from '../data/follow.ts';
import { readPublished } from '../data/published.ts';
import { feedFiles, languages, placeFolders, type FeedEvery, type PlaceKind } from '../i18n/language.ts';

interface Props {
  choice: FeedChoice;
  areaId: number;
}

/** Two feeds in each language for every place that has a page, beside that page. */
export const getStaticPaths = (async () => {
  const { areas } = await readPublished();
  const places = areas.filter(({ kind }) => kind in placeFolders);
  return places.flatMap((place) =>
    (Object.keys(feedFiles) as FeedEvery[]).flatMap((every) =>
      languages.map((language) => {
        const kind = place.kind as PlaceKind;
        return {
          params: {
            feed: `${placeFolders[kind][language]}${place.slug}/${feedFiles[every][language].replace(/\.xml$/, '')}`,
          },
          props: { choice: { kind, place, every, language }, areaId: place.area_id } satisfies Props,
        };
      }),
    ),
  );
}) satisfies GetStaticPaths;

export const GET: APIRoute<Props> = async ({ props, site }) => {
  const { manifest } = await readPublished();
  const follow = await readFollow();
  const feed = followFeed(
    props.choice,
    follow.get(props.areaId) ?? [],
    manifest.snapshot,
    site ?? new URL('http://localhost/'),
  );
  return new Response(atomText(feed), { headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' } });
};
