import type { Situation } from '../../loop/ports.ts';

const TEST_PATH =
  /(^|\/)(tests?|__tests__|__mocks__|spec|e2e|fixtures?)\/|(^|[./_-])(test|tests|spec)\.[cm]?[jt]sx?$|(^|\/)(test_[^/]*|[^/]*_test|conftest)\.py$/;
const CONFIG =
  /(^|\/)([^/]*\.config\.[cm]?[jt]s|\.[^/]*rc(\.[cm]?js)?|setup\.py|noxfile\.py|tasks\.py)$|\.d\.[cm]?ts$/;

/** Whether a path looks like a test or a fixture. */
export function isTestPath(path: string): boolean {
  return TEST_PATH.test(path);
}

/** Whether a file holds the judges of a failing test, which no template may edit: its tests and their settings. */
export function isProtected(path: string, { survey, target }: Situation): boolean {
  if (target.kind !== 'failing-test') return false;
  if (TEST_PATH.test(path) || CONFIG.test(path)) return true;
  if (target.files.includes(path)) return true;
  return survey.tests?.results.some((test) => test.file === path) ?? false;
}
