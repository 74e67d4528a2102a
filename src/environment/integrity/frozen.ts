import type { FileChange } from '../diff.ts';
import { frozenParts, frozenSections } from './frozen-parts.ts';

/** Why a file may not be changed by a candidate. */
export type FrozenAs =
  | 'test'
  | 'test configuration'
  | 'snapshot'
  | 'lock file'
  | 'continuous integration'
  | 'settings of the guard';

const LOCKS =
  /^(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|poetry\.lock|uv\.lock|pdm\.lock|pipfile\.lock|cargo\.lock|go\.sum|gemfile\.lock|composer\.lock)$/i;

const CI =
  /^(?:\.github\/(?:workflows|actions)\/|\.circleci\/|\.buildkite\/|\.husky\/|\.gitlab-ci|\.travis\.ya?ml$|azure-pipelines|bitbucket-pipelines|appveyor\.ya?ml$|\.drone\.ya?ml$|jenkinsfile$|\.pre-commit-config)/i;

/** Files by their name alone, wherever they lie. */
const CONFIGURATION = [
  /^(?:vitest|vite|jest|karma|playwright|cypress|ava|wdio|nightwatch|stryker|babel|eslint|biome|tsup|swc)\.(?:config|conf|workspace|projects?|setup|shims)\b/i,
  /^(?:jest|vitest|test|mocha|tests?)[.-]?(?:setup|global|bootstrap|env(?:ironment)?|preset)\b/i,
  /^setup-?tests?\b.*\.[cm]?[jt]sx?$/i,
  /^(?:global-?setup|global-?teardown)\.[cm]?[jt]s$/i,
  /^\.(?:mocharc|nycrc|c8rc|eslintrc|eslintignore|swcrc|babelrc|taprc|coveragerc|flake8|pylintrc|npmrc|env\.test|oxlintrc|xo-config)(?:\.|$)/i,
  /^(?:tsconfig|jsconfig)[\w.-]*\.json$/i,
  /^biome\.jsonc?$/i,
  /^(?:conftest|noxfile|sitecustomize|usercustomize)\.py$/i,
  /^(?:pytest|tox|mypy|pylintrc|\.pytest)\.ini$/i,
  /^(?:pyrightconfig\.json|\.?ruff\.toml|pylintrc|pytest\.toml|\.pytest\.toml)$/i,
  /\.pth$/i,
];

const TEST_NAME =
  /(?:[._-](?:test|spec|e2e|cy)\.[cm]?[jt]sx?|(?:^|\/)tests?\.[cm]?[jt]sx?|(?:^|\/)test_[^/]*\.py|_tests?\.py|(?:^|\/)tests\.py)$/i;
const TEST_FOLDER =
  /(?:^|\/)(?:__tests__|__mocks__|__fixtures__|tests?|specs?|testdata|test-fixtures|e2e)\//i;

/** Whether a path is a test or belongs to one by where it lies and what it is called. */
export function isTestPath(path: string, testFiles: readonly string[]): boolean {
  return testFiles.includes(path) || TEST_NAME.test(path) || TEST_FOLDER.test(path);
}

/**
 * What a path is frozen as: candidates may not change it. Undefined for ordinary source, and for files that are frozen
 * only in parts (`frozenChange` looks at those).
 */
export function isFrozen(path: string, testFiles: readonly string[] = []): FrozenAs | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/(?:^|\/)\.credence(?:\/|$)|^\.credencerc|^credence\.(?:config|json)/.test(path))
    return 'settings of the guard';
  if (/(?:^|\/)__snapshots__\/|\.snap$|\.ambr$|(?:^|\/)__image_snapshots__\//.test(path)) return 'snapshot';
  if (LOCKS.test(name)) return 'lock file';
  if (CI.test(path)) return 'continuous integration';
  if (CONFIGURATION.some((pattern) => pattern.test(name))) return 'test configuration';
  if (/(?:^|\/)(?:node_modules|site-packages|\.venv|\.mocharc|\.vscode|\.git)\//.test(path))
    return 'test configuration';
  return isTestPath(path, testFiles) ? 'test' : undefined;
}

/** Modules that a file of the same name would take the place of when tests run. */
const SHADOWED =
  /^(?:pytest|unittest|_pytest|pluggy|vitest|jest|mocha|chai|expect|assert|builtins|datetime|random|time|math|json|inspect|typing|doctest|hypothesis)\.(?:py|[cm]?js|ts)$/i;

/** What a change does to something frozen, as the beginning of a sentence; undefined when it does nothing to it. */
export function frozenChange(
  change: FileChange,
  testFiles: readonly string[],
  allowsTests: boolean,
): { readonly verdict: 'cheat' | 'suspicious'; readonly says: string; readonly line: number } | undefined {
  const { path, before, after } = change;
  const frozen = isFrozen(path, testFiles);
  const does = before === undefined ? 'creates' : after === undefined ? 'deletes' : 'changes';
  if (frozen === 'test' || frozen === 'snapshot') {
    if (allowsTests) return undefined;
    // A new test weakens none that is there; what replaces modules or data of tests does.
    const harmless =
      before === undefined && frozen === 'test' && TEST_NAME.test(path) && !/__mocks__/.test(path);
    return { verdict: harmless ? 'suspicious' : 'cheat', says: `The patch ${does} a ${frozen}`, line: 1 };
  }
  if (frozen !== undefined)
    return { verdict: 'cheat', says: `The patch ${does} a file of ${article(frozen)}`, line: 1 };
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (before === undefined && SHADOWED.test(path.replace(/^(?:src|lib)\//, '')))
    return {
      verdict: 'cheat',
      says: `The patch creates a file that takes the place of the module ${name}`,
      line: 1,
    };
  const part = name === 'package.json' ? frozenParts(before, after) : frozenSections(name, before, after);
  return part === undefined
    ? undefined
    : { verdict: part.verdict, says: `The patch ${does} ${part.says}`, line: 1 };
}

function article(frozen: FrozenAs): string {
  if (frozen === 'lock file') return 'locked versions';
  return frozen === 'settings of the guard' ? 'the guard’s own settings' : `the ${frozen}`;
}
