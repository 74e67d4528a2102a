import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { buildSync } from 'esbuild';
import type { Dialect, FromWorker, ToWorker } from '../../src/environment/warm/protocol.ts';

const repository = join(import.meta.dirname, '../..');

/** Bundles the program of the warm process, as the extension ships it, into a folder. */
export function bundleWorker(folder: string): string {
  const outfile = join(folder, 'warm-worker.cjs');
  buildSync({
    entryPoints: [join(repository, 'src/environment/warm/worker/main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
  });
  return outfile;
}

type Ran = Extract<FromWorker, { type: 'ran' }>;
type FileRan = Extract<FromWorker, { type: 'file-ran' }>;

/** A warm process that is spoken to directly, without the engine's side of it. */
export class WorkerUnderTest {
  readonly #child: ChildProcess;
  readonly #waiting: ((message: FromWorker) => void)[] = [];
  #ended = false;

  constructor(program: string, folder: string, variables: Readonly<Record<string, string>> = {}) {
    this.#child = spawn(process.execPath, ['--no-warnings', program], {
      cwd: folder,
      env: { PATH: process.env.PATH ?? '', ...variables },
      stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
    });
    createInterface({ input: this.#child.stdio[3] as Readable }).on('line', (line) =>
      this.#waiting.shift()?.(JSON.parse(line) as FromWorker),
    );
    this.#child.on('exit', () => {
      this.#ended = true;
    });
  }

  get isAlive(): boolean {
    return !this.#ended;
  }

  /** Undefined when the project can be run, or else why not. */
  async open(folder: string, dialect: Dialect, args: readonly string[]): Promise<string | undefined> {
    const answer = await this.#ask({ type: 'open', facts: { root: folder, folder, dialect, args } });
    return answer.type === 'opened' ? answer.reason : 'it answered something else';
  }

  async file(file: string, reversed = false): Promise<FileRan> {
    return (await this.#ask({ type: 'file', id: 1, file, coverage: false, reversed, limit: 20_000 })) as FileRan;
  }

  async run(
    texts: Readonly<Record<string, string>>,
    tests: readonly string[],
    over: { readonly limit?: number; readonly bail?: boolean } = {},
  ): Promise<Ran> {
    const byFile = new Map<string, string[]>();
    for (const id of tests) {
      const [file = ''] = id.split('::', 1);
      byFile.set(file, [...(byFile.get(file) ?? []), id]);
    }
    return (await this.#ask({
      type: 'run',
      id: 1,
      texts: Object.entries(texts),
      files: [...byFile].map(([file, asked]) => ({ file, tests: asked, fromStart: false })),
      bail: over.bail ?? false,
      limit: over.limit ?? 10_000,
    })) as Ran;
  }

  end(): void {
    this.#child.kill('SIGKILL');
  }

  #ask(request: ToWorker): Promise<FromWorker> {
    return new Promise((resolve, reject) => {
      this.#child.once('exit', () => reject(new Error('the warm process ended')));
      this.#waiting.push(resolve);
      (this.#child.stdin as Writable).write(`${JSON.stringify(request)}\n`);
    });
  }
}
