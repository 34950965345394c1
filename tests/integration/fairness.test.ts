import type { DuckDBConnection } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import {
  accountStatement,
  curveStatement,
  type ComparisonAccount,
  type ComparisonQuestion,
} from '../../src/contract/measure.ts';
import { compare, idsOf, type Comparison } from '../../src/data/comparison.ts';
import { curvesOf, type CurveRow } from '../../src/data/curves.ts';
import { signOf } from '../../src/data/gap.ts';
import { pairOf } from '../../src/data/pair.ts';
import {
  comparedIn,
  fairAreas,
  fairKinds,
  fairQuestion,
  fairRows,
  fairTypes,
  isPoor,
  isRich,
  openFairCity,
  type FairRow,
} from './fair-city.ts';

const slowMix = [0.1, 0.2, 0.3, 0.4];
const quickMix = [0.5, 0.3, 0.15, 0.05];

async function compared(
  rows: readonly FairRow[],
  change: Partial<ComparisonQuestion> = {},
  versions = '',
): Promise<Comparison> {
  const connection = await openFairCity(rows, versions);
  return compareIn(connection, change);
}

async function compareIn(
  connection: DuckDBConnection,
  change: Partial<ComparisonQuestion> = {},
): Promise<Comparison> {
  const question = fairQuestion(change);
  return compare(await comparedIn(connection, question), fairKinds, fairAreas, question, 'income');
}

const gapOf = ({ gap }: Comparison) => gap ?? expect.fail('too few to say');

describe('a planted gap', () => {
  it('that is all mix leaves no clear difference for the same requests', async () => {
    const rows = fairRows({
      asks: (area) => (isPoor(area) ? slowMix : isRich(area) ? quickMix : [0.4, 0.3, 0.2, 0.1]),
    });
    for (const measure of ['on_time', 'fixed_target', 'waiting_days'] as const) {
      const gap = gapOf(await compared(rows, { measure }));
      expect(signOf(gap.handling), measure).toBe('unclear');
      expect(signOf(gap.mix), measure).not.toBe('unclear');
      expect(Math.abs(gap.handling.value), measure).toBeLessThan(0.25 * Math.abs(gap.mix.value));
    }
  });

  it('that is all handling is told as such', async () => {
    const gap = gapOf(await compared(fairRows({ slowness: (area) => (isPoor(area) ? 1.4 : 1) })));
    expect(signOf(gap.handling)).toBe('fewer');
    expect(Math.abs(gap.mix.value)).toBeLessThan(0.25 * Math.abs(gap.handling.value));
    const share = (slow: number): number => truth(slow, [0.4, 0.3, 0.2, 0.1]);
    expect(gap.handling.low).toBeLessThan(share(1.4) - share(1));
    expect(gap.handling.high).toBeGreaterThan(share(1.4) - share(1));
  });

  it('of both is split into both', async () => {
    const rows = fairRows({
      asks: (area) => (isPoor(area) ? slowMix : quickMix),
      slowness: (area) => (isPoor(area) ? 1.4 : 1),
    });
    const gap = gapOf(await compared(rows));
    expect([signOf(gap.mix), signOf(gap.handling)]).toEqual(['fewer', 'fewer']);
    expect(gap.raw.value).toBeCloseTo(gap.mix.value + gap.handling.value, 10);
    expect(gap.raw.low).toBeLessThan(truth(1.4, slowMix) - truth(1, quickMix));
    expect(gap.raw.high).toBeGreaterThan(truth(1.4, slowMix) - truth(1, quickMix));
  });

  it('by crews that differ everywhere is not laid on the poorest fifth', async () => {
    const rows = fairRows({ slowness: (_, random) => Math.exp(0.25 * random.normal()) });
    const { gap, areas } = await compared(rows);
    expect(areas.dispersion).toBeGreaterThan(3);
    expect(signOf(gap!.handling)).toBe('unclear');
    expect(areas.areas.filter(({ verdict }) => verdict !== 'unclear').length).toBeLessThanOrEqual(2);
  });
});

