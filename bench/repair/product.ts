import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { TraceEvent } from '../../src/loop/events.ts';
import { projectEnvironment } from './suite.ts';

const root = resolve(import.meta.dirname, '../..');
/** What the product may take beyond its budget before it is ended: for its last confirmation and to clean up. */
const GRACE_SECONDS = 30;
const CORES = 2;
const running = new Set<ChildProcess>();

/**
 * The built product as it is now, so that a build in the middle of a run mixes nothing; its `cli.js`.
 * @param origin the folder that has it in `dist`
 */
export function takeProduct(scratch: string, origin = root): string {
  if (!existsSync(join(origin, 'dist/cli.js')))
    throw new Error(`${join(origin, 'dist/cli.js')} is not there. Run \`node esbuild.mjs\` first.`);
  const home = join(scratch, 'product');
  mkdirSync(home);
  cpSync(join(origin, 'dist'), join(home, 'dist'), { recursive: true });
  cpSync(join(origin, 'package.json'), join(home, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(home, 'node_modules'));
  return join(home, 'dist/cli.js');
}

export interface Ask {
  readonly cli: string;
  readonly folder: string;
  readonly stateFolder: string;
  /** For the product's temporary files. */
  readonly temporary: string;
  readonly seconds: number;
  readonly seed: number;
  /** Which of the runs at once this is; each has two cores of its own where there are enough. */
  readonly slot: number;
  /** With a language model: the terminal's options for it, and keys by their environment variables. */
  readonly model?: { readonly arguments: readonly string[]; readonly keys: Readonly<Record<string, string>> };
}

export interface Answer {
  readonly events: readonly TraceEvent[];
  /** From the start of its process to the outcome; to its end where there was none. */
  readonly seconds: number;
  /** Why there is no outcome. */
  readonly trouble?: string;
}

/** Asks the built product to make the failing tests pass, with the embedded skills alone unless there is a model. */
export function askProduct(ask: Ask): Promise<Answer> {
  const began = performance.now();
  const [program, ...args] = [
    ...pinned(ask.slot),
    ...[process.execPath, ask.cli, ask.folder, '--json', '--budget-seconds', String(ask.seconds)],
    ...['--seed', String(ask.seed), '--state-folder', ask.stateFolder],
    ...(ask.model?.arguments ?? []),
  ];
  return new Promise((done) => {
    const events: TraceEvent[] = [];
    let complaint = '';
    let answered: number | undefined;
    const child = spawn(program ?? process.execPath, args, {
      cwd: ask.folder,
      env: { ...projectEnvironment(), ...ask.model?.keys, TMPDIR: ask.temporary },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    const limit = setTimeout(() => void endChild(child), (ask.seconds + GRACE_SECONDS) * 1000);
    createInterface({ input: child.stdout }).on('line', (line) => {
      const event = eventOf(line);
      if (event === undefined) return;
      events.push(event);
      if (event.type === 'outcome') answered = (performance.now() - began) / 1000;
    });
    child.stderr.on('data', (data: Buffer) => {
      complaint = (complaint + data.toString('utf8')).slice(-2000);
    });
    child.on('error', (error) => {
      complaint += error.message;
    });
    child.on('close', (code, signal) => {
      clearTimeout(limit);
      running.delete(child);
      const seconds = answered ?? (performance.now() - began) / 1000;
      const why =
        answered === undefined
          ? `no outcome, ended with ${signal ?? code}: ${complaint.trim().slice(-400)}`
          : code === 1
            ? 'something went wrong inside it'
            : undefined;
      done({ events, seconds, ...(why === undefined ? {} : { trouble: why }) });
    });
  });
}

/** Asks all that run to end, as Ctrl-C would, so that they take their own processes and copies with them. */
export async function endProducts(): Promise<void> {
  await Promise.all([...running].map(endChild));
}

async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = new Promise<void>((done) => child.once('close', () => done()));
  child.kill('SIGTERM');
  const last = setTimeout(() => child.kill('SIGKILL'), 5000);
  await closed;
  clearTimeout(last);
}

/** Two cores, where the machine has more of them and Linux's `taskset`. */
function pinned(slot: number): readonly string[] {
  const first = (slot * CORES) % Math.max(CORES, availableParallelism() - 1);
  return mayPin() ? ['taskset', '--cpu-list', `${first},${first + 1}`] : [];
}

export function mayPin(): boolean {
  return availableParallelism() > CORES && existsSync('/usr/bin/taskset');
}

/** A line of the product's own trace; its other lines are for people. */
function eventOf(line: string): TraceEvent | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as TraceEvent;
  } catch {
    return undefined;
  }
}
