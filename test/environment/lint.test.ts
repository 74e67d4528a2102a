import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { freshOf } from '../../src/environment/fresh.ts';
import { makeCopy } from '../../src/environment/isolation/copy.ts';
import { takeLease } from '../../src/environment/isolation/lease.ts';
import { Snapshot } from '../../src/environment/isolation/snapshot.ts';
import { detectLinters, type LintOutcome } from '../../src/environment/lint/index.ts';
import { projectOf } from '../support/projects.ts';

const tools = mkdtempSync(join(tmpdir(), 'linters-'));
afterAll(() => rmSync(tools, { recursive: true, force: true }));

/** Absolute `node_modules` with these packages, or undefined when the registry does not answer. */
function packages(name: string, ...wanted: readonly string[]): string | undefined {
  const folder = join(tools, name);
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{}');
  const npm = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--fetch-retries=0', ...wanted], {
    cwd: folder,
    timeout: 120_000,
    stdio: 'ignore',
  });
  return npm.status === 0 ? join(folder, 'node_modules') : undefined;
}

/** Lints in a copy of a project, untouched and then with some texts in place of its own. */
async function lintIn(
  files: Readonly<Record<string, string>>,
  asked: readonly string[],
  over: {
    readonly modules?: string | undefined;
    readonly texts?: Readonly<Record<string, string>>;
    readonly limitSeconds?: number;
    readonly confined?: boolean;
  } = {},
): Promise<{ readonly before: LintOutcome; readonly after: LintOutcome; readonly name: string }> {
  const folder = projectOf(files);
  if (over.modules !== undefined) symlinkSync(over.modules, join(folder, 'node_modules'));
  const lease = takeLease();
  try {
    const { signal } = new AbortController();
    const snapshot = await Snapshot.take(folder, [], lease, signal);
    const [linter] = detectLinters(folder, snapshot).filter((each) => asked.every(each.covers));
    if (linter === undefined) throw new Error('no linter');
    const copy = makeCopy(snapshot, lease);
    const { limitSeconds = 45 } = over;
    const isolation = { origin: folder, choice: 'auto', network: 'none' } as const;
    const request = {
      ...{ root: copy.folder, files: asked, lease: lease.folder, limitSeconds, signal },
      ...(over.confined === true ? { isolation } : {}),
    };
    const before = await linter.lint(request);
    copy.put(new Map(Object.entries(over.texts ?? {})));
    const after = over.texts === undefined ? before : await linter.lint(request);
    return { before, after, name: linter.name };
  } finally {
    lease.release();
  }
}

function problems(outcome: LintOutcome): readonly string[] {
  if (outcome.kind === 'could-not-check') throw new Error(outcome.reason);
  return outcome.diagnostics
    .map(({ path, line, code, severity }) => `${severity} ${code} ${path}:${line}`)
    .toSorted();
}

function fresh(before: LintOutcome, after: LintOutcome): readonly string[] {
  if (before.kind !== 'linted' || after.kind !== 'linted') throw new Error('not linted');
  return freshOf(before.diagnostics, after.diagnostics).map(({ code, line }) => `${code}:${line}`);
}

/** The text with the tool's own fixes of one problem applied. */
function fixed(outcome: LintOutcome, code: string, text: string): string {
  const found =
    outcome.kind === 'linted' ? outcome.diagnostics.find((each) => each.code === code) : undefined;
  return (found?.fixes ?? [])
    .toReversed()
    .reduce((now, { start, end, text: put }) => now.slice(0, start) + put + now.slice(end), text);
}

const OLD = "const label = '𝒳'; var old = 1;\nexport default [label, old];\n";
const NEW = `// moved\n\n${OLD}if (label == 2) console.log(1);\n`;

const modern = packages('eslint-modern', 'eslint@10.15.0');

