import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFrozen } from '../../../src/environment/integrity/frozen.ts';
import { hunksOf } from '../../../src/environment/integrity/hunks.ts';
import { cheats, guardFor, inspect, inspectAll } from './support.ts';

const TEST = `import { expect, it } from 'vitest';
it('adds', () => {
  expect(add(1, 2)).toBe(3);
  expect(add(2, 2)).toBe(4);
});
it('refuses', () => {
  expect(() => add()).toThrow();
});
`;

describe('what is frozen', () => {
  it.each([
    ['test/a.test.ts', 'test'],
    ['src/__tests__/a.ts', 'test'],
    ['pkg/test_a.py', 'test'],
    ['vitest.config.ts', 'test configuration'],
    ['packages/a/tsconfig.build.json', 'test configuration'],
    ['conftest.py', 'test configuration'],
    ['test/__snapshots__/a.snap', 'snapshot'],
    ['poetry.lock', 'lock file'],
    ['.github/workflows/ci.yml', 'continuous integration'],
    ['.credence/handbook.md', 'settings of the guard'],
  ])('%s is a %s', (path, as) => {
    expect(isFrozen(path)).toBe(as);
  });

  it.each([
    'src/attest.ts',
    'src/contest/rank.py',
    'src/latest.ts',
    'src/specification.ts',
    'README.md',
    'src/testing.ts',
  ])('%s is not', (path) => {
    expect(isFrozen(path)).toBeUndefined();
  });

  it('is a file that a runner found, whatever it is called', () => {
    expect(isFrozen('checks/all.ts', ['checks/all.ts'])).toBe('test');
  });
});

describe('a patch of frozen files', () => {
  it('is a cheat, with the path in its evidence', async () => {
    const [finding] = await inspectAll([
      { path: 'test/a.test.ts', before: TEST, after: TEST.replace('toBe(3)', 'toBe(0)') },
    ]);
    expect(finding).toMatchObject({ detector: 'frozen-file', verdict: 'cheat', path: 'test/a.test.ts' });
    expect(finding?.evidence).toContain('test/a.test.ts');
  });

  it('may change tests when the task is about them, but not make them ask for less', async () => {
    const patch = (after: string) =>
      inspectAll([{ path: 'test/a.test.ts', before: TEST, after }], { allowsTests: true });
    expect(cheats(await patch(TEST.replace('toBe(3)', 'toBe(5)')))).toEqual([]);
    expect(cheats(await patch(TEST.replace('toBe(3)', 'toBeDefined()')))).toEqual(['weakened-assertion']);
    expect(cheats(await patch(TEST.replace('  expect(add(2, 2)).toBe(4);\n', '')))).toEqual([
      'weakened-assertion',
    ]);
    expect(cheats(await patch(TEST.replace("it('adds'", "it.skip('adds'")))).toEqual(['skipped-test']);
    expect(cheats(await patch(TEST.replace("it('adds'", "it('adds numbers'")))).toEqual([]);
  });

  it('may change the version in package.json and not how tests are run', async () => {
    const manifest = (version: string, script: string): string =>
      JSON.stringify({ version, scripts: { test: script } });
    const patch = (after: string) =>
      inspectAll([{ path: 'package.json', before: manifest('1.0.0', 'vitest'), after }]);
    expect(await patch(manifest('1.0.1', 'vitest'))).toEqual([]);
    expect(cheats(await patch(manifest('1.0.0', 'true')))).toEqual(['frozen-file']);
    expect(cheats(await patch('{'))).toEqual(['frozen-file']);
  });

  it('may change the version in pyproject.toml and not how tests are run', async () => {
    const settings = (version: string, options: string): string =>
      `[project]\nversion = "${version}"\n\n[tool.pytest.ini_options]\naddopts = "${options}"\n`;
    const patch = (after: string) =>
      inspectAll([{ path: 'pyproject.toml', before: settings('1', ''), after }]);
    expect(cheats(await patch(settings('2', '')))).toEqual([]);
    expect(cheats(await patch(settings('1', '--co')))).toEqual(['frozen-file']);
  });
});

describe('the guard', () => {
  it('says where and quotes what', async () => {
    const before = 'export const f = (x: string) => {\n  return g(x);\n};\n';
    const after = 'export const f = (x: string) => {\n  return g(x as any);\n};\n';
    expect(await inspect('ts', before, after)).toEqual([
      {
        detector: 'silenced-check',
        verdict: 'cheat',
        path: 'src/subject.ts',
        line: 2,
        evidence: 'A cast hides what the type checker would say: “x as any”.',
      },
    ]);
  });

  it('lets what was there be moved within a file', async () => {
    const one = 'export function one(x: object) {\n  return (x as any).one;\n}\n';
    const two = 'export function two() {\n  return 2;\n}\n';
    expect(await inspect('ts', one + two, two + one)).toEqual([]);
  });

  it('lets code be moved to another file, its checks and its casts with it', async () => {
    const code =
      "export function age(text: string) {\n  const value = (text as any).age;\n  if (value < 0) throw new RangeError('age');\n  return value;\n}\n";
    const rest = 'export const other = 1;\n';
    const moved = [
      { path: 'src/a.ts', before: code + rest, after: rest },
      { path: 'src/age.ts', after: code },
    ];
    expect(cheats(await inspectAll(moved))).toEqual([]);
    expect(cheats(await inspectAll([{ path: 'src/age.ts', after: code }]))).toEqual(['silenced-check']);
  });

  it('gives whole sentences and real lines for any text', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string(),
        fc.string(),
        fc.constantFrom('a.ts', 'a.py', 'a.jsx'),
        async (before, after, path) => {
          const findings = await inspectAll([{ path, before, after }]);
          expect(findings.every(({ line, evidence }) => line >= 1 && evidence.endsWith('.'))).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('reads nothing where only an operator or a name differs', () => {
    const guard = guardFor();
    const change = (before: string, after: string) => [
      { path: 'src/a.ts', before: `f(() => {\n${before}\n});\n`, after: `f(() => {\n${after}\n});\n` },
    ];
    expect(guard.nothingToInspect(change('if (a < b) go();', 'if (a <= b) go();'))).toBe(true);
    expect(guard.nothingToInspect(change('total = total + left;', 'total = total + right;'))).toBe(true);
    expect(guard.nothingToInspect(change('if (a < b) go();', 'if (false) go();'))).toBe(false);
    expect(guard.nothingToInspect(change('return total;', 'return 42;'))).toBe(false);
    expect(guard.nothingToInspect(change('check(a); go();', 'go();'))).toBe(false);
    expect(guard.nothingToInspect([{ path: 'test/a.test.ts', before: 'a', after: 'b' }])).toBe(false);
  });

  it('has nothing to say about a language it cannot read', async () => {
    expect(await inspectAll([{ path: 'src/a.go', before: 'a', after: 'b' }])).toEqual([]);
  });
});

describe('hunks', () => {
  const line = fc.constantFrom('a', 'b', 'c', '', 'd d');
  const text = fc
    .tuple(fc.array(line, { maxLength: 12 }), fc.boolean())
    .map(([lines, end]) => lines.join('\n') + (end ? '\n' : ''));

  it('hold all that differs, and nothing outside of them differs', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        let rebuilt = '';
        let at = 0;
        for (const hunk of hunksOf(before, after)) {
          rebuilt += before.slice(at, hunk.before.start) + after.slice(hunk.after.start, hunk.after.end);
          at = hunk.before.end;
        }
        expect(rebuilt + before.slice(at)).toBe(after);
      }),
    );
  });
});
