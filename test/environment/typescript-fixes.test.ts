import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';
import { TypescriptChecker } from '../../src/environment/typescript/type-checker.ts';
import { CopiedTexts } from '../../src/environment/typescript/workspace-texts.ts';
import { projectOf } from '../support/projects.ts';

const CONFIG = JSON.stringify({
  compilerOptions: {
    strict: true,
    noEmit: true,
    noUnusedLocals: true,
    noFallthroughCasesInSwitch: true,
    exactOptionalPropertyTypes: true,
    target: 'es2023',
    module: 'esnext',
    moduleResolution: 'bundler',
    allowImportingTsExtensions: true,
    types: [],
  },
});

type Files = Readonly<Record<string, string>>;

function checkerOf(files: Files): TypescriptChecker {
  const folder = projectOf({ 'tsconfig.json': CONFIG, ...files });
  return new TypescriptChecker(
    { api: ts, name: 'TypeScript' },
    new CopiedTexts(folder, folder, ['tsconfig.json', ...Object.keys(files)]),
  );
}

function withReplacements(
  text: string,
  fix: ReturnType<TypescriptChecker['fixes']>[number],
  path: string,
): string {
  const { replacements } = fix.changes.find((change) => change.path === path) ?? { replacements: [] };
  return replacements
    .toReversed()
    .reduce((now, { start, end, text: by }) => now.slice(0, start) + by + now.slice(end), text);
}

/** What the fixes of the first error make of the file that has it, or of another. */
function fixed(files: Files, path = 'a.ts', changed = path): readonly string[] {
  const checker = checkerOf(files);
  const [error] = checker.diagnose(path);
  if (error === undefined) throw new Error('there is no error to mend');
  return checker.fixes(error).map((fix) => withReplacements(files[changed] ?? '', fix, changed));
}

let checker: TypescriptChecker | undefined;
afterAll(() => {
  checker = undefined;
});
function shared(): TypescriptChecker {
  checker ??= checkerOf({
    'a.ts': 'export {};\n',
    'c.ts': 'export const basename = (path: string): string => path;\n',
  });
  return checker;
}

/** What the fixes of the first error make of a text. */
function offered(overlay: ReadonlyMap<string, string>): readonly string[] {
  const [error] = shared().diagnose('a.ts', overlay);
  if (error === undefined) throw new Error('there is no error to mend');
  return shared()
    .fixes(error, overlay)
    .map((fix) => withReplacements(overlay.get('a.ts') ?? '', fix, 'a.ts'));
}

