import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Candidate } from '../../src/loop/types.ts';
import { plainEnvironment } from './command.ts';
import type { Answer, Ask, Evaluated, Opened, Place } from './engine-protocol.ts';

/** The product in a process of its own, over one project. */
export class Engine {
  readonly #process: ChildProcess;

  constructor() {
    this.#process = fork(join(import.meta.dirname, 'engine-process.ts'), [], {
      serialization: 'advanced',
      execArgv: ['--no-warnings'],
      env: plainEnvironment(),
    });
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  async open(folder: string, seed: number): Promise<Opened> {
    const answer = await this.#ask({ type: 'open', folder, seed });
    if (answer.type !== 'opened') throw unexpected(answer);
    return answer.opened;
  }

  /** @param atOnce as many as the environment says is worth it when absent */
  async evaluate(candidates: readonly Candidate[], atOnce?: number): Promise<Evaluated> {
    const answer = await this.#ask({
      type: 'evaluate',
      candidates,
      ...(atOnce === undefined ? {} : { atOnce }),
    });
    if (answer.type !== 'evaluated') throw unexpected(answer);
    return answer.evaluated;
  }

  async templates(place: Place, count: number): Promise<readonly Candidate[]> {
    const answer = await this.#ask({ type: 'templates', place, count });
    if (answer.type !== 'templates') throw unexpected(answer);
    return answer.candidates;
  }

  async close(): Promise<void> {
    if (this.#process.exitCode !== null || !this.#process.connected) return;
    await this.#ask({ type: 'close' });
    this.#process.disconnect();
    await once(this.#process, 'exit');
  }

  #ask(ask: Ask): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const onExit = (code: number | null): void =>
        reject(new Error(`the product's process ended with code ${code}`));
      this.#process.once('exit', onExit);
      this.#process.once('message', (answer: Answer) => {
        this.#process.off('exit', onExit);
        if (answer.type === 'failed') reject(new Error(answer.message));
        else resolve(answer);
      });
      this.#process.send(ask);
    });
  }
}

function unexpected(answer: Answer): Error {
  return new Error(`the product's process answered “${answer.type}”`);
}
