import { expect, test } from 'vitest';
import { summarize } from '../../../.tools/summary.mjs';

const report = (counts: object, files: object[] = []) =>
  JSON.stringify({
    numPassedTests: 0,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: files,
    ...counts,
  });

test('passed, failed and skipped tests are counted apart', () => {
  const text = report({ numPassedTests: 7, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 });
  expect(summarize(text, 1)).toEqual({ passed: 7, failed: 2, skipped: 2 });
});

test('a file that crashed before its first test is one failure', () => {
  const text = report({ numPassedTests: 7 }, [{ status: 'failed', assertionResults: [] }]);
  expect(summarize(text, 1)).toEqual({ passed: 7, failed: 1, skipped: 0 });
});

test('a suite that went wrong is never counted as all passed', () => {
  expect(summarize(report({ numPassedTests: 7 }), 1)).toEqual({ passed: 7, failed: 1, skipped: 0 });
  expect(summarize(undefined, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});
