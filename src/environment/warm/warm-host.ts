import type { CancelSignal } from '../../loop/types.ts';
import type { Service } from '../isolation/service.ts';
import { Roots } from '../runners/report.ts';
import type { PackageFacts, ToWorker } from './protocol.ts';
import { type Answer, WarmProcess } from './warm-process.ts';

/** Seconds for starting and for finding the project's configuration. */
const OPEN_SECONDS = 30;
/** Above this the process is replaced between two runs. */
const MEGABYTES = 1500;
const NEVER = new AbortController().signal;

/** Keeps one warm process with the project open, and starts another when it is gone. */
export class WarmHost {
  readonly #start: () => Service;
  readonly #facts: () => PackageFacts;
  #process: Promise<WarmProcess | string> | undefined;
  #current: WarmProcess | undefined;
  #roots: Roots | undefined;
  #asked = 0;
  #declared: ToWorker | undefined;
  #isClosed = false;

  constructor(start: () => Service, facts: () => PackageFacts) {
    this.#start = start;
    this.#facts = facts;
  }

  /** Tells places in the copy from others. */
  get roots(): Roots {
    this.#roots ??= new Roots(this.#facts().root);
    return this.#roots;
  }

  /** A number that no other request has. */
  nextId(): number {
    this.#asked += 1;
    return this.#asked;
  }

  /** The process with the project open, started when there is none; otherwise why there is none. */
  ready(signal: CancelSignal): Promise<WarmProcess | string> {
    if (this.#isClosed) return Promise.resolve('it was closed');
    this.#process ??= this.#open(signal);
    return this.#process;
  }

  /**
   * Asks the process; one that did not answer, or has grown too large, is replaced. Requests that were still to come
   * are asked of the next one.
   */
  async ask(request: ToWorker, limitSeconds: number, signal: CancelSignal): Promise<Answer | string> {
    for (;;) {
      const process = await this.ready(signal);
      if (typeof process === 'string') return process;
      const answer = await process.ask(request, limitSeconds, signal);
      if (!process.isAlive || process.megabytes() > MEGABYTES) this.#replace(process);
      if (answer.kind !== 'not-begun') return answer;
    }
  }

  /** Tells this process, and each that takes its place, something that all later requests build on. */
  async declare(request: ToWorker): Promise<void> {
    this.#declared = request;
    if (this.#process !== undefined) await this.ask(request, OPEN_SECONDS, NEVER);
  }

  /** Ends a process, unless another has already taken its place. */
  #replace(process: WarmProcess): void {
    if (process !== this.#current) return;
    process.end();
    this.#current = undefined;
    this.#process = undefined;
  }

  /** Ends the process; no other is started. */
  close(): void {
    this.#isClosed = true;
    this.#current?.end();
  }

  megabytes(): number {
    return this.#current?.megabytes() ?? 0;
  }

  async #open(signal: CancelSignal): Promise<WarmProcess | string> {
    const process = new WarmProcess(this.#start());
    this.#current = process;
    const answer = await process.ask({ type: 'open', facts: this.#facts() }, OPEN_SECONDS, signal);
    const opened =
      answer.kind === 'answered' && answer.message.type === 'opened' ? answer.message : undefined;
    if (opened !== undefined && opened.reason === undefined) {
      // Answered before whatever is asked next, since a process answers in order.
      if (this.#declared !== undefined) void process.ask(this.#declared, OPEN_SECONDS, NEVER);
      return process;
    }
    process.end();
    if (answer.kind === 'cancelled') this.#process = undefined;
    return opened?.reason ?? reasonOf(answer);
  }
}

export function reasonOf(answer: Answer): string {
  return answer.kind === 'answered' ? 'it answered something else' : answer.reason;
}
