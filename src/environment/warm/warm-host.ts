import type { CancelSignal } from '../../loop/types.ts';
import type { Service } from '../isolation/service.ts';
import { Roots } from '../runners/report.ts';
import type { PackageFacts, ToWorker } from './protocol.ts';
import { type Answer, WarmProcess } from './warm-process.ts';

/** Seconds for starting and for finding the project's configuration. */
const OPEN_SECONDS = 30;
/** Above this the process is replaced between two runs. */
const MEGABYTES = 1500;

/** Keeps one warm process with the project open, and starts another when it is gone. */
export class WarmHost {
  readonly #start: () => Service;
  readonly #facts: () => PackageFacts;
  #process: Promise<WarmProcess | string> | undefined;
  #current: WarmProcess | undefined;
  #roots: Roots | undefined;
  #asked = 0;

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
    this.#process ??= this.#open(signal);
    return this.#process;
  }

  /** Asks the process; one that did not answer, or has grown too large, is replaced before the next request. */
  async ask(request: ToWorker, limitSeconds: number, signal: CancelSignal): Promise<Answer | string> {
    const process = await this.ready(signal);
    if (typeof process === 'string') return process;
    const answer = await process.ask(request, limitSeconds, signal);
    if (answer.kind !== 'answered' || process.megabytes() > MEGABYTES) this.replace();
    return answer;
  }

  replace(): void {
    this.#current?.end();
    this.#current = undefined;
    this.#process = undefined;
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
    if (opened !== undefined && opened.reason === undefined) return process;
    process.end();
    if (answer.kind === 'cancelled') this.#process = undefined;
    return opened?.reason ?? reasonOf(answer);
  }
}

export function reasonOf(answer: Answer): string {
  return answer.kind === 'answered' ? 'it answered something else' : answer.reason;
}
