import type { Sources } from '../../loop/rooms.ts';
import { rangeBetween } from '../../syntax/change.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { WaitingByFile } from '../waiting-by-file.ts';
import { completed, type LeftToRun, leftToRun } from './infection/left-to-run.ts';
import { UntouchedTests } from './infection/untouched-tests.ts';
import { withStepsOf } from './instrument.ts';
import type { KnownTests } from './known-tests.ts';
import type { FromWorker, WireTexts } from './protocol.ts';
import { NOT_KEPT, type Schema, schemaOf } from './schemata.ts';
import { reasonOf, type WarmHost } from './warm-host.ts';
import type { Answer } from './warm-process.ts';
import type { WarmRequest, WarmRun } from './warm-runner.ts';
import { fileError, testResult } from './wire-results.ts';

interface Waiting {
  readonly request: WarmRequest;
  readonly began: number;
  /** Without the tests of which it is known how they end. */
  left: LeftToRun;
  done(run: WarmRun): void;
}

/** What tells one variant of a text that the process keeps. */
interface Kept {
  readonly id: number;
  readonly variant: number;
  /** The file whose lines the schema has moved. */
  readonly path: string;
}

type Ran = Extract<FromWorker, { type: 'ran' }>;

/** Fewer edits of one file are not worth a text of their own. */
const LEAST_VARIANTS = 3;
/** Seconds for compiling such a text; it is for all of them, so that none of them can cancel it. */
const KEEP_SECONDS = 5;
const NEVER = new AbortController().signal;

/**
 * Runs candidates one after the other. Those that wait meanwhile and edit the same file are put into one text, which is
 * compiled once for all of them.
 */
export class CandidateRuns {
  readonly #host: WarmHost;
  readonly #known: KnownTests;
  readonly #sources: Sources;
  readonly #syntax: Syntax;
  readonly #untouched: UntouchedTests;
  readonly #waiting: WaitingByFile<Waiting>;

  constructor(options: {
    readonly host: WarmHost;
    readonly known: KnownTests;
    readonly sources: Sources;
    readonly syntax: Syntax;
  }) {
    this.#host = options.host;
    this.#known = options.known;
    this.#sources = options.sources;
    this.#syntax = options.syntax;
    this.#untouched = new UntouchedTests(options);
    this.#waiting = new WaitingByFile({ pathOf, work: (path, group) => this.#work(path, group) });
  }