/** The share on time of a mix, by the log-normal times that the city draws from. */
function truth(slow: number, mix: readonly number[]): number {
  return fairTypes.reduce((sum, { days, dueDays }, index) => {
    const z = Math.log(dueDays / (days * slow)) / 0.6;
    return sum + mix[index]! * normalShare(z);
  }, 0);
}

/** Φ(z), by a sum over narrow steps. */
function normalShare(z: number): number {
  const step = 1e-3;
  let sum = 0;
  for (let x = -8; x < z; x += step) sum += Math.exp(-((x + step / 2) ** 2) / 2) * step;
  return sum / Math.sqrt(2 * Math.PI);
}

describe('what is counted', () => {
  const plain = fairRows({});

  it('does not move when the City’s own rounds flood the record', async () => {
    const flood: FairRow[] = Array.from({ length: 20_000 }, (_, index) => ({
      area: 1 + (index % 10),
      type: 2,
      daysAgo: 40 + (index % 300),
      minutes: 0,
      dueMinutes: 10_080,
      origin: 'city',
    }));
    const connection = await openFairCity([...plain, ...flood]);
    const before = gapOf(await compared(plain));
    expect(gapOf(await compareIn(connection))).toEqual(before);
    expect(gapOf(await compareIn(connection, { whose: 'everyone' })).handling.value).not.toBeCloseTo(
      before.handling.value,
      3,
    );
  });

  it('shows a mass closing with and without', async () => {
    const rows = plain.map((row): FairRow =>
      isPoor(row.area) && row.type === 3 && row.daysAgo > 100
        ? { ...row, minutes: (row.daysAgo - 100) * 1_440, isBulk: true }
        : row,
    );
    const connection = await openFairCity(rows);
    expect(signOf(gapOf(await compareIn(connection)).handling)).toBe('fewer');
    expect(signOf(gapOf(await compareIn(connection, { withoutBulk: true })).handling)).toBe('unclear');
  });

  it('keeps a moved target apart from one that stays', async () => {
    const rows = fairRows({}).map((row): FairRow =>
      row.type === 2 && row.daysAgo < 180 ? { ...row, dueMinutes: 14 * 1_440 } : row,
    );
    const versions = `${fairTypes.map(({ id, dueDays }) => `(${id}, 1, '2025-11', 'calendar', ${dueDays * 1_440})`).join(', ')}, (2, 2, '2026-05', 'calendar', ${14 * 1_440})`;
    const half = (from: string, to: string) => ({ from, to, requestTypes: [2] });
    const connection = await openFairCity(rows, versions);
    const mean = async (change: Partial<ComparisonQuestion>): Promise<number> => {
      const { outcome } = await comparedIn(connection, fairQuestion(change));
      return outcome.reduce((sum, one) => sum + one, 0) / outcome.length;
    };
    const [first, second] = [half('2025-12-01', '2026-05-20'), half('2026-05-30', '2026-10-30')];
    expect((await mean(second)) - (await mean(first))).toBeGreaterThan(0.15);
    const fixed = { measure: 'fixed_target' } as const;
    expect(
      Math.abs((await mean({ ...second, ...fixed })) - (await mean({ ...first, ...fixed }))),
    ).toBeLessThan(0.03);
    // The same requests are those of one month, so a target that moved for all makes no gap between places.
    expect(signOf(gapOf(await compareIn(connection, { requestTypes: [2] })).handling)).toBe('unclear');
  });

  it('says nothing of a group of eight requests', async () => {
    const rows = plain
      .filter((row) => !isPoor(row.area))
      .concat(plain.filter((row) => isPoor(row.area) && row.daysAgo > 60).slice(0, 8));
    const { gap, standings } = await compared(rows);
    expect(gap).toBeNull();
    expect(standings[0]).toBeNull();
    expect(standings[4]).not.toBeNull();
  });

  it('adds up: everything is compared or left out for one reason', async () => {
    const rows = [
      ...plain.slice(0, 3_000),
      ...plain.slice(3_000, 3_300).map((row): FairRow => ({ ...row, origin: 'city' })),
      ...plain.slice(3_300, 3_400).map((row): FairRow => ({ ...row, origin: 'information' })),
      ...plain.slice(3_400, 3_600).map((row): FairRow => ({ ...row, disposition: 'duplicate' })),
      ...plain.slice(3_600, 3_650).map((row): FairRow => ({ ...row, disposition: 'transferred' })),
    ];
    const connection = await openFairCity(rows);
    const { sql, values } = accountStatement(fairQuestion());
    const [row] = (
      await connection.runAndReadAll(sql, values)
    ).getRowObjectsJS() as unknown as ComparisonAccount[];
    expect(row).toMatchObject({
      everything: 3_650,
      city: 300,
      paperwork: 100,
      duplicate: 200,
      transferred: 50,
    });
    const {
      compared: counted,
      city,
      paperwork,
      unhurried,
      duplicate,
      transferred,
      undated,
      due_later: later,
    } = row!;
    expect(counted + city + paperwork + unhurried + duplicate + transferred + undated + later).toBe(3_650);
    expect(counted).toBe((await comparedIn(connection, fairQuestion())).outcome.length);
    expect((await comparedIn(connection, fairQuestion({ withJoined: true }))).outcome.length).toBeGreaterThan(
      counted,
    );
  });
});

