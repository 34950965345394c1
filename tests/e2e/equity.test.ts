import type { Page } from 'playwright';
import { afterEach, describe, expect, it } from 'vitest';
import { usualComparison, type ComparisonQuestion } from '../../src/contract/measure.ts';
import { comparedStatement } from '../../src/contract/measure.ts';
import { addDays, lastDay } from '../../src/contract/period.ts';
import { codeRows, monthsOfDays, rowsOfColumns, type ComparedType } from '../../src/data/compared-rows.ts';
import { compare, sidesOf, type ComparedArea, type Comparison } from '../../src/data/comparison.ts';
import { observationsOf } from '../../src/data/gap.ts';
import { pairOf, type RuleVersion } from '../../src/data/pair.ts';
import { dayBlocksOf, drawDays, middleOf } from '../../src/statistics/bootstrap.ts';
import { Random } from '../../src/statistics/random.ts';
import { askRecord, askRecordColumns, manifest } from './published.ts';
import { useVisit } from './visit.ts';

const { visit, expectQuiet } = useVisit();
afterEach(expectQuiet);

const last = lastDay(manifest.snapshot.dataThrough);
const from = addDays(last, -364);

/** Unrounded numbers of a figure's table, a row's first cell as its key. */
const rawRows = async (page: Page, figure: string): Promise<Map<string, string[]>> =>
  new Map(
    await page.$$eval(`[data-figure=${figure}] [data-figure-rows] tr`, (rows) =>
      rows.map((row): [string, string[]] => {
        const [head, ...cells] = [...row.children] as HTMLElement[];
        return [head!.textContent.trim(), cells.map((cell) => cell.dataset['raw'] ?? '')];
      }),
    ),
  );

/** Waits until the page shows what its address asks for. */
const answered = (page: Page, element = 'portal-equity'): Promise<unknown> =>
  page.waitForFunction((name) => {
    const { shown, reason } = document.querySelector<HTMLElement>(name)!.dataset;
    return reason !== undefined || shown === location.search;
  }, element);

async function native(change: Partial<ComparisonQuestion>, grouping: Comparison['grouping']) {
  const question: ComparisonQuestion = { ...usualComparison, from, to: last, last, ...change };
  const rows = rowsOfColumns(await askRecordColumns(comparedStatement(question)));
  const types = (await askRecord('SELECT * FROM request_types')) as unknown as ComparedType[];
  const areas = (await askRecord('SELECT * FROM areas')) as unknown as ComparedArea[];
  return { question, rows, types, comparison: compare(rows, types, areas, question, grouping) };
}

const languages = [
  {
    path: 'equity/',
    answer:
      /In places with the lowest incomes, the City closed [\d.]+% of requests on time; in places with the highest incomes, [\d.]+%\. For the same kinds of requests there is no clear difference/,
    rare: ['Rare kinds: Public Works: Solid Waste', 'Rare kinds: Department of Transportation (TRM)'],
    rows: ['Overall gap', 'Different kinds of requests', 'Same requests, handled differently'],
  },
  {
    path: 'es/equidad/',
    answer:
      /En los lugares con los ingresos más bajos, la Ciudad cerró a tiempo el [\d.]+% de las solicitudes; en los lugares con los ingresos más altos, el [\d.]+%\. Con solicitudes del mismo tipo no hay una diferencia clara/,
    rare: [
      'Tipos poco comunes: Obras Públicas: Basura y Limpieza',
      'Tipos poco comunes: Departamento de Transporte (TRM)',
    ],
    rows: ['Diferencia total', 'Se piden cosas distintas', 'Lo mismo, atendido de manera distinta'],
  },
];

