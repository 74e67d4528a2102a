// Builds the bundles: the extension's entry and its surfaces, the engine with its terminal face, the programs that it keeps running,
// and the pages.
import { copyFile, cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';

const root = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const watch = process.argv.includes('--watch');
const dist = join(root, 'dist');
/** Built beside it and put in its place at the end: whoever uses the bundles meanwhile never sees half of them. */
const target = watch ? dist : `${dist}.${process.pid}`;
const common = {
  bundle: true,
  minify: !watch,
  sourcemap: watch,
  logLevel: 'warning',
  absWorkingDir: root,
  legalComments: 'none',
};

/** Some dependencies are CommonJS: they ask for Node's own modules by require, and for their file's name. */
const requireInModules = [
  "import { createRequire as __createRequire } from 'node:module';",
  "import { fileURLToPath as __fileURLToPath } from 'node:url';",
  'const require = __createRequire(import.meta.url);',
  'const __filename = __fileURLToPath(import.meta.url);',
].join('\n');

/**
 * The editor's interface as it is. What is external is copied name by name into each module that imports it, which for
 * some hundreds of names in dozens of modules takes longer than all else that happens when the extension is loaded.
 */
const editorAsItIs = {
  name: 'editor-as-it-is',
  setup({ initialOptions, onEnd }) {
    onEnd(async () => {
      const file = join(initialOptions.outdir, 'surfaces.cjs');
      const text = await readFile(file, 'utf8');
      const own = text.replace(/[\w$]+\((require\("vscode"\))(?:, *1)?\)/g, '$1');
      if (own === text) throw new Error(`${file} does not import the editor as it was expected to`);
      await writeFile(file, own);
    });
  },
};

/** What the extension's entry loads later is a bundle of its own; the editor's loader knows `require`. */
const surfacesLater = {
  name: 'surfaces-later',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/surfaces\.ts$/ }, () => ({ path: './surfaces.cjs', external: true }));
  },
};

const bundles = [
  {
    ...common,
    entryPoints: { extension: 'src/vscode/extension.ts', surfaces: 'src/vscode/surfaces.ts' },
    outdir: target,
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    platform: 'node',
    target: 'node22',
    supported: { 'dynamic-import': false },
    external: ['vscode'],
    plugins: [editorAsItIs, surfacesLater],
  },
  {
    ...common,
    // Split, so that the language-model client and other heavy parts load on first use.
    entryPoints: { cli: 'src/cli/main.ts' },
    outdir: target,
    chunkNames: 'chunks/[name]-[hash]',
    format: 'esm',
    splitting: true,
    platform: 'node',
    target: 'node22',
    banner: { js: requireInModules },
  },
  {
    ...common,
    // Runs in the project's own Node, which may be an older one.
    entryPoints: { 'warm-javascript': 'src/environment/warm/worker/main.ts' },
    outdir: target,
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    platform: 'node',
    target: 'node18',
  },
  {
    ...common,
    entryPoints: {
      types: 'src/environment/typescript/types-process.ts',
      tags: 'src/context/map/tag-worker.ts',
    },
    outdir: target,
    outExtension: { '.js': '.mjs' },
    format: 'esm',
    platform: 'node',
    target: 'node20',
    banner: { js: requireInModules },
  },
  {
    ...common,
    // The sampling policy by itself, for the replay scorer's interface.
    entryPoints: { policy: 'bench/replay/policy.ts', 'policy-pooled': 'bench/replay/pooled-policy.ts' },
    outdir: 'out/replay',
    outExtension: { '.js': '.mjs' },
    format: 'esm',
    platform: 'neutral',
    target: 'es2023',
  },
  {
    ...common,
    // One file for each page: it is loaded when its page is opened, and a trace that is saved as a page holds it whole.
    entryPoints: {
      'trace-page': 'src/webview/trace/main.ts',
      'handbook-page': 'src/webview/handbook/main.ts',
    },
    outdir: target,
    format: 'iife',
    platform: 'browser',
    target: 'es2023',
  },
];

/** One for each language that the map reads, as a test compares; each is loaded when its first file comes. */
const GRAMMARS =
  'typescript tsx javascript python java kotlin scala c cpp rust go c_sharp php ruby swift bash elixir dart'.split(
    ' ',
  );

async function copyGrammars() {
  const to = join(target, 'grammars');
  await mkdir(to, { recursive: true });
  await copyFile(require.resolve('web-tree-sitter/tree-sitter.wasm'), join(to, 'tree-sitter.wasm'));
  const from = join(dirname(require.resolve('tree-sitter-wasms/package.json')), 'out');
  for (const name of GRAMMARS)
    await copyFile(join(from, `tree-sitter-${name}.wasm`), join(to, `tree-sitter-${name}.wasm`));
}

/** The editor's own icons, for its pages. */
async function copyIcons() {
  const to = join(target, 'codicons');
  await mkdir(to, { recursive: true });
  const from = dirname(require.resolve('@vscode/codicons/dist/codicon.css'));
  for (const name of ['codicon.css', 'codicon.ttf']) await copyFile(join(from, name), join(to, name));
}

await rm(target, { recursive: true, force: true });
await copyGrammars();
await copyIcons();
await cp(join(root, 'src/environment/python/server'), join(target, 'python'), {
  recursive: true,
  filter: (path) => !path.includes('__pycache__'),
});
if (watch) {
  for (const options of bundles) await (await context(options)).watch();
  console.log('watching');
} else {
  await Promise.all(bundles.map((options) => build(options)));
  await rm(dist, { recursive: true, force: true });
  await rename(target, dist);
}
