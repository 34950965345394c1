import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** An element of a feed: its attributes, its text, its children. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  text: string;
  children: XmlElement[];
}

type Parsed = Record<string, unknown>;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  htmlEntities: false,
});

/**
 * Reads XML as a tree.
 * @throws Error when it is not well-formed.
 */
export function readXml(xml: string): XmlElement {
  const valid = XMLValidator.validate(xml);
  if (valid !== true) throw new Error(`not well-formed: ${valid.err.msg} at line ${valid.err.line}`);
  // The parser does not look at characters: XML 1.0 allows these only.
  const strange = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.exec(xml);
  if (strange !== null) throw new Error(`not well-formed: character ${strange[0].charCodeAt(0)}`);
  const roots = (parser.parse(xml) as Parsed[]).map(elementOf).filter((found) => found !== undefined);
  const [root] = roots.filter(({ name }) => !name.startsWith('?'));
  if (root === undefined) throw new Error('not well-formed: no element');
  return root;
}

function elementOf(node: Parsed): XmlElement | undefined {
  const name = Object.keys(node).find((key) => key !== ':@' && key !== '#text');
  if (name === undefined) return undefined;
  const inside = node[name] as Parsed[];
  return {
    name,
    attributes: (node[':@'] ?? {}) as Record<string, string>,
    text: inside.map((child) => String(child['#text'] ?? '')).join(''),
    children: inside.map(elementOf).filter((child) => child !== undefined),
  };
}

/** The children of one name. */
export const childrenOf = ({ children }: XmlElement, name: string): XmlElement[] =>
  children.filter((child) => child.name === name);

/** The text of the only child of a name; empty where there is none. */
export const textOf = (element: XmlElement, name: string): string => childrenOf(element, name)[0]?.text ?? '';

const allowed = {
  feed: 'author category contributor generator icon id link logo rights subtitle title updated entry',
  entry: 'author category content contributor id link published rights source summary title updated',
  person: 'name uri email',
};

/** What RFC 4287 has against a feed; empty for a valid one. */
export function atomFaults(xml: string): string[] {
  const feed = readXml(xml);
  const faults: string[] = [];
  const say = (fault: string): number => faults.push(fault);
  if (feed.name !== 'feed' || feed.attributes['xmlns'] !== 'http://www.w3.org/2005/Atom') say('no Atom feed');
  if (!/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(feed.attributes['xml:lang'] ?? 'en')) say('xml:lang');

  const look = (element: XmlElement, where: 'feed' | 'entry'): void => {
    for (const { name } of element.children)
      if (!allowed[where].split(' ').includes(name)) say(`${where}: <${name}> has no place here`);
    if (element.text.trim() !== '') say(`${where}: text between elements`);
    const count = (name: string): number => childrenOf(element, name).length;
    for (const name of ['id', 'title', 'updated'])
      if (count(name) !== 1) say(`${where}: ${count(name)} ${name}`);
    for (const name of ['rights', 'subtitle', 'generator', 'icon', 'logo', 'published', 'summary', 'content'])
      if (count(name) > 1) say(`${where}: ${count(name)} ${name}`);
    if (!isIri(textOf(element, 'id'))) say(`${where}: id ${textOf(element, 'id')}`);
    for (const name of ['title', 'subtitle', 'rights', 'summary'])
      for (const child of childrenOf(element, name)) faults.push(...textFaults(child));
    for (const name of ['updated', 'published'])
      for (const child of childrenOf(element, name)) if (!isMoment(child.text)) say(`${name} ${child.text}`);
    for (const name of ['author', 'contributor'])
      for (const child of childrenOf(element, name)) faults.push(...personFaults(child));
    faults.push(...linkFaults(childrenOf(element, 'link'), where));
    const hasAlternate = childrenOf(element, 'link').some(
      (link) => (link.attributes['rel'] ?? 'alternate') === 'alternate',
    );
    if (where === 'entry' && count('content') === 0 && !hasAlternate)
      say('entry: neither content nor alternate');
  };

  const entries = childrenOf(feed, 'entry');
  look(feed, 'feed');
  for (const entry of entries) look(entry, 'entry');
  if (
    childrenOf(feed, 'author').length === 0 &&
    entries.some((entry) => childrenOf(entry, 'author').length === 0)
  )
    say('no author');
  if (childrenOf(feed, 'link').filter(({ attributes }) => attributes['rel'] === 'self').length !== 1)
    say('no link to itself');
  const ids = [feed, ...entries].map((element) => textOf(element, 'id'));
  if (new Set(ids).size !== ids.length) say('an id twice');
  return faults;
}

function textFaults({ name, attributes, children }: XmlElement): string[] {
  const type = attributes['type'] ?? 'text';
  if (!['text', 'html', 'xhtml'].includes(type)) return [`${name}: type ${type}`];
  return type !== 'xhtml' && children.length > 0 ? [`${name}: elements in ${type}`] : [];
}

function personFaults(person: XmlElement): string[] {
  const names = person.children.map(({ name }) => name);
  const strange = names.filter((name) => !allowed.person.split(' ').includes(name));
  const uri = textOf(person, 'uri');
  return [
    ...(childrenOf(person, 'name').length === 1 && textOf(person, 'name').trim() !== ''
      ? []
      : ['person: name']),
    ...(new Set(names).size === names.length ? [] : ['person: an element twice']),
    ...(uri === '' || isIri(uri) ? [] : [`person: uri ${uri}`]),
    ...strange.map((name) => `person: <${name}>`),
  ];
}

function linkFaults(links: XmlElement[], where: string): string[] {
  const faults = links.flatMap(
    ({ attributes: { href = '', rel = 'alternate', type = 'text/html', hreflang = 'en' } }) => [
      ...(isIri(href) ? [] : [`${where}: href ${href}`]),
      ...(rel === '' ? [`${where}: empty rel`] : []),
      ...(/^[\w.+-]+\/[\w.+-]+$/.test(type) ? [] : [`${where}: link type ${type}`]),
      ...(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(hreflang) ? [] : [`${where}: hreflang ${hreflang}`]),
    ],
  );
  const alternates = links
    .filter(({ attributes }) => (attributes['rel'] ?? 'alternate') === 'alternate')
    .map(({ attributes }) => `${attributes['type']} ${attributes['hreflang']}`);
  return new Set(alternates).size === alternates.length
    ? faults
    : [...faults, `${where}: an alternate twice`];
}

const isIri = (text: string): boolean => /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i.test(text);

function isMoment(text: string): boolean {
  const shape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
  return shape.test(text) && !Number.isNaN(Date.parse(text));
}
