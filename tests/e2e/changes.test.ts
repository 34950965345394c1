import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { atomFaults, childrenOf, readXml, textOf } from '../atom.ts';
import { siteFolder } from './built.ts';
import { askRecord, manifest } from './published.ts';
import { useVisit } from './visit.ts';

const { visit, expectQuiet } = useVisit();
afterEach(expectQuiet);

describe.each([
  {
    path: 'changes/',
    feed: 'changes/feed.xml',
    lead: /holds 60,000 requests through Nov 15, 2026.*It is the first publication of this record/,
    compared: 'not compared',
    state: 'shown on this site',
    definition: 'The first release.',
    title: 'Open 311 Baltimore: changes to the data (invented sample data)',
  },
  {
    path: 'es/cambios/',
    feed: 'es/cambios/novedades.xml',
    lead: /tiene 60,000 solicitudes hasta el 15 de noviembre de 2026.*Es la primera de este registro/,
    compared: 'no se comparó',
    state: 'es la que muestra este sitio',
    definition: 'El primer lanzamiento.',
    title: '311 Abierto Baltimore: cambios en los datos (datos de muestra, inventados)',
  },
])('changes to the data, at /$path', ({ path, feed, lead, compared, state, definition, title }) => {
  it('are told without JavaScript: each publication as the record has it, what the City changed, corrections', async () => {
    const page = await visit(path, { javaScriptEnabled: false });
    expect((await page.innerText('.answer-lead')).replace(/\s+/g, ' ')).toMatch(lead);
    const published = await askRecord('SELECT * FROM snapshots ORDER BY number DESC LIMIT 14');
    const rows = page.locator('.publications tbody');
    expect(await rows.count()).toBe(published.length);
    for (const [
      index,
      { snapshot_id: id, months_rewritten: months, files_new: files },
    ] of published.entries()) {
      const text = await rows.nth(index).innerText();
      expect(text).toContain(String(id));
      expect(text).toMatch(new RegExp(`: ${String(months)};.*: ${String(files)}\\.`));
    }
    expect(await rows.first().innerText()).toContain(state);
    expect(await rows.first().locator('td.number').allTextContents()).toEqual(
      Array.from({ length: 3 }, () => expect.stringContaining(compared) as string),
    );
    expect(await page.locator('section[aria-labelledby=changes]').count()).toBe(1);
    expect(await page.innerText('.definition-changes')).toContain(definition);
    await page.context().close();
  });

  it('link to the manifest of each snapshot that is still published', async () => {
    const page = await visit(path, { javaScriptEnabled: false });
    const href = await page.getAttribute('.publications tbody a', 'href');
    const response = await page.request.get(new URL(href!, page.url()).href);
    expect(await response.json()).toEqual(JSON.parse(JSON.stringify(manifest)));
    await page.context().close();
  });

  it('have a feed that the page names, valid, with an entry for each', async () => {
    const page = await visit(path, { javaScriptEnabled: false });
    const named = await page.getAttribute('link[type="application/atom+xml"]', 'href');
    expect(named).toBe(`/${feed}`);
    expect(await page.getAttribute('main a[type="application/atom+xml"]', 'href')).toBe(named);
    const xml = readFileSync(join(siteFolder, feed), 'utf8');
    expect(atomFaults(xml)).toEqual([]);
    const root = readXml(xml);
    expect(textOf(root, 'title')).toBe(title);
    const ids = childrenOf(root, 'entry').map((entry) => textOf(entry, 'id').replace(/^.*\/(en|es)\//, ''));
    expect([...ids].sort()).toEqual([manifest.snapshot.id, 'definition/first-release'].sort());
    await page.context().close();
  });
});

it('the list of snapshots and the table of publications tell of the same snapshots', async () => {
  const list = JSON.parse(readFileSync(join(siteFolder, 'changes', 'snapshots.json'), 'utf8')) as {
    live: string;
    carried: { id: string }[];
    earlier: string[];
  };
  const rows = await askRecord('SELECT snapshot_id FROM snapshots');
  const ids = new Set(rows.map(({ snapshot_id: id }) => id));
  expect(list.live).toBe(manifest.snapshot.id);
  expect(new Set([...list.carried.map(({ id }) => id), ...list.earlier])).toEqual(ids);
});
