import { resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { takeLease } from '../../src/environment/isolation/lease.ts';
import { type Overlay, Snapshot } from '../../src/environment/isolation/snapshot.ts';
import { loadTypescript } from '../../src/environment/typescript/load.ts';
import { TypescriptChecker } from '../../src/environment/typescript/type-checker.ts';
import { projectOf } from '../support/projects.ts';

const OURS = resolve(import.meta.dirname, '../../node_modules/typescript/lib/typescript.js');

async function checkerOf(files: Readonly<Record<string, string>>, overlays: readonly Overlay[] = []) {
  const folder = projectOf(files);
  const lease = takeLease();
  onTestFinished(() => lease.release());
  const snapshot = await Snapshot.take(folder, overlays, lease, new AbortController().signal);
  const loaded = loadTypescript(folder, true, OURS);
  if (loaded === undefined) throw new Error('no TypeScript');
  return new TypescriptChecker(loaded, snapshot);
}

const STRICT = JSON.stringify({
  compilerOptions: {
    strict: true,
    noEmit: true,
    target: 'es2023',
    module: 'esnext',
    moduleResolution: 'bundler',
    types: [],
  },
});

describe('whose TypeScript it is', () => {
  const manifest = JSON.stringify({ name: 'typescript', version: '5.0.0-mine', main: 'index.js' });
  const own = (body: string) =>
    projectOf({ 'node_modules/typescript/package.json': manifest, 'node_modules/typescript/index.js': body });

  it('is the project’s where the folder is trusted and it has a language service', () => {
    const folder = own(`module.exports = { version: '5.0.0-mine', createLanguageService() {} };`);
    expect(loadTypescript(folder, true, OURS)?.name).toBe("TypeScript 5.0.0-mine (the project's)");
    expect(loadTypescript(folder, false, OURS)?.name).toContain('built in');
  });

  it('is ours where the project’s has none, or cannot be loaded', () => {
    for (const body of [`module.exports = { version: '7.0.0' };`, `throw new Error('broken');`])
      expect(loadTypescript(own(body), true, OURS)?.name).toContain('built in');
    expect(loadTypescript(own(`throw new Error('broken');`), true, undefined)).toBeUndefined();
  });
});

describe('diagnostics', () => {
  it('tell what is wrong and where, in text with CRLF and a byte-order mark', async () => {
    const text = 'export {};\r\nconst a: number = 1;\r\nconst b: string = a;\r\n';
    const checker = await checkerOf({ 'tsconfig.json': STRICT, 'a.ts': `\uFEFF${text}` });
    const [found, ...rest] = checker.diagnose('a.ts');
    expect(rest).toEqual([]);
    expect(found).toMatchObject({ code: 'TS2322', line: 3, path: 'a.ts', source: 'typescript' });
    expect(text.slice(found?.start, found?.end)).toBe('b');
  });

  it('of a text put in place of the snapshot’s, and of those that import it, are those of that text', async () => {
    const checker = await checkerOf({
      'tsconfig.json': STRICT,
      'a.ts': 'export const a = 1;\n',
      'b.ts': "import { a } from './a';\nexport const b: number = a;\n",
    });
    expect(checker.diagnose('b.ts')).toEqual([]);
    expect(await checker.importersOf('a.ts')).toEqual(['b.ts']);
    const overlay = new Map([['a.ts', "export const a = 'text';\n"]]);
    expect(checker.diagnose('b.ts', overlay)).toMatchObject([{ code: 'TS2322', line: 2 }]);
    expect(checker.diagnose('b.ts')).toEqual([]);
  });

  it('follow files that a candidate creates and deletes', async () => {
    const checker = await checkerOf({
      'tsconfig.json': STRICT,
      'a.ts': 'export const a = 1;\n',
      'b.ts': "import { a } from './a';\nimport { c } from './c';\nexport const b: number = a + c;\n",
    });
    expect(checker.diagnose('b.ts')).toMatchObject([{ code: 'TS2307', line: 2 }]);
    expect(checker.diagnose('b.ts', new Map([['c.ts', 'export const c = 1;\n']]))).toEqual([]);
    const inside = new Map([
      ['b.ts', "import { n } from './new/folder/n';\nexport const b: number = n;\n"],
      ['new/folder/n.ts', 'export const n = 1;\n'],
    ]);
    expect(checker.diagnose('b.ts', inside)).toEqual([]);
    const gone = checker.diagnose(
      'b.ts',
      new Map([
        ['c.ts', 'export const c = 1;\n'],
        ['a.ts', undefined],
      ]),
    );
    expect(gone).toMatchObject([{ code: 'TS2307', line: 1 }]);
    expect(checker.diagnose('b.ts')).toHaveLength(1);
  });

  it('see unsaved texts, also of a file that is not on the disk yet', async () => {
    const checker = await checkerOf(
      { 'tsconfig.json': STRICT, 'b.ts': "import { a } from './a';\nexport const b: number = a;\n" },
      [{ path: 'a.ts', text: 'export const a = 1;\n' }],
    );
    expect(checker.diagnose('b.ts')).toEqual([]);
  });

  it('have a key that does not change with the position, and one for each of two alike', async () => {
    const line = 'const x: string = wrong;\n';
    const checker = await checkerOf({
      'tsconfig.json': STRICT,
      'a.ts': `export {};\n{ ${line} }\n{ ${line} }\n`,
    });
    const before = checker.diagnose('a.ts');
    expect(before).toHaveLength(2);
    expect(new Set(before.map((d) => d.key)).size).toBe(1);
    const moved = checker.diagnose('a.ts', new Map([['a.ts', `export {};\n\n\n\n{ ${line} }\n`]]));
    expect(moved.map((d) => d.key)).toEqual([before[0]?.key]);
  });
});

describe('the configuration', () => {
  it('is found through extends, paths and references', async () => {
    const checker = await checkerOf({
      'tsconfig.base.json': STRICT,
      'tsconfig.json': JSON.stringify({ files: [], references: [{ path: './app' }, { path: './lib' }] }),
      'app/tsconfig.json': JSON.stringify({
        extends: '../tsconfig.base.json',
        compilerOptions: { composite: true, paths: { '@lib/*': ['../lib/*'] } },
        include: ['**/*.ts'],
        references: [{ path: '../lib' }],
      }),
      'app/main.ts':
        "import { value } from '@lib/value';\nexport const n: number = value;\nexport const s: string = value;\n",
      'lib/tsconfig.json': JSON.stringify({
        extends: '../tsconfig.base.json',
        compilerOptions: { composite: true, strict: false },
      }),
      'lib/value.ts': 'export const value = 1;\nexport const loose = (x) => x;\n',
    });
    expect(checker.diagnose('app/main.ts')).toMatchObject([{ code: 'TS2322', line: 3 }]);
    expect(checker.diagnose('lib/value.ts')).toEqual([]);
  });

  it('that cannot be read still lets files be checked', async () => {
    const checker = await checkerOf({
      'tsconfig.json': '{ broken',
      'a.ts': "export const a: number = 'x';\n",
    });
    expect(checker.diagnose('a.ts').map((d) => d.code)).toContain('TS2322');
  });

  it('is not needed by JavaScript: what does not parse is found, types are not asked for', async () => {
    const checker = await checkerOf({
      'a.js': "const a = 'x';\na.toFixedd();\nmodule.exports = a;\n",
      'b.js': 'const = 3;\n',
    });
    expect(checker.diagnose('a.js')).toEqual([]);
    expect(checker.diagnose('b.js')).not.toEqual([]);
    expect(checker.diagnose('README.md')).toEqual([]);
  });
});

describe('code fixes', () => {
  it('are replacements of the snapshot’s text', async () => {
    const text = "const greeting = 'x';\r\nexport const a = greting.length;\r\n";
    const checker = await checkerOf({ 'tsconfig.json': STRICT, 'a.ts': text });
    const [diagnostic] = checker.diagnose('a.ts');
    if (diagnostic === undefined) throw new Error('no diagnostic');
    const fix = checker.fixes(diagnostic).find((each) => each.name === 'spelling');
    const [change] = fix?.changes ?? [];
    const [replacement] = change?.replacements ?? [];
    expect(change?.path).toBe('a.ts');
    expect(text.slice(replacement?.start, replacement?.end)).toBe('greting');
    expect(replacement?.text).toBe('greeting');
  });
});
