import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildSite } from '../../.tools/build.mjs';
import { startServer } from '../../.tools/serve.mjs';
import { PublishedFolder } from '../integration/published-folder.ts';
import { exportLine, writeSmallCity } from '../integration/small-export.ts';
import { shown, useVisit } from './visit.ts';

const { visit, expectQuiet } = useVisit();
afterEach(expectQuiet);

const markup = '<img src=x onerror=alert(1)>';
const hostile = `${markup} \u202Elive\u2067 ${'x'.repeat(10_000)}`;
const address = `12 ${hostile} ST`;
const day = (of: number): string => `2018/05/${String(of).padStart(2, '0')}`;
const folder = new PublishedFolder();
let site: Awaited<ReturnType<typeof startServer>>;

/** A site of its own, where every field that the City writes freely holds what could break a page. */
beforeAll(async () => {
  const comesBack = [1, 8, 15, 22].map((of) =>
    exportLine({
      servicerequestnum: `18-000003${String(of).padStart(2, '0')}`,
      createddate: `${day(of)} 07:51:45+00`,
      statusdate: `${day(of + 2)} 08:24:42+00`,
      duedate: `${day(of + 3)} 07:51:45+00`,
      closedate: `${day(of + 2)} 08:24:41+00`,
      agency: hostile,
      outcome: hostile,
      address,
    }),
  );
  const open = exportLine({
    servicerequestnum: '18-00000100',
    createddate: `${day(24)} 07:51:45+00`,
    srstatus: 'Open',
    statusdate: `${day(24)} 07:51:45+00`,
    duedate: `${day(26)} 07:51:45+00`,
    closedate: '',
    outcome: '',
    address,
  });
  const unknownKind = exportLine({
    servicerequestnum: '18-00000200',
    srtype: hostile,
    createddate: `${day(27)} 07:51:45+00`,
    statusdate: `${day(28)} 08:24:42+00`,
    duedate: `${day(29)} 07:51:45+00`,
    closedate: `${day(28)} 08:24:41+00`,
    agency: hostile,
    outcome: hostile,
    address,
  });
  const { exports, config } = writeSmallCity(folder.root, [...comesBack, open, unknownKind]);
  const run = await folder.run('rebuild', '--from', exports, '--config', config);
  if (run.exitCode !== 0) throw new Error(run.output);
  const directory = join(folder.root, 'dist');
  mkdirSync(directory);
  const env = { ...process.env, PUBLISH_DIR: folder.published, SITE_OUT_DIR: directory };
  if ((await buildSite(env)) !== 0) throw new Error('the site was not built');
  site = await startServer({ directory });
}, 240_000);

afterAll(() => site.close());

const phone = { viewport: { width: 320, height: 700 } };
const at = (path: string): string => new URL(path, site.address).href;

/** That a page shows the text as text, and is no wider than its window. */
async function expectWhole(page: Page, where: string): Promise<void> {
  expect(await page.innerText(where)).toContain(markup);
  expect(await page.locator('img[onerror], [src="x"]').count()).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
}

describe('markup, right-to-left marks and ten thousand characters from the record are shown as text', () => {
  it.each(['neighborhood/westside/', 'es/vecindario/westside/'])('on a place’s page (/%s)', async (path) => {
    const page = await visit(at(path), phone);
    for (const section of ['open', 'returning'])
      await expectWhole(page, `section[aria-labelledby=${section}]`);
    // What comes after the address in its sentence keeps its own direction.
    expect(await page.innerText('section[aria-labelledby=open] li bdi')).toContain('\u202E');
    await page.context().close();
  });

  it.each(['request/', 'es/solicitud/'])('in the story of a request (/%s)', async (path) => {
    for (const number of ['18-00000100', '18-00000200']) {
      const page = await visit(at(`${path}?number=${number}`), phone);
      await page.waitForSelector('portal-request[data-state="shown"]');
      await expectWhole(page, 'portal-request');
      await page.context().close();
    }
  });

  it('on a request’s card of the map, and in the list', async () => {
    const page = await visit(at('map/?area=westside&status=any&whose=everyone'), phone);
    await shown(page);
    await page.waitForSelector('[data-points][data-state="shown"]');
    await page.locator('[data-requests-list] button').first().click();
    await page.waitForFunction(
      (text) => document.querySelector('[data-card]')!.textContent.includes(text),
      markup,
    );
    await expectWhole(page, '[data-card]');
    await page.context().close();
  });

  it.each(['', 'map/', 'top/', 'neighborhoods/', 'quality/', 'method/', 'photos/'])(
    'without a page becoming wider than a phone (/%s)',
    async (path) => {
      const page = await visit(at(path), phone);
      await page.$$eval('details', (found) => found.forEach((details) => (details.open = true)));
      expect(await page.locator('img[onerror], [src="x"]').count()).toBe(0);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      await page.context().close();
    },
  );

  it('in feeds, which stay valid', () => {
    for (const name of ['neighborhood/westside/weekly.xml', 'es/vecindario/westside/diario.xml']) {
      const text = readFileSync(join(folder.root, 'dist', name), 'utf8');
      expect(XMLValidator.validate(text)).toBe(true);
      expect(text).not.toContain('<img');
      expect(() => new XMLParser().parse(text) as unknown).not.toThrow();
    }
  });
});
