import type { Diagnostic } from '../../loop/types.ts';
import type { Service } from '../isolation/service.ts';
import { type FromTypes, fromTypes, type ToTypes } from './types-messages.ts';

/** Why a compiler has nothing to say. One that crashed or timed out is over, and its process with it. */
export interface Lost {
  readonly kind: 'lost';
  readonly how: 'crashed' | 'timed-out' | 'cancelled' | 'unavailable';
  /** For a person. */
  readonly reason: string;
}

/** What nobody waits for any more is not told. */
export const CANCELLED: Lost = { kind: 'lost', how: 'cancelled', reason: 'cancelled' };

type Request = ToTypes extends infer Each ? (Each extends ToTypes ? Omit<Each, 'id'> : never) : never;

/**
 * One process with one compiler. Whoever uses it asks one question at a time, so that the time limit of each starts
 * when it is its turn.
 */
export class TypesSession {
  /** Errors of the untouched files, as this compiler words them. */
  readonly untouched = new Map<string, readonly Diagnostic[]>();
  /** Questions that were answered. */
  answered = 0;
  readonly #importers = new Map<string, readonly string[]>();
  readonly #service: Service;
  #name = '';
  #next = 0;
  #listener: ((message: FromTypes) => void) | undefined;
  #ended: string | undefined;

  private constructor(service: Service) {
    this.#service = service;
    service.onMessage((message) => this.#take(message));
    void service.ended.then(({ reason, tail }) => {
      const words = tail.trim().split('\n').at(-1) ?? '';
      this.#ended ??= reason ?? `the compiler's process ended${words === '' ? '' : `: ${words}`}`;
    });
  }

  /**
   * Opens the compiler in a process that has just been started.
   * @param limitSeconds until it must have read the project's configurations
   */
  static async open(
    service: Service,
    request: Omit<Extract<ToTypes, { kind: 'open' }>, 'id' | 'kind'>,
    limitSeconds: number,
  ): Promise<TypesSession | Lost> {
    const session = new TypesSession(service);
    const answer = await session.ask({ kind: 'open', ...request }, limitSeconds);
    if (answer.kind === 'lost') return answer;
    if (answer.kind === 'opened') {
      session.#name = answer.name;
      return session;
    }
    return session.#lose('crashed', 'the compiler did not open');
  }

  /** The compiler's name and version, and whose it is. */
  get name(): string {
    return this.#name;
  }

  get isAlive(): boolean {
    return this.#ended === undefined;
  }

  megabytes(): number {
    return this.isAlive ? this.#service.megabytes() : 0;
  }

  /** Asks one question. One that fails or takes longer than the limit ends the session. */
  async ask(request: Request, limitSeconds: number): Promise<Exclude<FromTypes, { kind: 'failed' }> | Lost> {
    if (this.#ended !== undefined) return { kind: 'lost', how: 'crashed', reason: this.#ended };
    const id = this.#next++;
    const answer = await new Promise<FromTypes | Lost>((resolve) => {
      const finish = (value: FromTypes | Lost): void => {
        clearTimeout(timer);
        this.#listener = undefined;
        resolve(value);
      };
      const timer = setTimeout(
        () => finish(this.#lose('timed-out', `the compiler did not answer within ${limitSeconds} s`)),
        limitSeconds * 1000,
      );
      this.#listener = (message) => {
        if (message.id === id) finish(message);
      };
      void this.#service.ended.then(() => finish(this.#lose('crashed', this.#ended ?? 'it ended')));
      this.#service.send({ ...request, id });
    });
    if (answer.kind === 'failed') return this.#lose('crashed', `the compiler gave up: ${answer.reason}`);
    if (answer.kind !== 'lost') this.answered += 1;
    return answer;
  }

  /** Files of the untouched snapshot that may import this one directly. */
  async importersOf(path: string, limitSeconds: number): Promise<readonly string[] | Lost> {
    const known = this.#importers.get(path);
    if (known !== undefined) return known;
    const answer = await this.ask({ kind: 'importers', path }, limitSeconds);
    if (answer.kind === 'lost') return answer;
    const paths = answer.kind === 'paths' ? answer.paths : [];
    this.#importers.set(path, paths);
    return paths;
  }

  end(): void {
    this.#ended ??= 'it was ended';
    this.#service.end();
  }

  #take(message: unknown): void {
    const read = fromTypes.safeParse(message);
    if (read.success) this.#listener?.(read.data);
    else this.#lose('crashed', 'the process sent a message that is none of ours');
  }

  #lose(how: 'crashed' | 'timed-out', reason: string): Lost {
    this.#ended ??= reason;
    this.#service.end();
    return { kind: 'lost', how, reason };
  }
}
