import { grammarOf } from '../syntax/syntax.ts';

const TEST_FOLDER =
  /(?:^|\/)(?:tests?|__tests__|specs?|e2e|fixtures?|__fixtures__|mocks?|__mocks__|testdata|__snapshots__)\//;
const TEST_FILE = /(?:\.(?:test|spec)\.[cm]?[jt]sx?|(?:^|\/)(?:test_[^/]*|[^/]*_test|tests?|conftest)\.py)$/;
const SETTINGS =
  /(?:\.config\.[cm]?[jt]s|(?:^|\/)(?:setup|noxfile|manage|gulpfile|gruntfile)\.(?:py|[cm]?js))$/i;
const GENERATED =
  /(?:\.d\.[cm]?ts|\.min\.js|_pb2\.py|\.generated\.\w+)$|(?:^|\/)(?:generated|__generated__|dist|build|out|vendor|node_modules|migrations)\//;
const GENERATED_MARK = /@generated|DO NOT EDIT|auto-?generated/i;

/** Whether a file holds tests or serves them. */
export function isTestFile(path: string): boolean {
  return TEST_FOLDER.test(path) || TEST_FILE.test(path);
}

/** Whether a failing test can be the fault of this file: neither tests, settings nor generated code. */
export function mayHoldFault(path: string, text: string): boolean {
  if (grammarOf(path) === undefined) return false;
  if (isTestFile(path) || SETTINGS.test(path) || GENERATED.test(path)) return false;
  return !GENERATED_MARK.test(text.slice(0, 300));
}
