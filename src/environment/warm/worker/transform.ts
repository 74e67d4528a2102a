import { createRequire } from 'node:module';
import { join } from 'node:path';
import vm from 'node:vm';
import { transform } from 'sucrase';
import type { Dialect } from '../protocol.ts';
import { ByText } from './by-text.ts';
import { withMembersApart } from './enums.ts';
import { withMocksFirst } from './hoist.ts';
import { Unsupported } from './unsupported.ts';

/** A module's code as a function, compiled once for each text and used for every fresh state. */
export type Factory = (
  exports: object,
  require: (request: string) => unknown,
  module: object,
  filename: string,
  dirname: string,
  importMeta: object,
  star: (target: object, from: object) => void,
) => unknown;

/** What Sucrase leaves out or gets wrong; TypeScript itself does these, more slowly. */
const NEEDS_TYPESCRIPT =
  /^\s*(?:export\s+)?(?:declare\s+)?(?:namespace|module)\s+[\w$.]+\s*\{|^\s*@[\w$]|\bimport\s+[\w$]+\s*=|\bexport\s*=|[,(]\s*@[\w$]+/m;
/** Calls that Jest's own compilers move above the imports. */
const MOCKS = /\bjest\s*\.\s*(?:mock|unmock)\s*\(/;
const CACHED = 4096;
/** What the engine of JavaScript finds wrong with names and jumps, whoever took the types away. */
const CERTAIN =
  /has already been declared|Missing initializer in (?:const|destructuring)|Illegal (?:break|continue|return)|Undefined label/;

/** Turns source text into a function, as CommonJS, lines kept where they are. */
export class Transformer {
  readonly #modules = new ByText<Factory>(CACHED);
  readonly #entries = new ByText<Factory>(CACHED);
  readonly #folder: string;
  readonly #dialect: Dialect;
  #typescript: TypescriptApi | undefined;

  /**
   * @param folder absolute; where the project's own TypeScript is looked up
   * @param dialect whose compilers move mocks of modules before the imports
   */
  constructor(folder: string, dialect: Dialect) {
    this.#folder = folder;
    this.#dialect = dialect;
  }

  /** As `factory`, for a test file: it may wait at its top where the runner's own may, and comes back as a promise then. */
  entry(path: string, text: string): Factory {
    const known = this.#entries.get(path, text);
    if (known !== undefined) return known;
    const mayWait = this.#dialect === 'vitest' || this.#dialect === 'mocha';
    const ordered = this.#dialect === 'vitest' ? withMocksFirst(path, text) : text;
    const made = this.#compiled(path, ordered, mayWait);
    this.#entries.set(path, text, made);
    return made;
  }

  /** Throws a `SyntaxError` for text that is none. */
  factory(path: string, text: string): Factory {
    const known = this.#modules.get(path, text);
    if (known !== undefined) return known;
    const made = this.#compiled(path, text, false);
    this.#modules.set(path, text, made);
    return made;
  }

  /**
   * Whether Sucrase and the engine of JavaScript can make something of a text; remembered when they can. Otherwise the
   * line, from 1, that they stumble over, or 0 where none is told; undefined when nothing is wrong.
   */
  compiles(path: string, text: string): number | undefined {
    try {
      this.#modules.set(path, text, compile(path, this.#code(path, text), false));
      return undefined;
    } catch (error) {
      return lineOf(error);
    }
  }

  #compiled(path: string, text: string, mayWait: boolean): Factory {
    try {
      return compile(path, this.#code(path, text), mayWait);
    } catch (error) {
      // Sucrase stumbles over a few valid texts; what is wrong for TypeScript too is wrong.
      if (CERTAIN.test(String(error))) throw error;
      const code = /\.[cm]?tsx?$/.test(path) ? this.#byTypescript(path, text) : undefined;
      if (code === undefined) throw error;
      return compile(path, code, mayWait);
    }
  }

  #code(path: string, text: string): string {
    if (path.endsWith('.json')) return `module.exports = ${text}`;
    const typed = /\.[cm]?tsx?$/.test(path);
    const hoists = this.#dialect === 'jest' && MOCKS.test(text);
    const isPlain = !typed && isCommonJs(path, text);
    if (isPlain && !hoists) return text;
    if (!hoists && typed && NEEDS_TYPESCRIPT.test(text)) {
      const code = this.#byTypescript(path, text);
      if (code !== undefined) return code;
    }
    const { code } = transform(typed ? withMembersApart(text) : text, {
      transforms: [
        ...(typed ? (['typescript'] as const) : []),
        ...(isPlain ? [] : (['imports'] as const)),
        ...(hoists ? (['jest'] as const) : []),
        ...jsx(path),
      ],
      disableESTransforms: true,
      jsxRuntime: 'automatic',
      production: true,
      filePath: path,
    });
    return isPlain ? code : hoisted(text, code);
  }

  #byTypescript(path: string, text: string): string | undefined {
    this.#typescript ??= loadTypescript(this.#folder);
    const ts = this.#typescript;
    if (ts === undefined) return undefined;
    return ts.transpileModule(text, {
      fileName: path,
      compilerOptions: {
        module: ts.ModuleKind.CommonJS,
        target: ts.ScriptTarget.ES2022,
        jsx: ts.JsxEmit.ReactJSX,
        esModuleInterop: true,
        experimentalDecorators: true,
        sourceMap: false,
      },
    }).outputText;
  }
}

function lineOf(error: unknown): number {
  const { loc, stack } = error as { loc?: { line?: unknown }; stack?: unknown };
  if (typeof loc?.line === 'number') return loc.line;
  // The engine of JavaScript begins with the place.
  return Number(/^[^\n]*:(\d+)\n/.exec(String(stack))?.[1] ?? 0);
}

interface TypescriptApi {
  transpileModule(text: string, options: object): { readonly outputText: string };
  readonly ModuleKind: { readonly CommonJS: number };
  readonly ScriptTarget: { readonly ES2022: number };
  readonly JsxEmit: { readonly ReactJSX: number };
}

function loadTypescript(folder: string): TypescriptApi | undefined {
  try {
    const found = createRequire(join(folder, 'package.json'))('typescript') as Partial<TypescriptApi>;
    // From version 7 on the package has no such function.
    return typeof found.transpileModule === 'function' ? (found as TypescriptApi) : undefined;
  } catch {
    return undefined;
  }
}

function jsx(path: string): readonly 'jsx'[] {
  return /\.[jt]sx$/.test(path) ? ['jsx'] : [];
}

const MODULE_SYNTAX =
  /^\s*(?:import\s*[\w{*'"]|export\s+(?:default|const|let|var|function|class|async|\*|\{))|\bimport\.meta\b/m;

/** Whether a text is code for `require` and not a module. */
export function isCommonJs(path: string, text: string): boolean {
  return path.endsWith('.cjs') || (!path.endsWith('.mjs') && !MODULE_SYNTAX.test(text));
}

const EXPORTED_FUNCTION = /^export\s+(?:async\s+)?function\s*\*?\s*([\w$]+)\s*[(<]/gm;

/**
 * Exported functions exist before the first line of their module runs, which modules that import each other in a
 * circle rely on; Sucrase exports them where they stand.
 */
function hoisted(text: string, code: string): string {
  const names = new Set([...text.matchAll(EXPORTED_FUNCTION)].map((match) => match[1] ?? ''));
  const head = [...names].map((name) => `exports.${name} = ${name};`).join('');
  const marked = code
    .replaceAll('_createStarExport(', '__star(exports, ')
    .replaceAll(/\bimport\.meta\b/g, '__importMeta');
  return names.size === 0 ? marked : marked.replace(/^("use strict";)?/, `$1${head}`);
}

const PARAMETERS = 'exports, require, module, __filename, __dirname, __importMeta, __star';

function compile(path: string, code: string, mayWait: boolean): Factory {
  const made = (head: string): Factory => {
    const script = new vm.Script(`(${head}function (${PARAMETERS}) {${code}\n})`, {
      filename: path,
      importModuleDynamically: vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    return script.runInThisContext() as Factory;
  };
  try {
    return made('');
  } catch (error) {
    if (!waitsAtTheTop(code)) throw error;
    if (mayWait) return made('async ');
    throw new Unsupported('it awaits outside of a function');
  }
}

/** Whether code that is no function is valid because a module may wait at its top. */
function waitsAtTheTop(code: string): boolean {
  if (!/\bawait\b/.test(code)) return false;
  try {
    new vm.Script(`(async function (${PARAMETERS}) {${code}\n})`);
    return true;
  } catch {
    return false;
  }
}