describe('a curve', () => {
  it('is the known one although three in ten are still open', async () => {
    const rows = fairRows({ requests: 30_000 }).map((row, index): FairRow => {
      // Exponential waits of 20 days on average, watched for 1 to about 65 days: 30 % are not over.
      const daysAgo = 1 + (index % 64);
      const minutes = Math.round(-20 * 1_440 * Math.log(1 - ((index * 0.6180339887) % 1)));
      return { ...row, daysAgo, minutes: minutes > daysAgo * 1_440 ? null : minutes };
    });
    const open = rows.filter(({ minutes }) => minutes === null).length / rows.length;
    expect(open).toBeGreaterThan(0.25);
    expect(open).toBeLessThan(0.35);
    const connection = await openFairCity(rows);
    const question = fairQuestion();
    const statement = curveStatement(question, idsOf(await compareIn(connection)));
    const found = (
      await connection.runAndReadAll(statement.sql, statement.values)
    ).getRowObjectsJS() as unknown as CurveRow[];
    for (const side of curvesOf(found).sides) {
      const median = side.percentiles.find(({ share }) => share === 0.5)!;
      expect(median.low).toBeLessThan(20 * Math.LN2 + 0.3);
      expect(median.high).toBeGreaterThan(20 * Math.LN2 - 0.3);
      for (const days of [5, 20, 40]) {
        const point = side.points.find((own) => own.days === days)!;
        expect(point.closed).toBeCloseTo(1 - Math.exp(-days / 20), 1);
      }
    }
  });
});

describe('two places', () => {
  it('differ on the kinds they share as planted, not by what they ask for', async () => {
    const rows = fairRows({
      asks: (area) => (area % 2 === 0 ? slowMix : quickMix),
      slowness: (area) => (area === 3 ? 1.8 : 1),
      requests: 80_000,
    });
    const connection = await openFairCity(rows);
    const question = fairQuestion();
    const found = await comparedIn(connection, question);
    const mixed = pairOf(found, fairKinds, [], question, [1, 2]);
    expect(Math.abs(mixed.mean[0]! - mixed.mean[1]!)).toBeGreaterThan(0.05);
    expect(signOf(mixed.same!.difference)).toBe('unclear');
    expect(signOf(pairOf(found, fairKinds, [], question, [3, 1]).same!.difference)).toBe('fewer');
  });

  it('are too few to say where one has nine requests', async () => {
    const rows = fairRows({ requests: 5_000 });
    const nine = [
      ...rows.filter(({ area }) => area !== 7),
      ...rows.filter(({ area, daysAgo }) => area === 7 && daysAgo > 60).slice(0, 9),
    ];
    const question = fairQuestion();
    const pair = pairOf(
      await comparedIn(await openFairCity(nine), question),
      fairKinds,
      [],
      question,
      [7, 8],
    );
    expect(pair.mean[0]).toBeNull();
    expect(pair.same).toBeNull();
  });
});