  run(request: WarmRequest): Promise<WarmRun> {
    return new Promise((resolve) => {
      const left = leftToRun(request, undefined, this.#known);
      this.#waiting.add({ request, began: performance.now(), left, done: resolve });
    });
  }

  async #work(path: string | undefined, group: readonly Waiting[]): Promise<void> {
    if (path === undefined) {
      await Promise.all(group.map((one) => this.#alone(one)));
      return;
    }
    const found = await this.#untouched.of(
      path,
      group.map(({ request }) => request),
    );
    const left = group.filter((waiting, index) => {
      waiting.left = leftToRun(waiting.request, found[index], this.#known);
      if (waiting.left.tests.length + waiting.left.later.length > 0) return true;
      waiting.done(completed({ status: 'ran', results: [], fileErrors: [], seconds: 0 }, waiting.left));
      return false;
    });
    await this.#together(path, left);
  }

  async #alone(waiting: Waiting): Promise<void> {
    const { request } = waiting;
    const texts: WireTexts = [...request.texts].map(([path, text]) => [
      path,
      text === undefined ? null : this.#stepped(path, text),
    ]);
    this.#done(waiting, await this.#ask(waiting, texts));
  }

  async #together(path: string, group: readonly Waiting[]): Promise<void> {
    const schema = group.length < LEAST_VARIANTS ? undefined : await this.#schema(path, group);
    const id = this.#host.nextId();
    const alone: Waiting[] = [];
    const placed = group.flatMap((waiting, index) => {
      const variant = schema?.numbers[index];
      if (variant === undefined) alone.push(waiting);
      return variant === undefined ? [] : [{ waiting, kept: { id, variant, path } }];
    });
    if (schema !== undefined && placed.length > 0) {
      const texts: WireTexts = [[path, schema.text]];
      const answer = await this.#host.ask({ type: 'keep', id, texts }, KEEP_SECONDS, NEVER);
      if (isInvalid(answer)) {
        // One invalid variant would spoil it for all: halves, until it is on its own.
        const half = Math.ceil(placed.length / 2);
        const all = placed.map(({ waiting }) => waiting);
        await this.#together(path, all.slice(0, half));
        await this.#together(path, all.slice(half));
      } else {
        const without = new Set(copiesLeftOut(answer));
        const again: Waiting[] = [];
        // All are on their way at once: the process need not wait for us between two of them.
        const runs = placed.map(async ({ waiting, kept }) => {
          if (without.has(kept.variant)) {
            alone.push(waiting);
            return;
          }
          const run = await this.#ask(waiting, [], kept);
          // Of a text that holds other candidates too, only what tests said is taken.
          const stands = run.status === 'ran' && run.fileErrors.length === 0 && run.results.length > 0;
          if (stands || waiting.request.signal.aborted) this.#done(waiting, run);
          else (run.reason === NOT_KEPT ? again : alone).push(waiting);
        });
        await Promise.all(runs);
        // One that ended the process ends no other: those that were still to come have a text of their own.
        if (again.length < placed.length) await this.#together(path, again);
        else alone.push(...again);
      }
    }
    await Promise.all(alone.map((waiting) => this.#alone(waiting)));
  }

  /** One text for all of them; undefined where the file was not measured. */
  async #schema(path: string, group: readonly Waiting[]): Promise<Schema | undefined> {
    const before = this.#sources.read(path);
    const steps = this.#known.steps.get(path);
    if (before === undefined || steps === undefined) return undefined;
    const variants = group.map(({ request }) => {
      const after = request.texts.get(path) ?? '';
      const { start, end, newEnd } = rangeBetween(before, after);
      return { start, end, text: after.slice(start, newEnd) };
    });
    return this.#syntax.beforeEdit(path, before, before, (root) => schemaOf(root, before, variants, steps));
  }

  async #ask(waiting: Waiting, texts: WireTexts, kept?: Kept): Promise<WarmRun> {
    const { request, began } = waiting;
    const { tests, later } = waiting.left;
    const own = this.#known.plan(tests);
    const files = [...own, ...this.#known.plan(later)];
    const patience = this.#known.patience([...tests, ...later]);
    const limitSeconds = Math.min(request.limitSeconds, patience);
    const mostSeconds = Math.min(request.limitSeconds, this.#known.byClock(patience));
    const answer = await this.#host.ask(
      {
        type: 'run',
        id: this.#host.nextId(),
        texts,
        files,
        bail: request.bail,
        limit: limitSeconds * 1000,
        most: mostSeconds * 1000,
        ...(kept === undefined ? {} : { kept: kept.id, variant: kept.variant }),
      },
      mostSeconds,
      request.signal,
    );
    const seconds = (performance.now() - began) / 1000;
    if (typeof answer === 'string')
      return { status: 'could-not-run', results: [], fileErrors: [], reason: answer, seconds };
    if (answer.kind === 'answered' && answer.message.type === 'ran')
      return { ...this.#told(answer.message, kept), cameToLater: answer.message.begun > own.length };
    const status =
      answer.kind === 'timed-out' ? 'timed-out' : answer.kind === 'ended' ? 'crashed' : 'could-not-run';
    return { status, results: [], fileErrors: [], reason: reasonOf(answer), seconds };
  }

  #done({ left, done }: Waiting, run: WarmRun): void {
    done(completed(run, left));
  }

  #told(ran: Ran, kept: Kept | undefined): WarmRun {
    const { roots } = this.#host;
    const { status, reason } = ran;
    const passed = ran.passed.flatMap((place) => this.#known.pass(place) ?? []);
    const results = ran.results.map((result) => testResult(result, roots));
    return {
      status,
      results: [
        ...passed,
        ...(kept === undefined
          ? results
          : results.map((result) => ({
              ...result,
              frames: result.frames.filter((frame) => frame.path !== kept.path),
            }))),
      ],
      fileErrors: ran.fileErrors.map((error) => fileError(error, roots)),
      ...(reason === undefined ? {} : { reason: roots.clean(reason) }),
      // Without the time that it waited for others.
      seconds: ran.milliseconds / 1000,
    };
  }

  /** A changed text whose loops count their steps, so that one that never ends is thrown out of at once. */
  #stepped(path: string, text: string): string {
    const steps = this.#known.steps.get(path);
    const before = this.#sources.read(path);
    return steps === undefined || before === undefined ? text : withStepsOf(before, text, steps);
  }
}

function isInvalid(answer: Answer | string): boolean {
  return (
    typeof answer !== 'string' &&
    answer.kind === 'answered' &&
    answer.message.type === 'kept' &&
    !answer.message.isValid
  );
}

/** Numbers of the copies that are no code. */
function copiesLeftOut(answer: Answer | string): readonly number[] {
  return typeof answer !== 'string' && answer.kind === 'answered' && answer.message.type === 'kept'
    ? answer.message.without
    : [];
}

/** The file that is all a candidate changes. */
function pathOf({ request }: Waiting): string | undefined {
  const [only, ...others] = request.texts;
  return only === undefined || only[1] === undefined || others.length > 0 ? undefined : only[0];
}
