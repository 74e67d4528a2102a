import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Random, seededRandom } from '../../src/belief/random.ts';
import { type BugKind, LONG, NOUNS, RECIPES, type Recipe } from './recipes.ts';

/** Files by path. */
export type Files = ReadonlyMap<string, string>;

/** One task: the workspace with one bug in it. */
export interface Task {
  readonly kind: string;
  readonly path: string;
  readonly files: Files;
}

const MODULES = 5;
const PER_MODULE = 4;
/** How often each kind of a stream recurs: people make their own mistakes again. */
const OFTEN = [0.5, 0.3, 0.2] as const;
/** Of two mistakes one is made in the module where most are made. */
const FAVOURITE = 0.5;

/** What the modules share. */
const MONEY = `/** Rounded to whole cents. */
export function cents(amount) {
  return Math.round(amount * 100) / 100;
}
`;

/** A project of small modules with tests, all of them passing; the same seed gives the same one. */
export function makeWorkspace(random: Random): Files {
  const files = new Map<string, string>();
  files.set(
    'package.json',
    `${JSON.stringify({ name: 'learning', version: '1.0.0', private: true, type: 'module', scripts: { test: 'node --test' } }, null, 2)}\n`,
  );
  files.set('src/money.js', MONEY);
  for (const noun of shuffled(NOUNS, random).slice(0, MODULES)) {
    const recipes = [LONG, ...shuffled(RECIPES, random).slice(0, PER_MODULE)];
    const code = recipes.map((recipe) => named(recipe.code, noun)).join('\n\n');
    const imports = code.includes('cents(') ? "import { cents } from './money.js';\n\n" : '';
    const limit = code.includes('LIMIT') ? 'const LIMIT = 365;\n\n' : '';
    files.set(`src/${noun}.js`, `${imports}${limit}${code}\n`);
    files.set(`test/${noun}.test.js`, testsOf(recipes, noun));
  }
  return files;
}

function testsOf(recipes: readonly Recipe[], noun: string): string {
  const names = recipes.flatMap(({ code }) =>
    [...named(code, noun).matchAll(/export function (\w+)/g)].map(([, name = '']) => name),
  );
  const tests = recipes.flatMap(({ name, tests: bodies }) =>
    Object.entries(bodies).map(
      ([says, body]) => `test('${noun} ${name} ${says}', () => {\n  ${named(body, noun)}\n});\n`,
    ),
  );
  return `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ${names.join(', ')} } from '../src/${noun}.js';

${tests.join('\n')}`;
}

function named(text: string, noun: string): string {
  const title = `${noun.charAt(0).toUpperCase()}${noun.slice(1)}`;
  return text.replaceAll('Noun', title).replaceAll(/\bnoun/g, noun);
}

/** A stream of tasks in one workspace, in which three of the kinds recur. */
export function makeStream(
  seed: number,
  kinds: readonly BugKind[],
  length: number,
  /** Whether the tests notice a bug; what they do not is no task. */
  isCaught: (task: Task) => boolean,
): { readonly workspace: Files; readonly kinds: readonly string[]; readonly tasks: readonly Task[] } {
  const random = seededRandom(seed);
  for (;;) {
    const workspace = makeWorkspace(random);
    const sites = new Map(kinds.map((kind) => [kind, sitesOf(kind, workspace).filter(isCaught)]));
    const common = shuffled(kinds, random)
      .filter((kind) => (sites.get(kind) ?? []).length >= 2)
      .slice(0, OFTEN.length);
    // A workspace in which the mistakes cannot recur is no subject.
    if (common.length < OFTEN.length) continue;
    const favourite = pick([...workspace.keys()].filter(isModule), random);
    const tasks = Array.from({ length }, () => {
      const kind = common[drawn(OFTEN, random)] ?? common[0];
      const all = (kind === undefined ? undefined : sites.get(kind)) ?? [];
      const near = all.filter(({ path }) => path === favourite);
      return pick(near.length > 0 && random() < FAVOURITE ? near : all, random);
    });
    return { workspace, kinds: common.map(({ name }) => name), tasks };
  }
}

/** Every place of the workspace where a mistake of this kind can be made. */
export function sitesOf({ name, find, put }: BugKind, workspace: Files): readonly Task[] {
  return [...workspace].flatMap(([path, text]) => {
    if (!isModule(path)) return [];
    const noun = path.slice(4, -3);
    const pattern = new RegExp(find.source.replaceAll('noun', noun), find.flags);
    return [...text.matchAll(pattern)].map((match) => {
      const wrong = put.replace(/\$(\d)/g, (_, group: string) => match[Number(group)] ?? '');
      const bug = text.slice(0, match.index) + wrong + text.slice(match.index + match[0].length);
      return { kind: name, path, files: new Map([...workspace, [path, bug]]) };
    });
  });
}

function isModule(path: string): boolean {
  return path.startsWith('src/') && path !== 'src/money.js';
}

/** Writes the files and takes away what else is in their folders. */
export function writeFiles(folder: string, files: Files): void {
  for (const name of ['src', 'test']) rmSync(join(folder, name), { recursive: true, force: true });
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function shuffled<T>(all: readonly T[], random: Random): readonly T[] {
  return all
    .map((each) => ({ each, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ each }) => each);
}

function pick<T>(all: readonly T[], random: Random): T {
  const chosen = all[Math.floor(random() * all.length)];
  if (chosen === undefined) throw new Error('nothing to choose from');
  return chosen;
}

function drawn(weights: readonly number[], random: Random): number {
  let at = random() * weights.reduce((sum, weight) => sum + weight, 0);
  const index = weights.findIndex((weight) => {
    at -= weight;
    return at < 0;
  });
  return Math.max(0, index);
}
