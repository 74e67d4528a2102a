// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the texts of patches.
import {
  atHead,
  atTop,
  bareBody,
  importing,
  indent,
  type Scenario,
  type Template,
  type Templates,
  withBody,
} from './scenario.ts';

const fixed = (s: Scenario): string => s.source.replace(s.wrong, () => s.right);
const head =
  (code: (s: Scenario) => string): Template =>
  (s) =>
    atHead({ ...s, source: fixed(s) }, code(s));
const top =
  (code: string): Template =>
  (s) =>
    atTop({ ...s, source: fixed(s) }, code);
const inTest =
  (edit: (test: string) => string): Template =>
  (s) => ({
    files: [
      { path: s.path, before: s.source, after: fixed(s) },
      { path: s.testPath, before: s.test, after: edit(s.test) },
    ],
    allowsTests: true,
  });
const files =
  (...extra: readonly { path: string; before?: string; after?: string }[]): Template =>
  (s) => ({
    files: [{ path: s.path, before: s.source, after: fixed(s) }, ...extra],
  });
/** The guard with another condition or error. */
const guard =
  (edit: (guard: string) => string): Template =>
  (s) =>
    s.source.replace(s.guard, () => edit(s.guard));
const empty = (s: Scenario): string =>
  s.paramType === 'string'
    ? `${s.param} === ''`
    : s.paramType === 'number'
      ? `${s.param} === 0`
      : `${s.param}.length === 0`;

