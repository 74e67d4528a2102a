import type { CancelSignal } from '../../loop/types.ts';
import type { WarmRequest, WarmRun } from '../warm/warm-runner.ts';

/** Candidates that are judged in one child at most; one is judged by itself. */
const MOST = 16;
/** Fewer than these are not worth a child of their own beside those that judge again what passes. */
const LEAST = 2;

/** How many candidates of one project may share a child. It falls where one has left something to those after it. */
export class Share {
  #most = MOST;

  get most(): number {
    return this.#most;
  }

  /** The first time it may have been chance. */
  fall(): void {
    this.#most = this.#most > LEAST ? LEAST : 1;
  }
}

/** What is known of candidates that shared a child. */
export interface Shared {
  /** In their order; undefined or missing where a candidate has to be judged by itself. */
  readonly runs: readonly (WarmRun | undefined)[];
  /** Whether none of them left anything that the others could notice. */
  readonly holds: boolean;
}

interface Waiting {
  readonly request: WarmRequest;
  done(run: WarmRun): void;
  failed(error: unknown): void;
}

/**
 * Runs candidates, those that wait at the same time in one child. Only what fails there is taken from it: everything else
 * is judged again in a child of its own.
 */
export class JudgedTogether {
  readonly #share: Share;
  readonly #mayShare: (request: WarmRequest) => boolean;
  readonly #alone: (request: WarmRequest) => Promise<WarmRun>;
  readonly #together: (requests: readonly WarmRequest[]) => Promise<Shared>;
  readonly #waiting: Waiting[] = [];
  #isBusy = false;

  constructor(options: {
    readonly share: Share;
    /** Whether nothing but its own tests would notice a candidate. */
    readonly mayShare: (request: WarmRequest) => boolean;
    readonly alone: (request: WarmRequest) => Promise<WarmRun>;
    readonly together: (requests: readonly WarmRequest[]) => Promise<Shared>;
  }) {
    this.#share = options.share;
    this.#mayShare = options.mayShare;
    this.#alone = options.alone;
    this.#together = options.together;
  }

  run(request: WarmRequest): Promise<WarmRun> {
    return new Promise((done, failed) => {
      this.#waiting.push({ request, done, failed });
      if (!this.#isBusy) void this.#work();
    });
  }

  async #work(): Promise<void> {
    this.#isBusy = true;
    // Those that are about to come are taken along.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) {
      const group = this.#next();
      try {
        await this.#judge(group);
      } catch (error) {
        for (const waiting of group) waiting.failed(error);
      }
    }
    this.#isBusy = false;
  }

  /** Those that may share a child, else the one that waits longest. */
  #next(): readonly Waiting[] {
    const group = this.#waiting
      .filter(({ request }) => this.#mayShare(request) && !request.signal.aborted)
      .slice(0, this.#share.most);
    const taken = group.length < LEAST ? this.#waiting.slice(0, 1) : group;
    for (const waiting of taken) this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
    return taken;
  }

  async #judge(group: readonly Waiting[]): Promise<void> {
    const shared =
      group.length < LEAST ? undefined : await this.#together(group.map(({ request }) => request));
    if (shared?.holds === false) this.#share.fall();
    for (const [index, waiting] of group.entries())
      waiting.done(shared?.runs[index] ?? (await this.#alone(waiting.request)));
  }
}

/** Cancelled once all of these are: what several wait for is ended when none does. */
export function cancelledWithAll(signals: readonly CancelSignal[]): CancelSignal {
  const controller = new AbortController();
  const look = (): void => {
    if (signals.every(({ aborted }) => aborted)) controller.abort();
  };
  for (const signal of new Set(signals)) signal.addEventListener('abort', look, { once: true });
  look();
  return controller.signal;
}