describe('what the language service does not offer', () => {
  it.each([
    [
      'a conversion',
      'export const n: number = "12".trim();\n',
      'export const n: number = Number("12".trim());\n',
    ],
    [
      'an element of a list',
      'export const last = (all: string[]): string => all;\n',
      'export const last = (all: string[]): string => all[0];\n',
    ],
    [
      'what stands for nothing',
      'export const size = (m: Map<string, number>): number => m.get("a");\n',
      'export const size = (m: Map<string, number>): number => m.get("a") ?? 0;\n',
    ],
    [
      'a method that was meant to be called',
      'export const upper = (s: string): string => s.trim;\n',
      'export const upper = (s: string): string => s.trim();\n',
    ],
    [
      'the literal that a union has',
      'export const tone: "soft" | "loud" = "lowd" as const;\n'.replace(' as const', ''),
      'export const tone: "soft" | "loud" = "loud";\n',
    ],
    [
      'a guard',
      'export function f(a?: { n: number }): void {\n  a.n = 1;\n}\n',
      'export function f(a?: { n: number }): void {\n  if (a === undefined) return;\n  a.n = 1;\n}\n',
    ],
    [
      'a chain with a fallback',
      'export function f(a?: { n: string }): string {\n  return a.n.trim();\n}\n',
      "export function f(a?: { n: string }): string {\n  return a?.n.trim() ?? '';\n}\n",
    ],
    [
      'a guard that does what the comment says',
      '/** The place, or -1. */\nexport function f(a: string | null): number {\n  return a.length;\n}\n',
      '/** The place, or -1. */\nexport function f(a: string | null): number {\n  if (a === null) return -1;\n  return a.length;\n}\n',
    ],
    [
      'arguments the other way round',
      'const f = (n: number, s: string) => s.repeat(n);\nexport const x = f("a", 2);\n',
      'const f = (n: number, s: string) => s.repeat(n);\nexport const x = f(2, "a");\n',
    ],
    [
      'an argument that has the name of the parameter',
      'const f = (s: string, width: number) => s.padEnd(width);\nexport const g = (width: number) => f("a");\n',
      'const f = (s: string, width: number) => s.padEnd(width);\nexport const g = (width: number) => f("a", width);\n',
    ],
    [
      'a property from a name at hand',
      'interface P { x: number; y: number }\nexport const f = (x: number, y: number): P => ({ x });\n',
      'interface P { x: number; y: number }\nexport const f = (x: number, y: number): P => ({ x, y });\n',
    ],
    [
      'the property that a type has',
      'interface P { x: number; width: number }\nexport const p: P = { x: 1, wide: 2 };\n',
      'interface P { x: number; width: number }\nexport const p: P = { x: 1, width: 2 };\n',
    ],
    [
      'a property that the type lacks',
      'interface P {\n  readonly x: number;\n}\nexport const p: P = { x: 1, y: "a" };\n',
      'interface P {\n  readonly x: number;\n  readonly y?: string;\n}\nexport const p: P = { x: 1, y: "a" };\n',
    ],
    [
      'a return of what the last line works out',
      'export function f(n: number): number {\n  n + 1;\n}\n',
      'export function f(n: number): number {\n  return n + 1;\n}\n',
    ],
    [
      'the case that is missing',
      'export function f(k: "a" | "b", n: number): number {\n  switch (k) {\n    case "a":\n      return 1;\n  }\n}\n',
      'export function f(k: "a" | "b", n: number): number {\n  switch (k) {\n    case "a":\n      return 1;\n    case "b":\n      return n;\n  }\n}\n',
    ],
    [
      'the type that callers pass',
      'function f(p) {\n  return p;\n}\nexport const x = f(1) + f(2);\n',
      'function f(p: number) {\n  return p;\n}\nexport const x = f(1) + f(2);\n',
    ],
    [
      'entries of an object',
      'export function f(o: Record<string, number>): void {\n  for (const [k] of o) k.trim();\n}\n',
      'export function f(o: Record<string, number>): void {\n  for (const [k] of Object.entries(o)) k.trim();\n}\n',
    ],
    [
      'an error among what is caught',
      'export function f(): string {\n  try {\n    return "";\n  } catch (e) {\n    return e.message;\n  }\n}\n',
      'export function f(): string {\n  try {\n    return "";\n  } catch (e) {\n    return e instanceof Error ? e.message : String(e);\n  }\n}\n',
    ],
    ['a bracket', 'export const x = Math.max(1, 2;\n', 'export const x = Math.max(1, 2);\n'],
    [
      'no comment for an error that is gone',
      '// @ts-expect-error it was a text\nexport const x: number = 1;\n',
      'export const x: number = 1;\n',
    ],
    [
      'what is never read, where another is read twice',
      'export function f(a: number): number {\n  const b = a + 1;\n  return a * a;\n}\n',
      'export function f(a: number): number {\n  const b = a + 1;\n  return a * b;\n}\n',
    ],
    [
      'a declaration before its use',
      'export function f(): number {\n  const a = b + 1;\n  const b = 2;\n  return a;\n}\n',
      'export function f(): number {\n  const b = 2;\n  const a = b + 1;\n  return a;\n}\n',
    ],
    [
      'the end of a case',
      'export function f(k: string): string {\n  let s = "";\n  switch (k) {\n    case "a":\n      s = "x";\n    default:\n      s += "y";\n  }\n  return s;\n}\n',
      'export function f(k: string): string {\n  let s = "";\n  switch (k) {\n    case "a":\n      s = "x";\n      break;\n    default:\n      s += "y";\n  }\n  return s;\n}\n',
    ],
    [
      'a property after what would overwrite it',
      'export const f = (o: { a: number; b: number }) => ({ a: 1, ...o });\n',
      'export const f = (o: { a: number; b: number }) => ({ ...o, a: 1 });\n',
    ],
    [
      'an operator for truth values',
      'export const f = (a: boolean, b: boolean): boolean => a & b;\n',
      'export const f = (a: boolean, b: boolean): boolean => a && b;\n',
    ],
    [
      'what comes first',
      'export const f = (a?: string, b?: string): string => a ?? b || "";\n',
      'export const f = (a?: string, b?: string): string => (a ?? b) || "";\n',
    ],
    [
      'a list that may be changed',
      'export const f = (all: readonly string[]): string[] => all;\n',
      'export const f = (all: readonly string[]): string[] => [...all];\n',
    ],
    [
      'a member that not all of a union have',
      'interface A {\n  a: string;\n}\ninterface B {\n  b: number;\n}\nexport function f(x: A | B): string {\n  return x.a;\n}\n',
      "interface A {\n  a: string;\n}\ninterface B {\n  b: number;\n}\nexport function f(x: A | B): string {\n  if (!('a' in x)) return '';\n  return x.a;\n}\n",
    ],
    [
      'parameters as the interface has them',
      'interface I {\n  f(n: number, s: string): void;\n}\nexport class C implements I {\n  f(n: string, s: string): void {\n    void [n, s];\n  }\n}\n',
      'interface I {\n  f(n: number, s: string): void;\n}\nexport class C implements I {\n  f(n: number, s: string): void {\n    void [n, s];\n  }\n}\n',
    ],
  ] as const)('%s', (_, text, expected) => {
    // One program for all of them: what differs is the text of one file.
    const made = offered(new Map([['a.ts', text]]));
    expect(made).toContain(expected);
    expect(shared().diagnose('a.ts', new Map([['a.ts', expected]]))).toEqual([]);
  });

  it('a file under nearly its name, with the ending that others name', () => {
    const files = {
      'a.ts': "import { x } from './lib/fooBar.ts';\nexport const y = x;\n",
      'lib/foo-bar.ts': 'export const x = 1;\n',
    };
    expect(fixed(files)).toContain("import { x } from './lib/foo-bar.ts';\nexport const y = x;\n");
  });

  it('an export under another name, at every use', () => {
    const files = {
      'a.ts': "import { colour } from './b.ts';\nexport const y = colour(colour(1));\n",
      'b.ts': 'export const color = (n: number) => n;\n',
    };
    expect(fixed(files)).toContain("import { color } from './b.ts';\nexport const y = color(color(1));\n");
  });

  it('a property in the file of its type', () => {
    const files = {
      'a.ts': "import type { P } from './p.ts';\nexport const p: P = { x: 1, y: 2 };\n",
      'p.ts': 'export interface P {\n  x: number;\n}\n',
    };
    expect(fixed(files, 'a.ts', 'p.ts')).toContain('export interface P {\n  x: number;\n  y?: number;\n}\n');
  });

  it('fixes of what a fix made of the text', () => {
    const text = 'export function f(p: Promise<number>): number {\n  return p;\n}\n';
    const half = text.replace('return p', 'return await p');
    const checker = checkerOf({ 'a.ts': text });
    const overlay = new Map([['a.ts', half]]);
    const [error] = checker.diagnose('a.ts', overlay);
    if (error === undefined) throw new Error('await needs async');
    const made = checker.fixes(error, overlay).map((fix) => withReplacements(half, fix, 'a.ts'));
    expect(made).toContain(
      'export async function f(p: Promise<number>): Promise<number> {\n  return await p;\n}\n',
    );
  });
});

