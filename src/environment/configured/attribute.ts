import { posix } from 'node:path';
import type { Sources } from '../../loop/rooms.ts';
import { GoPackages } from './go-packages.ts';
import type { Locator } from './locate.ts';
import type { ReportedTest } from './reported-test.ts';

/** A test file, and its path without the extension. */
interface Stem {
  readonly path: string;
  readonly stem: string;
}

/** Says which test file a reported test is of. */
export interface Attribution {
  /** The named file, if it is one of the workspace. */
  file(named: string | undefined): string | undefined;
  /** The file of a class, a module or a package. */
  unit(unit: string | undefined, test: string): string | undefined;
  /** Every test file of a package or class, for what kept all of it from being tested. */
  all(unit: string | undefined): readonly string[];
}

export function attributionOf(locator: Locator, testFiles: readonly string[], sources: Sources): Attribution {
  const stems = new Map<string, Stem[]>();
  for (const path of testFiles) {
    const stem = path.replace(/\.[^./]+$/, '');
    const name = posix.basename(stem);
    const others = stems.get(name);
    if (others === undefined) stems.set(name, [{ path, stem }]);
    else others.push({ path, stem });
  }
  const packages = new GoPackages(testFiles, sources);
  const classes = new Map<string, string | undefined>();
  const fileOfClass = (unit: string): string | undefined => {
    if (!classes.has(unit)) classes.set(unit, classFile(unit, stems));
    return classes.get(unit);
  };
  return {
    file: (named) => (named === undefined ? undefined : locator.locate(named)),
    unit(unit, test) {
      if (unit === undefined || unit === '') return undefined;
      if (testFiles.includes(unit)) return unit;
      return packages.fileOf(unit, test) ?? fileOfClass(unit);
    },
    all(unit) {
      if (unit === undefined || unit === '') return [];
      const go = packages.testFilesOf(unit);
      if (go.length > 0) return go;
      const one = testFiles.includes(unit) ? unit : fileOfClass(unit);
      return one === undefined ? [] : [one];
    },
  };
}

/** `com.acme.FooTest$Inner`, `tests.test_foo.TestX`, `Acme\FooTest`: the longest start that a test file's path ends with. */
function classFile(unit: string, stems: ReadonlyMap<string, readonly Stem[]>): string | undefined {
  const parts = unit
    .split(/[./\\$]|::/)
    .filter((part) => part !== '')
    .slice(0, 50);
  for (let n = parts.length; n > 0; n -= 1) {
    const start = parts.slice(0, n).join('/');
    const found = (stems.get(parts[n - 1] ?? '') ?? []).filter(
      ({ stem }) => stem === start || stem.endsWith(`/${start}`),
    );
    if (found.length === 1) return found[0]?.path;
    if (found.length > 1) return undefined;
  }
  return undefined;
}

/** What a test is called: its groups and its name, without what only repeats the file. */
export function titleOf(test: ReportedTest, file: string, locator: Locator): string {
  const groups = test.groups.flatMap((group) => {
    const repeats =
      group === file ||
      group === test.name ||
      (/[./\\]/.test(group) && locator.locate(group) === file) ||
      (file.endsWith('_test.go') && group === test.unit);
    const own = repeats ? '' : withoutModule(group, file);
    return own === '' ? [] : [own];
  });
  return [...groups, test.name].join(' > ');
}

/** `tests.test_foo.TestX` within `tests/test_foo.py` is `TestX`. */
function withoutModule(group: string, file: string): string {
  const stem = file.replace(/\.[^./]+$/, '');
  const parts = group.split(/[.\\]/);
  for (let n = parts.length; n > 0; n -= 1) {
    const start = parts.slice(0, n).join('/');
    if (stem === start || stem.endsWith(`/${start}`)) return parts.slice(n).join('.');
  }
  return group;
}