describe.skipIf(modern === undefined)(
  'ESLint with its newer configuration, where the registry answers',
  () => {
    const rules = "{ 'no-var': 'error', eqeqeq: 'warn' }";
    const files = {
      'eslint.config.mjs': `export default [{ ignores: ['out/**'] }, { files: ['**/*.js'], rules: ${rules} }];\n`,
      'src/a.js': OLD,
      'src/[id].js': OLD,
      'src/b.ts': 'const a: number = 1;\n',
      'out/c.js': 'var old = 1;\n',
      'src/bad.js': 'const = 1;\n',
    };

    it('tells problems with places, severities and its own fixes', async () => {
      const { before, name } = await lintIn(files, ['src/a.js', 'src/[id].js'], { modules: modern });
      expect(name).toBe('ESLint');
      expect(problems(before)).toEqual(['error no-var src/[id].js:1', 'error no-var src/a.js:1']);
      if (before.kind !== 'linted') return;
      const [one] = before.diagnostics;
      expect(OLD.slice(one?.start, one?.end)).toBe('var old = 1;');
      expect(fixed(before, 'no-var', OLD)).toContain("'𝒳'; let old = 1;");
      expect(before.evidence.command).toEqual(['eslint', 'src/a.js', 'src/[id].js']);
    });

    it('does not take an old problem that moved for a new one', async () => {
      const { before, after } = await lintIn(files, ['src/a.js'], {
        modules: modern,
        texts: { 'src/a.js': NEW },
      });
      expect(problems(after)).toEqual(['error no-var src/a.js:3', 'warning eqeqeq src/a.js:5']);
      expect(fresh(before, after)).toEqual(['eqeqeq:5']);
    });

    it('tells what does not parse', async () => {
      const { before } = await lintIn(files, ['src/bad.js'], { modules: modern });
      expect(problems(before)).toEqual(['error parse src/bad.js:1']);
    });

    it.each([
      ['every file is ignored', ['out/c.js', 'src/b.ts'], {}, 'leave these files out'],
      [
        'its configuration throws',
        ['src/a.js'],
        { 'eslint.config.mjs': "throw new Error('bad config');" },
        'bad config',
      ],
      [
        'a plugin is missing',
        ['src/a.js'],
        { 'eslint.config.mjs': "import 'eslint-plugin-nowhere';" },
        'eslint-plugin-nowhere',
      ],
    ])('could not check when %s', async (_, asked, more, reason) => {
      const { before } = await lintIn({ ...files, ...more }, asked, { modules: modern });
      expect(before.kind).toBe('could-not-check');
      expect(before.kind === 'could-not-check' ? before.reason : '').toContain(reason);
    });

    it('could not check when a rule does not end', async () => {
      const endless = {
        'eslint.config.mjs':
          "export default [{ plugins: { x: { rules: { y: { create: () => ({ Program() { for (;;); } }) } } } }, rules: { 'x/y': 'error' } }];",
      };
      const { before } = await lintIn({ ...files, ...endless }, ['src/a.js'], {
        modules: modern,
        limitSeconds: 3,
      });
      expect(before).toMatchObject({
        kind: 'could-not-check',
        reason: expect.stringContaining('did not end'),
      });
    });
  },
);

const legacy = packages('eslint-legacy', 'eslint@8.57.1');

describe.skipIf(legacy === undefined)(
  'ESLint with its older configuration, where the registry answers',
  () => {
    it('adds up the configurations from the outermost folder inwards', async () => {
      const files = {
        '.eslintrc.json':
          '{"root":true,"parserOptions":{"ecmaVersion":2022,"sourceType":"module"},"rules":{"no-var":"error"}}',
        '.eslintignore': 'out\n',
        'inner/.eslintrc.json': '{"rules":{"eqeqeq":"warn"}}',
        'inner/a.js': NEW,
        'out/b.js': 'var a = 1;\n',
      };
      const { before } = await lintIn(files, ['inner/a.js', 'out/b.js'], { modules: legacy });
      expect(problems(before)).toEqual(['error no-var inner/a.js:3', 'warning eqeqeq inner/a.js:5']);
    });
  },
);

describe('Biome', () => {
  const files = {
    'web/biome.json':
      '{"linter":{"rules":{"suspicious":{"noDoubleEquals":"error","noVar":"warn"}}},"files":{"includes":["**","!**/out"]}}',
    'web/a.js': "const label = '𝒳'; if (label == 1) globalThis.b = 2;\n",
    'web/out/c.js': 'var old = 1;\n',
    'web/bad.js': 'const = 1;\n',
  };

  it('tells problems with places and severities', async () => {
    const { before, name } = await lintIn(files, ['web/a.js']);
    expect(name).toBe('Biome');
    expect(problems(before)).toEqual(['error lint/suspicious/noDoubleEquals web/a.js:1']);
    if (before.kind !== 'linted') return;
    const [one] = before.diagnostics;
    expect(files['web/a.js'].slice(one?.start, one?.end)).toBe('==');
  });

  it('says the same where it is confined by what the platform has', async () => {
    const { before } = await lintIn(files, ['web/a.js'], { confined: true });
    expect(problems(before)).toEqual(['error lint/suspicious/noDoubleEquals web/a.js:1']);
    expect(before.evidence?.sandbox).toMatch(/\S/);
  });

  it('does not take an old problem that moved for a new one, but one more of its kind', async () => {
    const text = `// moved\n\n${files['web/a.js']}`;
    const moved = await lintIn(files, ['web/a.js'], { texts: { 'web/a.js': text } });
    expect(fresh(moved.before, moved.after)).toEqual([]);
    const twice = await lintIn(files, ['web/a.js'], {
      texts: { 'web/a.js': `${text}if (label == 3) var c = 4;\n` },
    });
    const told = fresh(twice.before, twice.after);
    expect(told).toContain('lint/suspicious/noDoubleEquals:4');
    expect(told).toContain('lint/suspicious/noVar:4');
    expect(told.every((each) => each.endsWith(':4'))).toBe(true);
  });

  it('tells once what does not parse', async () => {
    const { before } = await lintIn(files, ['web/bad.js']);
    if (before.kind !== 'linted') throw new Error(before.reason);
    const told = before.diagnostics.map(({ start, message }) => `${start} ${message}`);
    expect(new Set(told).size).toBe(told.length);
    expect(problems(before)[0]).toBe('error parse web/bad.js:1');
  });

  it('could not check what it is configured to leave out', async () => {
    const { before } = await lintIn(files, ['web/out/c.js']);
    expect(before).toMatchObject({
      kind: 'could-not-check',
      reason: expect.stringContaining('leave these files out'),
    });
  });

  it('could not check with a configuration it does not accept', async () => {
    const { before } = await lintIn({ ...files, 'web/biome.json': '{"linter": {"rules": ' }, ['web/a.js']);
    expect(before.kind).toBe('could-not-check');
    expect(before.kind === 'could-not-check' ? before.reason : '').not.toBe('');
  });
});

