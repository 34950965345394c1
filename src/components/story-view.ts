import type { LookupRequest } from '../data/lookup.ts';
import type { Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { pageAddress, requestAddress } from './address.ts';
import { sayOutcome, sayStatus, sayTime, sayUsual, sayWork } from './story-lead.ts';
import { nearSection } from './story-near.ts';
import { sayNext } from './story-next.ts';
import { photoSection } from './story-photos.ts';
import { caseOf, type Linked, type LinkedRequest, type Story } from './story.ts';
import { element, link, rich } from './element.ts';
import { dayOf, momentOf } from './story-words.ts';

const cityPages = 'https://balt311.baltimorecity.gov/citizen/requests/';

/** The answer about one request, as elements: in words first, then dates, what to do, what is around it, what is recorded. */
export function storyView(story: Story, language: Language, t: Translate): HTMLElement[] {
  return [
    leadSection(story, language, t),
    ...photoSection(story, t),
    ...linkSection(story, language, t),
    nextSection(story, language, t),
    nearSection(story, language, t),
    factSection(story, language, t),
  ];
}

function leadSection(story: Story, language: Language, t: Translate): HTMLElement {
  const { request, facts } = story;
  const title = element('h2', '', t('request.heading', { number: request.number }));
  title.tabIndex = -1;
  const work = sayWork(story, t);
  const lead = element('p', 'answer-lead', ...rich(sayStatus(story, language, t)));
  if (work !== null) lead.append(' ', work);
  const section = element(
    'section',
    'story-lead',
    title,
    element('p', 'story-kind', facts.types[request.typeId]?.name ?? ''),
    lead,
  );
  if (request.outcome !== null) {
    const quote = element('q', '', request.outcome);
    // The City writes in English, whatever the page's language.
    quote.setAttribute('lang', 'en');
    const gloss = sayOutcome(story, language, t);
    section.append(
      element('p', '', `${t('request.work.quote')} `, quote, ...(gloss === null ? [] : [`. ${gloss}`])),
    );
  }
  const times = sayTime(story, language, t);
  if (times.length > 0) section.append(element('p', '', times.join(' ')));
  if (request.closedInstantly) section.append(element('p', '', t('request.flag.instantly')));
  if (request.closedInBatch) {
    const more = link(pageAddress('quality', language), t('request.flag.batchMore'));
    section.append(element('p', '', `${t('request.flag.batch')} `, more));
  }
  section.append(dateLine(story, language, t));
  const [usual, basis] = sayUsual(story, language, t);
  if (usual !== undefined) section.append(element('p', 'story-usual', usual));
  if (basis !== undefined) section.append(element('p', 'small soft', basis));
  return section;
}

/** Opened, due, closed and the record's end, in the order in which they come. */
function dateLine({ request, endMs }: Story, language: Language, t: Translate): HTMLElement {
  const { createdMs, dueMs, closedMs, status } = request;
  const dates: [name: 'opened' | 'due' | 'closed' | 'through', at: number][] = [['opened', createdMs]];
  if (dueMs !== null) dates.push(['due', dueMs]);
  if (closedMs !== null) dates.push(['closed', closedMs]);
  if (status === 'open') dates.push(['through', endMs]);
  dates.sort(([, first], [, second]) => first - second);
  const list = element(
    'ol',
    'story-line',
    ...dates.map(([name, at]) => {
      const item = element(
        'li',
        '',
        element('span', 'story-line-name', t(`request.line.${name}`)),
        ' ',
        element('span', '', momentOf(at, language)),
      );
      item.dataset['date'] = name;
      return item;
    }),
  );
  list.setAttribute('aria-label', t('request.line.title'));
  return list;
}

/** Of a duplicate the request it repeats, of a transferred one its successor; nothing for others. */
function linkSection(story: Story, language: Language, t: Translate): HTMLElement[] {
  const { request, parent, successor, endMs } = story;
  const own = caseOf(request, endMs);
  if (own !== 'duplicate' && own !== 'transferred') return [];
  const linked = own === 'duplicate' ? parent : successor;
  const section = element('section', 'block', element('h2', '', t('request.link.title')));
  const kind = own === 'duplicate' ? 'parent' : 'successor';
  if (linked === null) section.append(element('p', '', t(`request.link.${kind}Unknown`)));
  else if (linked.request === null)
    section.append(element('p', '', t(`request.link.${kind}Absent`, { number: linked.number })));
  else
    section.append(
      ...linkedStory(linked, linked.request, kind, story, language, t),
      element('p', 'small soft', t('request.link.inferred')),
    );
  return [section];
}

function linkedStory(
  { number }: Linked,
  request: LinkedRequest,
  kind: 'parent' | 'successor',
  { facts }: Story,
  language: Language,
  t: Translate,
): HTMLElement[] {
  const { status, closedMs, createdMs, typeId } = request;
  const first =
    kind === 'parent'
      ? t('request.link.parent', { number, date: dayOf(createdMs, language) })
      : t('request.link.successor', { number, type: facts.types[typeId]?.name ?? '' });
  const stands =
    status === 'open'
      ? t('request.link.stillOpen', { number })
      : closedMs === null
        ? t('request.link.closedUndated', { number })
        : t('request.link.closed', { number, date: dayOf(closedMs, language) });
  return [
    element('p', '', `${first} ${stands}`),
    element('p', '', link(requestAddress(number, language), t('request.link.open', { number }))),
  ];
}

function nextSection(story: Story, language: Language, t: Translate): HTMLElement {
  const { number } = story.request;
  const city = story.isSample
    ? element('p', 'soft', t('request.citySample'))
    : element('p', '', link(`${cityPages}${encodeURIComponent(number)}`, t('request.cityPage', { number })));
  return element(
    'section',
    'block',
    element('h2', '', t('request.next.title')),
    element('ul', '', ...sayNext(story, language, t).map((text) => element('li', '', ...rich(text)))),
    city,
  );
}

const methods = {
  phone: 'request.method.phone',
  api: 'request.method.api',
  system: 'request.method.system',
  internal: 'request.method.internal',
  mail: 'request.method.mail',
  email: 'request.method.email',
} as const;

function factSection({ request, facts }: Story, language: Language, t: Translate): HTMLElement {
  const list = element('dl', 'story-facts');
  const add = (name: string, ...values: (string | Node)[]): void =>
    list.append(element('div', '', element('dt', '', name), element('dd', '', ...values)));
  const { agency, method, origin, updatedMs } = request;
  add(t('request.fact.kind'), facts.types[request.typeId]?.name ?? '');
  add(
    t('request.fact.agency'),
    agency === null ? t('request.fact.agencyNone') : (facts.agencies[agency] ?? agency),
  );
  if (method !== null) {
    const key = method.toLowerCase();
    add(t('request.fact.method'), key in methods ? t(methods[key as keyof typeof methods]) : method);
  }
  if (origin !== 'resident')
    add(
      t('request.fact.origin'),
      {
        city: t('request.fact.originCity'),
        information: t('request.fact.originInformation'),
        administrative: t('request.fact.originAdministrative'),
      }[origin],
    );
  add(t('request.fact.place'), ...place(request, t));
  for (const [name, areaId] of [
    ['neighborhood', request.neighborhood],
    ['district', request.councilDistrict],
    ['statisticalArea', request.statisticalArea],
  ] as const) {
    const area = facts.places[areaId ?? ''];
    if (area !== undefined) add(t(`request.fact.${name}`), link(area.address, area.name));
  }
  if (updatedMs !== null) add(t('request.fact.updated'), momentOf(updatedMs, language));
  return element('section', 'block', element('h2', '', t('request.fact.title')), list);
}

function place({ address, placeIsBlock, location }: LookupRequest, t: Translate): (string | Node)[] {
  const notes: string[] = [];
  if (placeIsBlock) notes.push(t('request.fact.placeBlock'));
  if (location === 'placeholder') notes.push(t('request.fact.placePlaceholder'));
  if (location === 'outside') notes.push(t('request.fact.placeOutside'));
  return [
    address ?? t('request.fact.placeNone'),
    ...notes.map((note) => element('span', 'story-note', note)),
  ];
}
