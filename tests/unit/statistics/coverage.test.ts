import { expect, it } from 'vitest';
import { basicCoverage } from '../../bench/coverage-basic.ts';

it('95 % intervals hold a planted truth 93 to 97 times of 100, each method in 500 drawn cities', () => {
  for (const { method, covered, of } of basicCoverage()) {
    expect(of).toBe(500);
    expect(covered / of, method).toBeGreaterThanOrEqual(0.93);
    expect(covered / of, method).toBeLessThanOrEqual(0.97);
  }
});
