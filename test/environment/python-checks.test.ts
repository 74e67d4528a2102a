import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { freshOf } from '../../src/environment/fresh.ts';
import { makeCopy } from '../../src/environment/isolation/copy.ts';
import { takeLease } from '../../src/environment/isolation/lease.ts';
import { Snapshot } from '../../src/environment/isolation/snapshot.ts';
import { pythonCompileCheck } from '../../src/environment/python/compile-check.ts';
import { pythonTypeChecks } from '../../src/environment/python/type-checkers.ts';
import { pythonOf } from '../../src/environment/runners/python-interpreter.ts';
import { projectOf } from '../support/projects.ts';
import { pythonPaths, serverFolder } from '../support/python.ts';

const signal = new AbortController().signal;

/** A copy in which texts can be put, and the request for checks of some of its files. */
async function placeOf(folder: string) {
  const lease = takeLease();
  onTestFinished(() => lease.release());
  const sources = await Snapshot.take(folder, [], lease, signal);
  const copy = makeCopy(sources, lease);
  const request = (...files: string[]) => ({
    ...{ root: copy.folder, lease: lease.folder, files, limitSeconds: 120, signal },
  });
  return { sources, copy, request };
}

const BROKEN = '# é\ndef f(:\n    pass\n';
const ODD = 'def f(x):\n    return x is "a"\n';
const FILES = { 'a.py': 'A = 1\n', 'test_a.py': 'def test_a():\n    pass\n' };

describe.each(['cold', 'warm'])("Python's compiler, %s", (how) => {
  it('tells errors and warnings with their place, and runs nothing', async () => {
    const folder = projectOf({
      ...FILES,
      'pyproject.toml': '',
      'b.py': BROKEN,
      'c.py': ODD,
      'd.py': 'raise SystemExit(1)\n',
    });
    const { request } = await placeOf(folder);
    const paths = await pythonPaths(folder);
    if (how === 'warm') await paths.warm.open({ limitSeconds: 60, coverage: false, signal });
    const python = pythonOf(folder) ?? '';
    const check = pythonCompileCheck({
      python,
      serverFolder,
      ...(how === 'warm' ? { warm: paths.warm } : {}),
    });
    expect(['a.py', 'a.ts'].map(check.covers)).toEqual([true, false]);
    expect(await check.run(request('a.py', 'd.py'))).toMatchObject({ status: 'passed', diagnostics: [] });
    const spoilt = await check.run(request('a.py', 'b.py'));
    expect(spoilt).toMatchObject({
      status: 'failed',
      detail: expect.stringMatching(/^SyntaxError: .*\(b\.py:2\)$/),
      diagnostics: [{ path: 'b.py', line: 2, code: 'SyntaxError', severity: 'error' }],
    });
    // A server answers without a command.
    expect(spoilt.evidence === undefined).toBe(how === 'warm');
    expect(await check.run(request('c.py'))).toMatchObject({
      status: 'passed',
      diagnostics: [{ path: 'c.py', line: 2, code: 'SyntaxWarning', severity: 'warning' }],
    });
  });
});

it('does not call texts checked when there is no interpreter', async () => {
  const { request } = await placeOf(projectOf(FILES));
  const check = pythonCompileCheck({ python: '/nowhere/python', serverFolder });
  expect((await check.run(request('a.py'))).status).toBe('could-not-check');
});

/** An environment with mypy in it, where a package index can be reached. */
function environmentWithMypy(): string | undefined {
  const python = pythonOf(tmpdir());
  if (python === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'mypy-'));
  const run = (...argv: [string, ...string[]]): boolean =>
    spawnSync(argv[0], argv.slice(1), { timeout: 90_000, stdio: 'ignore' }).status === 0;
  const made =
    run(python, '-m', 'venv', folder) && run(`${folder}/bin/python`, '-m', 'pip', 'install', '-q', 'mypy');
  if (made) return folder;
  rmSync(folder, { recursive: true, force: true });
  return undefined;
}

const withMypy = environmentWithMypy();
afterAll(() => {
  if (withMypy !== undefined) rmSync(withMypy, { recursive: true, force: true });
});

describe('the type checkers of a Python project', () => {
  const TYPED = 'def half(n: int) -> float:\n    return n / 2\n\n\ndef old() -> int:\n    return "old"\n';
  const USING = 'from typed import half\n\nprint(half(3) + 1)\n';

  it('are those that it configures or lists, for the files below', async () => {
    const { sources } = await placeOf(
      projectOf({
        'a/pyproject.toml': '[tool.mypy]\nstrict = true\n',
        'a/x.py': '',
        'b/pyrightconfig.json': '{}',
        'c/requirements-dev.txt': 'mypy-extensions\npytest\n',
        'c/x.py': '',
      }),
    );
    const checks = pythonTypeChecks('/', sources);
    expect(checks.map(({ name, rung }) => [name, rung])).toEqual([
      ['mypy', 'types'],
      ['Pyright', 'types'],
    ]);
    expect(['a/x.py', 'c/x.py', 'a/x.ts'].map((path) => checks[0]?.covers(path))).toEqual([
      true,
      false,
      false,
    ]);
    const listed = await placeOf(projectOf({ 'requirements-dev.txt': 'pytest\nmypy>=1.0\n', 'x.py': '' }));
    expect(pythonTypeChecks('/', listed.sources).map(({ name }) => name)).toEqual(['mypy']);
  });

  it.skipIf(withMypy === undefined)(
    'tell what an edit breaks, also in files that use it, and not what was broken before (needs a package index for mypy)',
    async () => {
      const folder = projectOf({ 'mypy.ini': '[mypy]\n', 'typed.py': TYPED, 'using.py': USING });
      symlinkSync(withMypy ?? '', join(folder, '.venv'));
      const { sources, copy, request } = await placeOf(folder);
      const [check] = pythonTypeChecks(folder, sources);
      const run = async (text: string | undefined) => {
        copy.put(text === undefined ? new Map() : new Map([['typed.py', text]]));
        return check?.run(request('typed.py', 'using.py'));
      };
      const untouched = await run(undefined);
      expect(untouched).toMatchObject({ status: 'failed', diagnostics: [{ path: 'typed.py', line: 6 }] });
      const fresh = async (text: string) =>
        freshOf(untouched?.diagnostics ?? [], (await run(text))?.diagnostics ?? []).map(
          ({ path, code }) => `${path} ${code}`,
        );
      expect(await fresh(`# moved\n\n${TYPED}`)).toEqual([]);
      expect(await fresh(TYPED.replace('n / 2', '"half"'))).toEqual(['typed.py return-value']);
      const other = TYPED.replace('-> float:\n    return n / 2', '-> str:\n    return str(n)');
      expect(await fresh(other)).toEqual(['using.py operator']);
      expect(await fresh('def half(\n')).toEqual(['typed.py syntax']);
      expect(existsSync(join(copy.folder, '.mypy_cache'))).toBe(false);
    },
    120_000,
  );
});