describe.each(languages)('is it fair, at /$path', ({ path, answer, rare, rows }) => {
  it('is answered without JavaScript, each figure with its sentence and its table', async () => {
    const page = await visit(path, { javaScriptEnabled: false });
    expect((await page.textContent('[data-lead]'))?.replace(/\s+/g, ' ')).toMatch(answer);
    const figures = await page.$$eval('[data-figure]', (found) =>
      found.map((figure) => ({
        id: (figure as HTMLElement).dataset['figure'],
        words: figure.querySelector('[data-figure-sentence]')!.textContent.trim().length,
        rows: figure.querySelectorAll('[data-figure-rows] tr').length,
        drawn: figure.querySelector('svg[role=img]') !== null,
      })),
    );
    expect(figures.map(({ id }) => id)).toEqual([
      'gap',
      'groups',
      'kinds',
      'curves',
      'areas',
      'lines',
      'years',
      'choices',
      'reporting',
    ]);
    for (const figure of figures) {
      expect(figure.words, figure.id).toBeGreaterThan(20);
      expect(figure.rows, figure.id).toBeGreaterThan(2);
      expect(figure.drawn, figure.id).toBe(figure.id !== 'reporting');
    }
    expect([...(await rawRows(page, 'gap')).keys()].slice(0, 3)).toEqual(rows);
    await page.context().close();
  });

  it('fetches no engine and no chart library before something is chosen', async () => {
    const fetched: string[] = [];
    const page = await visit(path, {
      prepare: async (opened) => {
        opened.on('request', (request) => fetched.push(request.url()));
      },
    });
    await page.waitForSelector('portal-equity[data-ready]');
    await page.waitForTimeout(300);
    expect(
      fetched.filter((url) => /\.wasm|\.parquet|calculator|equity-figures|figure-view/.test(url)),
    ).toEqual([]);
    await page.context().close();
  });

  it('names an agency’s rare kinds by the agency', async () => {
    const page = await visit(`${path}?whose=city`);
    await answered(page);
    expect([...(await rawRows(page, 'kinds')).keys()]).toEqual(expect.arrayContaining(rare));
    await page.context().close();
  });
});

describe('the numbers of the page about fairness', () => {
  it('are those that an independent query over the detailed record gives', async () => {
    const page = await visit('equity/', { javaScriptEnabled: false });
    const shown = await rawRows(page, 'gap');
    const [row] = await askRecord(`
      WITH tied AS (
        SELECT median_household_income AS income, sum(population) AS people
        FROM areas WHERE kind = 'community_statistical_area' AND median_household_income IS NOT NULL AND population > 0
        GROUP BY income
      ), ranked AS (
        SELECT name, fifth FROM areas JOIN (
          SELECT income, floor(5 * (sum(people) OVER (ORDER BY income) - people / 2.0) / sum(people) OVER ())::INTEGER AS fifth
          FROM tied
        ) ON income = median_household_income
        WHERE kind = 'community_statistical_area' AND population > 0
      ), rows AS (
        SELECT fifth, request_type, date_trunc('month', created_at) AS month, (due_state = 'met')::INTEGER AS met
        FROM detail LEFT JOIN ranked ON ranked.name = community_statistical_area AND location <> 'placeholder'
        WHERE origin = 'resident' AND timed AND due_state IN ('met', 'missed')
          AND created_at >= DATE '${from}' AND created_at < DATE '${last}' + INTERVAL 1 DAY
      ), kinds AS (
        SELECT request_type, CASE WHEN count(*) < 50 * 365 / 365 THEN 'rare ' || regexp_extract(request_type, '^[A-Za-z]+-') ELSE request_type END AS kind
        FROM rows GROUP BY request_type
      ), cells AS (
        SELECT kind, month,
          count(*) FILTER (fifth = 0) AS poor, count(*) FILTER (fifth = 4) AS rich,
          sum(met) FILTER (fifth = 0) AS poor_met, sum(met) FILTER (fifth = 4) AS rich_met
        FROM rows JOIN kinds USING (request_type) GROUP BY kind, month
      ), shares AS (
        SELECT poor / sum(poor) OVER () AS w1, rich / sum(rich) OVER () AS w2,
          coalesce(poor_met / nullif(poor, 0), rich_met / rich) AS r1, coalesce(rich_met / nullif(rich, 0), poor_met / poor) AS r2
        FROM cells WHERE poor + rich > 0
      )
      SELECT sum(w1 * r1) - sum(w2 * r2) AS raw, sum((r1 + r2) / 2 * (w1 - w2)) AS mix, sum((w1 + w2) / 2 * (r1 - r2)) AS handling FROM shares`);
    const [raw, mix, handling] = [
      'Overall gap',
      'Different kinds of requests',
      'Same requests, handled differently',
    ].map((name) => Number(shown.get(name)?.[0]));
    expect(raw).toBeCloseTo(Number(row?.['raw']), 9);
    expect(mix).toBeCloseTo(Number(row?.['mix']), 9);
    expect(handling).toBeCloseTo(Number(row?.['handling']), 9);
    await page.context().close();
  });

  it.each([
    {
      query: '?measure=waiting_days&grouping=black&level=neighborhood',
      change: { measure: 'waiting_days', level: 'neighborhood' },
      grouping: 'black',
    },
    {
      query: '?measure=fixed_target&grouping=spanish',
      change: { measure: 'fixed_target' },
      grouping: 'spanish',
    },
    {
      query: '?level=council_district&joined=yes',
      change: { level: 'council_district', withJoined: true },
      grouping: 'income',
    },
    {
      query: '?level=police_district&work=yes&bulk=no&whose=everyone',
      change: { level: 'police_district', onlyWorkRecorded: true, withoutBulk: true, whose: 'everyone' },
      grouping: 'income',
    },
  ] as const)(
    'are the same in the browser and on the native engine: $query',
    async ({ query, change, grouping }) => {
      const page = await visit(`equity/${query}`);
      await answered(page);
      const { comparison } = await native(change, grouping);
      const gap = [...(await rawRows(page, 'gap')).values()];
      const estimates = [comparison.gap!.raw, comparison.gap!.mix, comparison.gap!.handling];
      estimates.forEach(({ value, low, high }, index) => {
        const [shownValue, interval = ''] = gap[index]!;
        expect(Number(shownValue)).toBeCloseTo(value, 9);
        expect(Number(interval.split(' ')[0])).toBeCloseTo(low, 9);
        expect(Number(interval.split(' ')[1])).toBeCloseTo(high, 9);
      });
      const groups = [...(await rawRows(page, 'groups')).values()];
      comparison.standings.forEach((standing, index) => {
        expect(Number(groups[index]![1])).toBe(standing?.n);
        expect(Number(groups[index]![4])).toBeCloseTo(standing!.difference.value, 9);
      });
      expect((await rawRows(page, 'areas')).size).toBe(comparison.areas.areas.length);
      await page.context().close();
    },
  );
});

