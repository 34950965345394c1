/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * Counts what a suite's report says. A suite that went wrong always counts at least one failure, even where no
 * test got as far as failing.
 *
 * @param {string | undefined} reportText Vitest's JSON report; undefined when it wrote none
 * @param {number} exitCode
 * @returns {Counts}
 */
export function summarize(reportText, exitCode) {
  if (reportText === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const report = JSON.parse(reportText);
  const crashedFiles = report.testResults.filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ file) =>
      file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  const failed = report.numFailedTests + crashedFiles;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
