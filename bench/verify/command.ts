import { type ChildProcess, spawn } from 'node:child_process';

export interface CommandEnd {
  /** Undefined when it was ended for taking too long, or could not be started. */
  readonly exitCode: number | undefined;
  readonly timedOut: boolean;
  /** The last part of both streams. */
  readonly output: string;
  readonly seconds: number;
}

const KEEP = 200_000;
const running = new Set<ChildProcess>();

/** Runs a command to its end, or ends it and all that it started when its time is up. */
export function runCommand(
  [program, ...args]: readonly [string, ...string[]],
  options: {
    readonly cwd: string;
    readonly limitSeconds: number;
    readonly env?: Readonly<Record<string, string | undefined>>;
  },
): Promise<CommandEnd> {
  const began = performance.now();
  return new Promise((resolve) => {
    let output = '';
    let timedOut = false;
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: { ...(options.env ?? plainEnvironment()) },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that its workers end with it.
      detached: true,
    });
    running.add(child);
    const timer = setTimeout(() => {
      timedOut = true;
      endGroup(child);
    }, options.limitSeconds * 1000);
    const finish = (exitCode: number | undefined): void => {
      clearTimeout(timer);
      running.delete(child);
      resolve({ exitCode, timedOut, output, seconds: (performance.now() - began) / 1000 });
    };
    const collect = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-KEEP);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) => {
      output += error.message;
      finish(undefined);
    });
    child.on('exit', () => endGroup(child));
    child.on('close', (code) => finish(code ?? undefined));
  });
}

/** Ends what still runs; for the end of the bench, however it comes. */
export function endCommands(): void {
  for (const child of running) endGroup(child);
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group is gone already.
  }
}

/** The person's environment without what steers npm, Node or a test runner: the same for every rival. */
export function plainEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !/^(npm_|NODE_ENV$|NODE_OPTIONS$|VITEST|INIT_CWD$)/.test(entry[0]),
  );
  return { ...Object.fromEntries(kept), CI: '1', NO_COLOR: '1', FORCE_COLOR: '0' };
}
