import { describe, expect, it } from 'vitest';
import { agencyKinds, codeRows, monthsOfDays, type ComparedRows } from '../../../src/data/compared-rows.ts';
import { quartersOf } from '../../../src/data/quarter.ts';
import { workedExample } from '../../../src/data/worked-example.ts';

const types = [
  { request_type_id: 10, request_type: 'SW-Dirty Alley' },
  { request_type_id: 11, request_type: 'SW-Rare Thing' },
  { request_type_id: 12, request_type: 'SW-Other Rare Thing' },
  { request_type_id: 13, request_type: 'TRM-Rare Hole' },
];

function rows(counts: Record<number, number>): ComparedRows {
  const ids = Object.entries(counts).flatMap(([id, count]) =>
    Array.from({ length: count }, () => Number(id)),
  );
  return {
    request_type: Int32Array.from(ids),
    area: Int32Array.from(ids, (_, index) => 3000 + (index % 3)),
    day: Int32Array.from(ids, (_, index) => index % 60),
    service_area: Int32Array.from(ids, () => 4000),
    outcome: Float32Array.from(ids, () => 1),
  };
}

describe('requests that are alike', () => {
  it('are of one kind and month; rare kinds are counted with their agency’s', () => {
    const compared = codeRows(rows({ 10: 120, 11: 4, 12: 5, 13: 6 }), types, {
      from: '2026-01-01',
      to: '2026-12-31',
    });
    const kinds = new Set(compared.byMonth.kindOf);
    const agency = agencyKinds(types);
    expect(kinds).toEqual(new Set([10, agency.get(11), agency.get(13)]));
    expect(agency.get(11)).toBe(agency.get(12));
    expect(agency.get(11)).toBeLessThan(0);
    expect(agency.get(13)).not.toBe(agency.get(11));
    // January and February hold all sixty days.
    expect(compared.byMonth.count).toBe(new Set(compared.byMonth.codes).size);
    expect(compared.byService.count).toBe(3);
    expect(compared.areaIds.toSorted()).toEqual([3000, 3001, 3002]);
  });

  it('are rare in a quarter already at a quarter of the requests', () => {
    const compared = codeRows(rows({ 10: 20 }), types, { from: '2026-01-01', to: '2026-03-31' });
    expect(new Set(compared.byMonth.kindOf)).toEqual(new Set([10]));
  });
});

describe('days of a period', () => {
  it('belong to calendar months, also over a new year', () => {
    const months = monthsOfDays({ from: '2025-12-30', to: '2026-02-01' });
    expect([...months].map(String).join('')).toBe(`00${'1'.repeat(31)}2`);
  });

  it('make whole quarters only', () => {
    expect(
      quartersOf({ from: '2025-02-01', to: '2026-03-31' }).map(({ year, number }) => `${year} ${number}`),
    ).toEqual(['2025 2', '2025 3', '2025 4', '2026 1']);
  });
});

describe('the worked example', () => {
  it('is a gap that is all mix, with a median that counts open requests', () => {
    const { parts, median, medianOfClosed } = workedExample();
    expect(parts.raw).toBeCloseTo(4 / 6 - 3 / 4, 12);
    expect(parts.handling).toBe(0);
    expect(parts.mix).toBeCloseTo(parts.raw, 12);
    // 1 2 3 4 20 30 35 55, and two that are still open: the fifth of ten, and the fourth of eight.
    expect([median, medianOfClosed]).toEqual([20, 4]);
  });
});
