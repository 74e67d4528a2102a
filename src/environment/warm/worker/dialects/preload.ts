import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isAbsolute, join, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PackageFacts } from '../../protocol.ts';
import { Unsupported } from '../unsupported.ts';

/** What compiles the project's files in the cold run; here our own loader does. */
const TRANSPILERS =
  /^(?:ts-node(?:\/|$)|tsx(?:\/|$)|@swc-node\/register|@swc\/register|esbuild-register|@babel\/register|babel-register|@esbuild-kit\/|esbuild-runner\/|sucrase\/register|tsconfig-paths\/register|@babel\/polyfill|tsm$|source-map-support\/register|jiti\/register|amaro\/|@oxc-node\/core\/register)/;

const ENDINGS = ['', '.js', '.cjs', '.mjs', '.ts', '.cts', '.mts'];

/** Modules that a runner loads before the tests. */
export interface Preloaded {
  /** Absolute paths of files of the project, to be loaded anew in each state. */
  readonly own: readonly string[];
  /** What the packages among them export; they are loaded once. */
  readonly packages: readonly Readonly<Record<string, unknown>>[];
}

/** Loads packages, and tells the project's own files apart. Throws an `Unsupported` for what cannot be found. */
export async function preload(names: readonly string[], facts: PackageFacts): Promise<Preloaded> {
  const own: string[] = [];
  const packages: Readonly<Record<string, unknown>>[] = [];
  const require = createRequire(join(facts.folder, 'package.json'));
  for (const name of names) {
    if (TRANSPILERS.test(name)) continue;
    const at = isAbsolute(name) ? name : resolve(facts.folder, name);
    const path = ENDINGS.map((ending) => at + ending).find((each) => /\.\w+$/.test(each) && existsSync(each));
    if (path?.startsWith(facts.root + sep) && !path.includes(`${sep}node_modules${sep}`)) {
      own.push(path);
      continue;
    }
    try {
      packages.push(
        (await import(pathToFileURL(path ?? require.resolve(name)).href)) as Record<string, unknown>,
      );
    } catch {
      throw new Unsupported(`its tests load ${name} first, which cannot be loaded here`);
    }
  }
  return { own, packages };
}

/** The values of an option in a command line, as `--name value` and `--name=value`. */
export function valuesOf(args: readonly string[], ...names: readonly string[]): readonly string[] {
  return args.flatMap((arg, index) => {
    if (names.includes(arg)) return args[index + 1] === undefined ? [] : [args[index + 1] ?? ''];
    const name = names.find((each) => each.startsWith('--') && arg.startsWith(`${each}=`));
    return name === undefined ? [] : [arg.slice(name.length + 1)];
  });
}

/** Whether the files of a package are modules unless they say otherwise. */
export function isModulePackage(facts: PackageFacts): boolean {
  const require = createRequire(join(facts.folder, 'package.json'));
  try {
    return (require('./package.json') as { type?: unknown }).type === 'module';
  } catch {
    return false;
  }
}
