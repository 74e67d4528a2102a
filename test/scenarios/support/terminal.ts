import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';
import type { TraceEvent } from '../../../src/loop/events.ts';

const root = resolve(import.meta.dirname, '..', '..', '..');
const require = createRequire(import.meta.url);
/** Projects are tested by the Node of this repository, which understands TypeScript. */
const path = [join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter);

/** A folder that the test process takes away when it ends. */
export const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'scenario-')));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

let cli = '';

/** What starts the terminal that was bundled: the program, its bundle and the environment. */
export const terminal = () => ({
  node: join(root, 'node_modules', '.bin', 'node'),
  cli,
  env: { ...process.env, NO_COLOR: '1', PATH: path },
});

/** Some dependencies are CommonJS: they ask for Node's own modules by require, and for their file's name. */
const REQUIRE = [
  "import { createRequire as __createRequire } from 'node:module';",
  "import { fileURLToPath as __fileURLToPath } from 'node:url';",
  'const require = __createRequire(import.meta.url);',
  'const __filename = __fileURLToPath(import.meta.url);',
].join('\n');

/** Bundles the terminal once for the tests of a file, apart from `dist`, as it is in the sources now. */
export function bundlesTheTerminal(): void {
  beforeAll(async () => {
    const home = join(scratch, 'product');
    const grammars = join(home, 'dist', 'grammars');
    mkdirSync(grammars, { recursive: true });
    cpSync(join(root, 'package.json'), join(home, 'package.json'));
    symlinkSync(join(root, 'node_modules'), join(home, 'node_modules'));
    cpSync(require.resolve('web-tree-sitter/tree-sitter.wasm'), join(grammars, 'tree-sitter.wasm'));
    const from = join(dirname(require.resolve('tree-sitter-wasms/package.json')), 'out');
    for (const name of ['typescript', 'tsx', 'javascript', 'python'])
      cpSync(join(from, `tree-sitter-${name}.wasm`), join(grammars, `tree-sitter-${name}.wasm`));
    await build({
      absWorkingDir: root,
      entryPoints: { cli: 'src/cli/main.ts' },
      outdir: join(home, 'dist'),
      chunkNames: 'chunks/[name]-[hash]',
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node22',
      logLevel: 'error',
      banner: { js: REQUIRE },
    });
    await build({
      absWorkingDir: root,
      entryPoints: { 'warm-javascript': 'src/environment/warm/worker/main.ts' },
      outdir: join(home, 'dist'),
      outExtension: { '.js': '.cjs' },
      bundle: true,
      format: 'cjs',
      platform: 'node',
      target: 'node18',
      logLevel: 'error',
    });
    await build({
      absWorkingDir: root,
      entryPoints: { types: 'src/environment/typescript/types-process.ts' },
      outdir: join(home, 'dist'),
      outExtension: { '.js': '.mjs' },
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      logLevel: 'error',
      banner: { js: REQUIRE },
    });
    cpSync(join(root, 'src/environment/python/server'), join(home, 'dist', 'python'), { recursive: true });
    cli = join(home, 'dist', 'cli.js');
  });
  afterAll(() => rmSync(join(scratch, 'product'), { recursive: true, force: true }));
}

export interface Ended {
  /** Absent when a signal ended it. */
  readonly code: number | null;
  readonly events: readonly TraceEvent[];
  readonly outcome: Extract<TraceEvent, { type: 'outcome' }> | undefined;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves at the first event of a type. */
  seen(type: TraceEvent['type']): Promise<void>;
  /** Names of the `credence-*` folders it keeps now. */
  leftovers(): readonly string[];
}

export interface Options {
  readonly state?: string;
  /** The folder for temporary files; a fresh one unless given. */
  readonly temporary?: string;
  readonly environment?: NodeJS.ProcessEnv;
}

/** Starts the terminal as a person would, with its temporary files where the test can see them. */
export function start(argv: readonly string[], { state, temporary, environment }: Options = {}): Running {
  const own = temporary ?? mkdtempSync(join(scratch, 'temporary-'));
  const stateFolder = state ?? mkdtempSync(join(scratch, 'state-'));
  const began = performance.now();
  const child = spawn(
    join(root, 'node_modules', '.bin', 'node'),
    [cli, ...argv, '--json', '--state-folder', stateFolder],
    {
      env: { ...process.env, NO_COLOR: '1', PATH: path, ...environment, TMPDIR: own },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let stdout = '';
  let stderr = '';
  const waiting = new Set<() => void>();
  child.stdout.on('data', (data: Buffer) => {
    stdout += data;
    for (const look of waiting) look();
  });
  child.stderr.on('data', (data: Buffer) => {
    stderr += data;
  });
  const ended = new Promise<Ended>((done) => {
    child.on('close', (code) => {
      const events = stdout
        .split('\n')
        .filter((line) => line.endsWith('}'))
        .map((line) => JSON.parse(line) as TraceEvent);
      const outcome = events.findLast((event) => event.type === 'outcome');
      done({ code, events, outcome, stdout, stderr, seconds: (performance.now() - began) / 1000 });
    });
  });
  return {
    child,
    ended,
    seen: (type) =>
      new Promise((done) => {
        const look = (): void => {
          if (!stdout.includes(`"type":"${type}"`)) return;
          waiting.delete(look);
          done();
        };
        waiting.add(look);
        look();
      }),
    leftovers: () => readdirSync(own).filter((name) => name.startsWith('credence-')),
  };
}

/** Runs the terminal to its end. */
export function run(argv: readonly string[], options?: Options): Promise<Ended> {
  return start(argv, options).ended;
}
