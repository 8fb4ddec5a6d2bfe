import { readFileSync } from "node:fs";

/** Tests passed and failed by Vitest; a file that does not load, or coverage too low, is a failure. */
export function countVitest(file, exitCode) {
  const report = readReport(file);
  if (!report) return { passed: 0, failed: 1 };
  const broken = report.testResults.filter(
    (result) => result.status === "failed" && result.assertionResults.length === 0,
  );
  const failed = report.numFailedTests + broken.length;
  return settle({ passed: report.numPassedTests, failed }, exitCode);
}

/** Journeys passed and failed by Playwright; one that passed at a second try has passed. */
export function countPlaywright(file, exitCode) {
  const report = readReport(file);
  if (!report) return { passed: 0, failed: 1 };
  const { expected, flaky, unexpected } = report.stats;
  const failed = unexpected + report.errors.length;
  return settle({ passed: expected + flaky, failed }, exitCode);
}

/** A runner that ends badly has failed, whatever it counted. */
function settle({ passed, failed }, exitCode) {
  return { passed, failed: exitCode !== 0 && failed === 0 ? 1 : failed };
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