const earlier = packages('biome-earlier', '@biomejs/biome@2.0.0');

describe.skipIf(earlier === undefined)('an earlier Biome, where the registry answers', () => {
  it('is understood too, though it gives places in bytes', async () => {
    const text = "const étiquette = '𝒳'; if (étiquette == 1) globalThis.b = 2;\n";
    const { before } = await lintIn({ 'biome.json': '{}', 'a.js': text }, ['a.js'], { modules: earlier });
    expect(problems(before)).toEqual(['error lint/suspicious/noDoubleEquals a.js:1']);
    if (before.kind !== 'linted') return;
    expect(before.diagnostics[0]?.message).toContain('==');
    expect(text.slice(before.diagnostics[0]?.start, before.diagnostics[0]?.end)).toBe('==');
  });
});

const ruff = join(tools, 'ruff');
const pip = [
  '-m',
  'pip',
  'install',
  '--quiet',
  '--disable-pip-version-check',
  '--target',
  ruff,
  'ruff==0.16.9',
];
const hasRuff = spawnSync('python3', pip, { stdio: 'ignore', timeout: 120_000 }).status === 0;

describe.skipIf(!hasRuff)('Ruff, where pip and its index answer', () => {
  process.env.PATH = `${process.env.PATH}${delimiter}${join(ruff, 'bin')}`;
  const files = {
    'pyproject.toml': '[tool.ruff]\nextend-exclude = ["gen"]\n[tool.ruff.lint]\nselect = ["E", "F"]\n',
    'a.py': 'import os\nx = "𝒳"; y = unknown\n',
    'gen/b.py': 'import os\n',
    'bad.py': 'def f(:\n',
  };

  it('tells problems with places and its own safe fixes', async () => {
    const { before, name } = await lintIn(files, ['a.py']);
    expect(name).toBe('Ruff');
    expect(problems(before)).toEqual(['error E702 a.py:2', 'error F401 a.py:1', 'error F821 a.py:2']);
    if (before.kind !== 'linted') return;
    const unknown = before.diagnostics.find((each) => each.code === 'F821');
    expect(files['a.py'].slice(unknown?.start, unknown?.end)).toBe('unknown');
    expect(fixed(before, 'F401', files['a.py'])).toBe('x = "𝒳"; y = unknown\n');
  });

  it('does not take an old problem that moved for a new one', async () => {
    const { before, after } = await lintIn(files, ['a.py'], {
      texts: { 'a.py': `\n\n${files['a.py']}z = other\n` },
    });
    expect(fresh(before, after)).toEqual(['F821:5']);
  });

  it('tells what does not parse', async () => {
    const { before } = await lintIn(files, ['bad.py']);
    expect(problems(before).length).toBeGreaterThan(0);
  });

  it('could not check what it is configured to leave out, or with a configuration it does not accept', async () => {
    expect((await lintIn(files, ['gen/b.py'])).before).toMatchObject({
      reason: expect.stringContaining('leave these files out'),
    });
    const broken = { ...files, 'pyproject.toml': '[tool.ruff.lint]\nselect = ["NO-SUCH"]\n' };
    const { before } = await lintIn(broken, ['a.py']);
    expect(before).toMatchObject({
      kind: 'could-not-check',
      reason: expect.stringContaining('Ruff could not be run: '),
    });
  });
});

describe('a linter that is configured but not installed', () => {
  it('could not check, and says what to do', async () => {
    const { before } = await lintIn({ 'eslint.config.js': 'export default [];\n', 'a.js': '' }, ['a.js']);
    expect(before).toMatchObject({ kind: 'could-not-check', reason: expect.stringContaining('npm install') });
  });
});