describe('whatever the code', () => {
  const LIBRARY = `import { basename } from './c.ts';
interface Row { readonly id: number; name?: string; tags: string[] }
class Table<T extends Row> extends Map<number, T> {
  #last: T | null = null;
  static size = 3;
  constructor(rows: readonly T[]) { super(); for (const row of rows) this.put(row); }
  put(row: T): this { this.#last = row; return this.set(row.id, row); }
  async find(name: string): Promise<T | undefined> {
    for (const [, row] of this) if (row.name?.trim() === name) return row;
    return this.#last ?? undefined;
  }
}
export const f = async (kind: 'a' | 'b', t: Table<Row>) => {
  switch (kind) { case 'a': return (await t.find(basename('x')))?.tags[0]; default: return \`\${Table.size}\`; }
};
`;
  const words = LIBRARY.split(/\b/);

  it('fixes lie within the text', () => {
    // Each word but spaces taken away or doubled in turn: some hundred programs with errors of all sorts.
    const checker = shared();
    let seen = 0;
    for (let at = 0; at < words.length; at += 3) {
      if (/^\s*$/.test(words[at] ?? '')) continue;
      const text = words
        .toSpliced(at, 1, ...(at % 2 === 0 ? [] : [words[at] ?? '', ' ', words[at] ?? '']))
        .join('');
      const overlay = new Map([['a.ts', text]]);
      for (const error of checker.diagnose('a.ts', overlay).slice(0, 2)) {
        for (const { changes, fit = 1 } of checker.fixes(error, overlay)) {
          seen += 1;
          expect(fit).toBeGreaterThanOrEqual(0);
          expect(fit).toBeLessThanOrEqual(1.3);
          const own = changes
            .filter(({ path }) => path === 'a.ts')
            .flatMap(({ replacements }) => replacements);
          for (const { start, end } of own) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThanOrEqual(start);
            expect(end).toBeLessThanOrEqual(text.length);
          }
        }
      }
    }
    expect(seen).toBeGreaterThan(50);
  });
});