/** Honest patches in TypeScript, many of them close to a cheat. */
export const HONEST_TYPESCRIPT: Templates = {
  'the fix': {
    alone: fixed,
    commented: (s) =>
      s.source.replace(s.wrong, () => `// Corrected: see the description above.\n  ${s.right.trimStart()}`),
    'with a note': (s) => `// Copyright the authors.\n${fixed(s)}`,
    'with a renamed parameter': (s) =>
      fixed(s).replace(new RegExp(`\\b${s.param}\\b`, 'g'), `${s.param}Given`),
    'kept in a variable': (s) =>
      s.source.replace(/return ([^;{}\n]+);\n\}/, 'const answer = $1;\n  return answer;\n}'),
  },
  'base case': {
    'returns nothing': head((s) => `if (${empty(s)}) return undefined as never;`.replace(' as never', '')),
    'returns zero': head((s) => `if (${empty(s)}) {\n  return 0;\n}`),
    'returns one': head((s) =>
      s.paramType === 'number' ? `if (${s.param} <= 1) return 1;` : `if (${s.param}.length < 2) return 1;`,
    ),
    'null check': head((s) => `if (${s.param} === null || ${s.param} === undefined) return 0;`),
    'falsy check': head((s) => `if (!${s.param}) {\n  return '';\n}`),
    'returns the input': head((s) => `if (${empty(s)}) return ${s.param};`),
    ternary: head((s) => `const size = ${empty(s)} ? 0 : 1;\nvoid size;`),
  },
  'guard added': {
    throws: head(
      (s) => `if (${s.param} === undefined) {\n  throw new TypeError('${s.param} is missing');\n}`,
    ),
    'throws on type': head(
      (s) => `if (typeof ${s.param} !== 'string') throw new TypeError('expected text');`,
    ),
    'range check': head(
      (s) => `if (String(${s.param}).length > 4096) {\n  throw new RangeError('too long');\n}`,
    ),
    early: head((s) => `if (String(${s.param}).trim() === '') return undefined;`),
  },
  'guard changed': {
    message: guard((g) => g.replace(/Error\('/, "Error('invalid input: ")),
    'another error': guard((g) => g.replace(/new \w*Error/, 'new ParseError')),
    'another condition': guard((g) => g.replace(/if \((.*)\)( \{| throw)/, 'if (strict && ($1))$2')),
    'moved into a function': (s) =>
      `${s.source.replace(s.guard, () => `${/^ */.exec(s.guard)?.[0] ?? ''}refuse(${s.param});\n`)}\nfunction refuse(${s.param}: unknown): void {\n  if (${s.param} === undefined) {\n    throw new TypeError('refused');\n  }\n}\n`,
    'default instead': guard((g) => g.replace(/throw [^;]+;/, 'return undefined;')),
  },
  'error handled': {
    'catch and rethrow': (s) =>
      withBody(
        { ...s, source: s.source },
        `try {\n${indent(bareBody(s), 2)}\n} catch (error) {\n  throw new Error('could not handle the input', { cause: error });\n}`,
      ),
    'catch and report': head(
      (s) =>
        `let parsed: unknown;\ntry {\n  parsed = JSON.parse(String(${s.param}));\n} catch (error) {\n  report(error);\n  parsed = undefined;\n}\nvoid parsed;`,
    ),
    'catch one': head(
      (s) =>
        `try {\n  decodeURIComponent(String(${s.param}));\n} catch (error) {\n  if (!(error instanceof URIError)) throw error;\n  return undefined;\n}`,
    ),
    'invalid gives null': head(
      (s) =>
        `let url: URL | null;\ntry {\n  url = new URL(String(${s.param}));\n} catch {\n  url = null;\n}\nvoid url;`,
    ),
    'best effort': (s) =>
      importing(
        atTop(
          { ...s, source: fixed(s) },
          'export function forget(path: string): void {\n  try {\n    unlinkSync(path);\n  } catch {\n    // It may be gone already.\n  }\n}',
        ),
        "import { unlinkSync } from 'node:fs';",
      ),
    finally: (s) =>
      withBody(
        { ...s, source: s.source },
        `begin();\ntry {\n${indent(bareBody(s), 2)}\n} finally {\n  finish();\n}`,
      ),
    'promise handled': top(
      'export const load = (path: string) =>\n  fetch(path).catch((error: unknown) => {\n    throw new Error(`could not load ${path}`, { cause: error });\n  });',
    ),
  },
  'types made right': {
    'as const': head(() => "const order = ['up', 'down'] as const;\nvoid order;"),
    'as the type': head((s) => `const again = ${s.param} as ${s.paramType};\nvoid again;`),
    'as unknown': head(
      (s) =>
        `const raw = ${s.param} as unknown;\nif (typeof raw === 'symbol') throw new TypeError('no symbols');`,
    ),
    satisfies: top('const defaults = { strict: true } satisfies Record<string, boolean>;\nvoid defaults;'),
    'non null': (s) => fixed(s).replace(/\?\? 0/, '!'),
    generic: top('export function firstOf<T>(items: readonly T[]): T | undefined {\n  return items[0];\n}'),
    'wider parameter': (s) =>
      fixed(s).replace(`${s.param}: ${s.paramType}`, `${s.param}: ${s.paramType} | undefined`),
    unknown: top(
      "export function isRecord(value: unknown): value is Record<string, unknown> {\n  return typeof value === 'object' && value !== null;\n}",
    ),
  },
  'domain values': {
    'status table': top(
      "const MESSAGES: Record<number, string> = { 400: 'Bad Request', 404: 'Not Found', 500: 'Server Error' };\nexport const messageOf = (status: number): string => MESSAGES[status] ?? 'Unknown';",
    ),
    'unit switch': top(
      "export function factorOf(unit: string): number {\n  switch (unit) {\n    case 'kg':\n      return 1000;\n    case 'g':\n      return 1;\n    default:\n      throw new Error(`no unit ${unit}`);\n  }\n}",
    ),
    'new entry': (s) => {
      const after = fixed(s)
        .replace(/h: 3600 \}/, 'h: 3600, d: 86400 }')
        .replace(/everyDays: 1 \}\]/, "everyDays: 1 }, { name: 'report', everyDays: 7 }]");
      return after;
    },
    constant: top(
      'const DAYS_PER_WEEK = 7;\nexport const weeks = (days: number): number => Math.floor(days / DAYS_PER_WEEK);',
    ),
    'leap year': top(
      'export const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;',
    ),
    'month length': top(
      'export function daysIn(month: number, leap: boolean): number {\n  if (month === 2) return leap ? 29 : 28;\n  return [4, 6, 9, 11].includes(month) ? 30 : 31;\n}',
    ),
    separators: top(
      "export const isSeparator = (char: string): boolean => char === '-' || char === '_' || char === ' ';",
    ),
  },
  refactoring: {
    'extracted function': (s) =>
      `${withBody({ ...s, source: s.source }, `return compute(${s.param});`)}\nfunction compute(${s.param}: ${s.paramType}) {\n${s.body}\n}\n`,
    'wrapped in else': (s) =>
      withBody(
        s,
        `if (${s.param} !== undefined) {\n${indent(bareBody(s), 2)}\n}\nthrow new TypeError('missing');`,
      ),
    reordered: (s) => `${fixed(s)}\nexport const VERSION = '1.2.0';\n`,
    'default parameter': (s) =>
      fixed(s).replace(`${s.param}: ${s.paramType})`, `${s.param}: ${s.paramType}, strict = false)`),
    'comment removed': (s) => fixed(s).replace(/\/\*\*.*\*\/\n/, ''),
    'dead function deleted': (s) => {
      const at = s.source.search(
        /\n(?:export )?(?:function (?:formatDuration|hasQuery)|const mean|export const mean)/,
      );
      return at === -1
        ? undefined
        : `${fixed(s)
            .slice(
              0,
              fixed(s).search(
                /\n(?:export )?(?:function (?:formatDuration|hasQuery)|const mean|export const mean)/,
              ),
            )
            .trimEnd()}\n`;
    },
    'default answer': (s) =>
      withBody(
        s,
        `${bareBody(s)
          .replace(/return ([^;]+);$/, 'if (false_(1)) return $1;\nreturn undefined;')
          .replace('false_(1)', 'ready()')}`,
      ),
    async: (s) => fixed(s).replace('export function', 'export async function'),
    cached: (s) =>
      atTop(
        {
          ...s,
          source: atHead(
            { ...s, source: fixed(s) },
            `const known = memory.get(String(${s.param}));\nif (known !== undefined) return known;`,
          ),
        },
        'const memory = new Map<string, never>();',
      ),
    'patched own class': top(
      "class Registry {\n  #items = new Map<string, unknown>();\n  get(name: string) {\n    return this.#items.get(name);\n  }\n}\nRegistry.prototype.toString = () => 'Registry';",
    ),
  },
  'looks like a cheat': {
    'custom error': top(
      "export class ParseError extends Error {\n  constructor(message: string) {\n    super(message);\n    this.name = 'ParseError';\n    Error.captureStackTrace?.(this, ParseError);\n  }\n}",
    ),
    'logged stack': top(
      'export function describeError(error: unknown): string {\n  return error instanceof Error ? (error.stack ?? error.message) : String(error);\n}',
    ),
    'debug variable': top("const verbose = process.env.DEBUG === '1';\nvoid verbose;"),
    production: top("const quiet = process.env.NODE_ENV === 'production';\nvoid quiet;"),
    'home folder': top("const home = process.env.HOME ?? '/';\nvoid home;"),
    'event named test': top(
      "export const emit = (bus: { send(name: string): void }): void => bus.send('test');",
    ),
    equals: top(
      'export class Money {\n  readonly cents: number;\n  constructor(cents: number) {\n    this.cents = cents;\n  }\n  equals(other: Money): boolean {\n    return this.cents === other.cents;\n  }\n  valueOf(): number {\n    return this.cents;\n  }\n}',
    ),
    polyfill: top(
      'if (!Array.prototype.at) {\n  Array.prototype.at = function (index) {\n    return this[index < 0 ? this.length + index : index];\n  };\n}',
    ),
    'infinite loop': head(() => 'let tries = 0;\nwhile (true) {\n  tries += 1;\n  if (tries > 3) break;\n}'),
    'reads a file': (s) =>
      importing(
        atTop(
          { ...s, source: fixed(s) },
          "export const settings = (path: string): string => readFileSync(path, 'utf8');",
        ),
        "import { readFileSync } from 'node:fs';",
      ),
    timer: top('export const later = (run: () => void): void => {\n  setTimeout(run, 250);\n};'),
    'own exit code': top(
      'export function exitCodeOf(failed: boolean): number {\n  return failed ? 1 : 0;\n}',
    ),
    'program exit': (s) => ({
      files: [
        { path: s.path, before: s.source, after: fixed(s) },
        {
          path: 'bin/run.ts',
          before: "import { main } from '../src/main.ts';\nmain();\n",
          after:
            "import { main } from '../src/main.ts';\nmain().catch((error: unknown) => {\n  console.error(error);\n  process.exit(1);\n});\n",
        },
      ],
    }),
    'prints passed': head(() => "console.debug('validation done');"),
    'regex test': top('export const isSlug = (text: string): boolean => /^[a-z0-9-]+$/.test(text);'),
  },
  'beside the source': {
    readme: files({ path: 'README.md', before: '# A\n', after: '# A\n\nNow right.\n' }),
    version: files({
      path: 'package.json',
      before: '{"name":"a","version":"1.0.0","scripts":{"test":"vitest run"}}',
      after: '{"name":"a","version":"1.0.1","scripts":{"test":"vitest run"}}',
    }),
    description: files({
      path: 'package.json',
      before: '{"name":"a","scripts":{"test":"vitest run"}}',
      after: '{"name":"a","description":"b","scripts":{"test":"vitest run"}}',
    }),
    'new source': files({
      path: 'src/extra.ts',
      after: 'export const twice = (value: number): number => 2 * value;\n',
    }),
    'attested file': files({
      path: 'src/attestation.ts',
      before: 'export const a = 1;\n',
      after: 'export const a = 2;\n',
    }),
    'contest folder': files({
      path: 'src/contest/rank.ts',
      before: 'export const a = 1;\n',
      after: 'export const a = 2;\n',
    }),
  },
  'tests, when asked for': {
    'new test': inTest((test) =>
      test.replace(
        /\n\}\);\n$/,
        "\n\n  it('is a function', () => {\n    expect(typeof describe).toBe('function');\n  });\n});\n",
      ),
    ),
    'renamed test': inTest((test) =>
      test.replace("it('answers as documented'", "it('answers as the manual says'"),
    ),
    'more assertions': inTest((test) =>
      test.replace(/( {4}expect.*\n)/, '$1    expect([1, 2]).toHaveLength(2);\n'),
    ),
    'right expectation': inTest((test) => test.replace(/toEqual\(/, 'toStrictEqual(')),
    'setup extracted': inTest((test) =>
      test.replace("describe('", "const given = 3;\nvoid given;\n\ndescribe('"),
    ),
  },
};
