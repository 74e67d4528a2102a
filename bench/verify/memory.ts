import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PERIOD_MS = 1000;

/** Peak resident memory in megabytes; what processes share is counted in each. */
export interface Peak {
  readonly engine: number;
  /** Everything that the engine keeps running, itself left out. */
  readonly services: number;
}

/** Watches a process and all that it started, from the first call of `watch` to the last look. */
export class MemoryWatch {
  readonly #pid: number;
  #peak: Peak = { engine: 0, services: 0 };

  constructor(pid: number) {
    this.#pid = pid;
  }

  get peak(): Peak {
    return this.#peak;
  }

  /** Looks once a second while something runs, and once at its end. */
  async during<T>(work: Promise<T>): Promise<T> {
    const timer = setInterval(() => void this.#look(), PERIOD_MS);
    try {
      return await work;
    } finally {
      clearInterval(timer);
      await this.#look();
    }
  }

  async #look(): Promise<void> {
    const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=,rss=']).catch(() => ({ stdout: '' }));
    const rows = stdout
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/).map(Number))
      .map(([pid = 0, parent = 0, kilobytes = 0]) => ({ pid, parent, megabytes: kilobytes / 1024 }));
    const family = new Set([this.#pid]);
    for (let size = 0; size < family.size; ) {
      size = family.size;
      for (const { pid, parent } of rows) if (family.has(parent)) family.add(pid);
    }
    const megabytes = (own: boolean): number =>
      rows
        .filter(({ pid }) => family.has(pid) && (pid === this.#pid) === own)
        .reduce((total, row) => total + row.megabytes, 0);
    this.#peak = {
      engine: Math.max(this.#peak.engine, megabytes(true)),
      services: Math.max(this.#peak.services, megabytes(false)),
    };
  }
}
