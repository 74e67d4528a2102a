import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runCommand } from '../command.ts';
import { scratchFolder } from '../scratch.ts';
import { typescriptFiles } from './count.ts';

/** How a published package becomes a project whose tests can be run. */
export interface Recipe {
  /** The package whose sources these are, with its exact version. */
  readonly package: string;
  readonly version: string;
  /** What its tests need, with exact versions. */
  readonly needs: Readonly<Record<string, string>>;
  /** Fields of the package's own manifest that the project keeps. */
  readonly keep: readonly string[];
  /** Files beside the sources, for example a `tsconfig.json`. */
  readonly files: Readonly<Record<string, string>>;
  /** Texts to replace in every test file. */
  readonly replace: readonly (readonly [from: string, to: string])[];
  /** Added only where the registry has it; its absence is said, not an error. */
  readonly optional: Readonly<Record<string, string>>;
}

export type Installed =
  | { readonly kind: 'installed'; readonly folder: string; readonly missing: string | undefined }
  | { readonly kind: 'failed'; readonly reason: string };

const LIMIT_SECONDS = 300;
/** Where the optional packages' refusal is kept, so that the next run can say it too. */
const MISSING = '.missing-optional';

/** Installs into a folder below the temporary one that later runs of the same recipe use again. */
export async function install(recipe: Recipe): Promise<Installed> {
  const digest = createHash('sha256').update(JSON.stringify(recipe)).digest('hex').slice(0, 12);
  const cache = join(tmpdir(), 'credence-bench');
  const folder = join(
    cache,
    `${recipe.package.replace('@', '').replace('/', '-')}-${recipe.version}-${digest}`,
  );
  if (!existsSync(folder)) {
    mkdirSync(cache, { recursive: true });
    const making = scratchFolder('install');
    const reason = await make(recipe, making);
    if (reason !== undefined) {
      rmSync(making, { recursive: true, force: true });
      return { kind: 'failed', reason };
    }
    renameSync(making, folder);
  }
  const note = join(folder, MISSING);
  return {
    kind: 'installed',
    folder,
    missing: existsSync(note) ? readFileSync(note, 'utf8') : undefined,
  };
}

/** Why it could not be made, or nothing. */
async function make(recipe: Recipe, folder: string): Promise<string | undefined> {
  const manifest = join(folder, 'package.json');
  const dependencies = { ...recipe.needs, subject: `npm:${recipe.package}@${recipe.version}` };
  writeFileSync(manifest, JSON.stringify({ name: 'bench', private: true, devDependencies: dependencies }));
  const done = await npm(['install'], folder);
  if (done !== undefined) return done;
  const missing = await npm(
    ['install', '--no-save', ...Object.entries(recipe.optional).map(([name, v]) => `${name}@${v}`)],
    folder,
  );
  if (missing !== undefined) writeFileSync(join(folder, MISSING), missing);
  const subject = join(folder, 'node_modules', 'subject');
  const published = JSON.parse(readFileSync(join(subject, 'package.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  cpSync(join(subject, 'src'), join(folder, 'src'), { recursive: true });
  rmSync(subject, { recursive: true });
  replaceInTests(folder, recipe.replace);
  for (const [path, text] of Object.entries(recipe.files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const kept = Object.fromEntries(recipe.keep.map((field) => [field, published[field]]));
  writeFileSync(
    manifest,
    JSON.stringify(
      { ...kept, private: true, scripts: { test: 'vitest run' }, devDependencies: recipe.needs },
      null,
      2,
    ),
  );
  return undefined;
}

function replaceInTests(folder: string, replace: Recipe['replace']): void {
  for (const path of typescriptFiles(join(folder, 'src')).filter((name) => name.endsWith('.test.ts'))) {
    const file = join(folder, 'src', path);
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      replace.reduce((now, [from, to]) => now.replaceAll(from, to), text),
    );
  }
}

async function npm(args: readonly string[], cwd: string): Promise<string | undefined> {
  const { exitCode, output } = await runCommand(
    ['npm', ...args, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd, limitSeconds: LIMIT_SECONDS, env: process.env },
  );
  if (exitCode === 0) return undefined;
  const error =
    output.split('\n').find((line) => /npm error (?!code)/.test(line)) ?? output.trim().slice(-200);
  return `\`npm ${args[0]}\` failed: ${error.trim()}`;
}
