import type { NearbyRequest } from '../data/nearby.ts';
import { formatDays, formatNumber } from '../i18n/format.ts';
import type { Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { requestAddress } from './address.ts';
import { placeSince } from './same-place.ts';
import type { Story } from './story.ts';
import { element, link, rich } from './element.ts';
import { dayOf } from './story-words.ts';

/** Rows shown before a reader asks for all. */
const firstRows = 8;
const dayMs = 86_400_000;

/** Other reports at the same place: whether it was reported again, how many there are, and a table of them. */
export function nearSection(story: Story, language: Language, t: Translate): HTMLElement {
  const { request, others, othersFailed } = story;
  const section = element('section', 'block', element('h2', '', t('request.near.title')));
  const say = (text: string, className = ''): void => section.append(element('p', className, ...rich(text)));
  if (othersFailed) say(t('request.near.failed'));
  else if (others === null) say(request.placeIsBlock ? t('request.near.block') : t('request.near.noPoint'));
  else {
    const again = sayAgain(story, language, t);
    if (again !== null) say(again);
    const count = { count: others.length, number: formatNumber(others.length, language) };
    say(others.length === 0 ? t('request.near.none') : t('request.near.sentence', count));
    if (others.length > 0) section.append(table(story, others, language, t));
    say(t('request.near.leftOut'), 'small soft');
  }
  return section;
}

function sayAgain({ request, again, endMs }: Story, language: Language, t: Translate): string | null {
  const { closedMs, status, disposition } = request;
  if (closedMs === null || status !== 'closed' || disposition !== 'none') return null;
  const [first] = again;
  // Of what was closed before, the years in between are not looked at.
  const isRecent = closedMs >= placeSince(endMs);
  if (first === undefined) return t(isRecent ? 'request.near.againNone' : 'request.near.againRecentNone');
  const said = t(isRecent ? 'request.near.again' : 'request.near.againRecent', {
    count: again.length,
    number: formatNumber(again.length, language),
    date: dayOf(first.createdMs, language),
    days: formatDays((first.createdMs - closedMs) / dayMs, language, t),
  });
  return `${said} ${t('request.near.againNote')}`;
}

function table(
  story: Story,
  others: readonly NearbyRequest[],
  language: Language,
  t: Translate,
): HTMLElement {
  const heading = (text: string): HTMLElement => {
    const cell = element('th', '', text);
    cell.setAttribute('scope', 'col');
    return cell;
  };
  const again = new Set(story.again.map(({ number }) => number));
  const rows = others.map((other, at) => {
    const kind = element('th', '', story.facts.types[other.typeId]?.name ?? '');
    kind.setAttribute('scope', 'row');
    if (again.has(other.number)) kind.classList.add('near-again');
    const row = element(
      'tr',
      '',
      element('td', '', dayOf(other.createdMs, language)),
      kind,
      element('td', '', sayState(other, story.endMs, language, t)),
      element('td', '', link(requestAddress(other.number, language), other.number)),
    );
    row.hidden = at >= firstRows;
    return row;
  });
  const columns = ['columnDate', 'columnKind', 'columnStatus', 'columnNumber'] as const;
  const wide = element(
    'div',
    'near-wide',
    element(
      'table',
      'near',
      element('caption', 'hidden-visually', t('request.near.title')),
      element('thead', '', element('tr', '', ...columns.map((name) => heading(t(`request.near.${name}`))))),
      element('tbody', '', ...rows),
    ),
  );
  if (rows.length > firstRows) {
    const more = element(
      'button',
      'button',
      t('request.near.more', { number: formatNumber(rows.length, language) }),
    );
    more.setAttribute('type', 'button');
    more.addEventListener('click', () => {
      for (const row of rows) row.hidden = false;
      more.remove();
      rows[firstRows]?.querySelector('a')?.focus();
    });
    wide.append(more);
  }
  return wide;
}

function sayState(
  { status, disposition, dueMs, closedMs }: NearbyRequest,
  endMs: number,
  language: Language,
  t: Translate,
): string {
  if (disposition !== 'none') return t(`request.near.${disposition}`);
  if (status === 'closed')
    return closedMs === null
      ? t('request.line.closed')
      : t('request.near.closed', { date: dayOf(closedMs, language) });
  return dueMs !== null && dueMs <= endMs ? t('request.near.late') : t('request.near.open');
}