describe('a reader', () => {
  it('changes what is compared, goes back, and has the page as it came', async () => {
    const page = await visit('equity/');
    await page.waitForSelector('portal-equity[data-ready]');
    const before = await page.innerText('main');
    await page.selectOption('select[name=grouping]', 'spanish');
    await answered(page);
    expect(await page.textContent('[data-lead]')).toMatch(/speak Spanish at home/);
    expect(page.url()).toMatch(/\?grouping=spanish$/);
    await page.selectOption('select[name=type]', { index: 3 });
    await answered(page);
    expect(await page.textContent('[data-figure=gap] [data-figure-sql]')).toMatch(/request_type IN \(\?\)/);
    await page.goBack();
    await answered(page);
    await page.goBack();
    await answered(page);
    expect(await page.innerText('main')).toBe(before);
    await page.context().close();
  });

  it('is told when an address asks for nonsense', async () => {
    const page = await visit('equity/?measure=<img onerror=alert(1)>&level=moon');
    await page.waitForSelector('portal-equity[data-ready]');
    expect(await page.isVisible('[data-problem]')).toBe(true);
    expect(await page.textContent('[data-lead]')).toMatch(/lowest incomes/);
    await page.context().close();
  });

  it('opens the requests behind a kind on the map', async () => {
    const page = await visit('equity/', { javaScriptEnabled: false });
    const href = await page.getAttribute('[data-figure=kinds] [data-figure-rows] a', 'href');
    const query = new URL(href!, page.url()).searchParams;
    expect([query.get('from'), query.get('to')]).toEqual([from, last]);
    expect(query.get('type')).toMatch(/^[A-Z]+-/);
    await page.context().close();
  });

  it('draws days again and gets what anyone gets, or stops it', async () => {
    const page = await visit('equity/');
    await page.waitForSelector('portal-equity[data-ready]');
    await page.click('[data-draw-start]');
    await page.waitForFunction(() =>
      /In 95 of 100 draws/.test(document.querySelector('[data-draw-words]')!.textContent),
    );
    const words = await page.innerText('[data-draw-words]');
    const { question, rows, types, comparison } = await native({}, 'income');
    const compared = codeRows(rows, types, question);
    const blocks = dayBlocksOf(
      observationsOf(compared, compared.byMonth, sidesOf(comparison.groups)),
      monthsOfDays(question),
    );
    const random = new Random(311);
    const drawn = middleOf(Array.from({ length: 1000 }, () => drawDays(blocks, random).handling));
    const say = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(100 * value).toFixed(1)}`;
    expect(words).toContain(`was between ${say(drawn.low)} and ${say(drawn.high)} points`);
    // Inside the page, for a fast machine may have drawn all before a click from outside arrives.
    const stopped = await page.evaluate(async () => {
      const press = (name: string): void =>
        document.querySelector<HTMLElement>(`[data-draw-${name}]`)!.click();
      const said = document.querySelector('[data-draw-words]')!;
      const next = (pattern: RegExp): Promise<string> =>
        new Promise((resolve) => {
          const observer = new MutationObserver(() => {
            if (!pattern.test(said.textContent)) return;
            observer.disconnect();
            resolve(said.textContent);
          });
          observer.observe(said, { childList: true });
        });
      press('start');
      press('stop');
      const atOnce = await next(/Stopped/);
      press('start');
      await next(/of 1,000 drawn/);
      press('stop');
      return [atOnce, await next(/Stopped/)];
    });
    expect(stopped[0]).toMatch(/after 0 draws/);
    expect(stopped[1]).not.toMatch(/after (0|1,000) draws/);
    expect(await page.isVisible('[data-draw-start]')).toBe(true);
    await page.context().close();
  });

  it('does all of it by keyboard', async () => {
    const page = await visit('equity/');
    await page.waitForSelector('portal-equity[data-ready]');
    await page.focus('select[name=grouping]');
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction(() => location.search === '?grouping=black');
    await answered(page);
    await page.focus('input[name=joined]');
    await page.keyboard.press('Space');
    await answered(page);
    expect(page.url()).toMatch(/grouping=black&joined=yes$/);
    await page.context().close();
  });
});

describe('two places', () => {
  it('are compared without JavaScript, in both languages', async () => {
    for (const [path, words] of [
      ['compare/', /Closed on time, all requests: [\d.]+% in District 1, [\d.]+% in District 2\./],
      [
        'es/comparar/',
        /Cerradas a tiempo, con todas las solicitudes: Distrito 1, [\d.]+%; Distrito 2, [\d.]+%\./,
      ],
    ] as const) {
      const page = await visit(path, { javaScriptEnabled: false });
      expect((await page.textContent('[data-lead]'))?.replace(/\s+/g, ' ')).toMatch(words);
      await page.context().close();
    }
  });

  it('are those that the reader picks, with the numbers of the native engine', async () => {
    const page = await visit('compare/');
    await page.waitForSelector('portal-compare[data-ready]');
    await page.selectOption('select[name=level]', 'neighborhood');
    await page.selectOption('select[name=first]', 'canton');
    await page.selectOption('select[name=second]', 'belair-edison');
    await answered(page, 'portal-compare');
    const { question, rows, types } = await native({ level: 'neighborhood' }, 'income');
    const areas = await askRecord("SELECT area_id, slug FROM areas WHERE kind = 'neighborhood'");
    const idOf = (slug: string): number => Number(areas.find((area) => area['slug'] === slug)!['area_id']);
    const versions = (await askRecord(
      'SELECT request_type_id, from_month FROM due_rule_versions WHERE version > 1',
    )) as unknown as RuleVersion[];
    const pair = pairOf(rows, types, versions, question, [idOf('canton'), idOf('belair-edison')]);
    const shown = await rawRows(page, 'pair');
    expect(shown.get('Requests')?.slice(0, 2).map(Number)).toEqual(pair.n);
    const same = shown.get('Same kinds of requests')!;
    expect(Number(same[2])).toBeCloseTo(pair.same!.difference.value, 9);
    expect(Number(same[3]!.split(' ')[1])).toBeCloseTo(pair.same!.difference.high, 9);
    await page.selectOption('select[name=second]', 'canton');
    expect(await page.innerText('[data-problem]')).toBe('Choose two different places.');
    await page.context().close();
  });
});
