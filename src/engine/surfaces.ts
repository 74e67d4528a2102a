import { isOnBattery } from '../environment/power.ts';
import { createCheckpoint, listCheckpoints, restoreCheckpoint } from './checkpoints/checkpoints.ts';
import { askHandbook, ownFigures } from './handbook.ts';
import type { FromEngine, ToEngine } from './protocol.ts';
import type { Assets } from './run.ts';
import { recordFate } from './survival.ts';
import { listTests, runTests } from './tests.ts';
import { findFixes } from './verified-fixes.ts';

/** How many fixes that were found may still be taken; older ones are forgotten. */
const REMEMBERED = 200;

/** One after the other, in the order in which they came. */
class Queue {
  #last: Promise<unknown> = Promise.resolve();

  next<T>(run: () => Promise<T>): Promise<T> {
    const ours = this.#last.then(run);
    this.#last = ours.catch(() => undefined);
    return ours;
  }
}

/** Fails as soon as nobody waits any more, also while it waits for its turn. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((settle, fail) => {
    const stop = (): void => fail(new Error('it was given up'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(settle, fail);
  });
}

/** Answers what the editor's working surfaces ask. */
export class Surfaces {
  readonly #assets: Assets;
  readonly #send: (message: FromEngine) => void;
  /** One that was cancelled may still be cleaning up when the next one comes. */
  readonly #fixing = new Queue();
  /** One checkpoint must not let go of what another is about to name. */
  readonly #keeping = new Queue();
  /** By the id of a fix: what is learned when the person takes it. */
  readonly #learn = new Map<string, () => Promise<readonly string[]>>();

  constructor(assets: Assets, send: (message: FromEngine) => void) {
    this.#assets = assets;
    this.#send = send;
  }

  /** The last answer to a question; undefined when it is none of ours. */
  answer(question: ToEngine, signal: AbortSignal): Promise<FromEngine | undefined> | undefined {
    switch (question.type) {
      case 'fixes':
        return this.#fixing.next(() => this.#fixes(question, signal));
      case 'list-tests':
        return listTests(question, this.#assets, this.#notice(question.id), signal);
      case 'run-tests':
        return runTests(question, this.#assets, this.#notice(question.id), signal);
      case 'checkpoint':
        return untilAborted(
          this.#keeping.next(() => createCheckpoint(question, signal)),
          signal,
        );
      case 'list-checkpoints':
        return listCheckpoints(question);
      case 'restore':
        return this.#keeping.next(() => restoreCheckpoint(question, signal));
      case 'handbook':
        return askHandbook(question, question.request).then((answer) => ({
          type: 'handbook',
          id: question.id,
          answer,
        }));
      case 'figures':
        return ownFigures(question).then((figures) => ({ type: 'figures', id: question.id, figures }));
      case 'survived':
        return recordFate(question);
      default:
        return undefined;
    }
  }

  /** The person took a fix: what was learned is kept. Sentences for the person where that did not work. */
  async accepted(id: string): Promise<readonly string[]> {
    const learn = this.#learn.get(id);
    this.#learn.delete(id);
    return (await learn?.()) ?? [];
  }

  #notice(id: string): (message: string) => void {
    return (message) => this.#send({ type: 'notice', id, message });
  }

  async #fixes(question: Extract<ToEngine, { type: 'fixes' }>, signal: AbortSignal): Promise<FromEngine> {
    const began = performance.now();
    const done = (note: string | undefined): Extract<FromEngine, { type: 'fixes-done' }> => ({
      type: 'fixes-done',
      id: question.id,
      seconds: (performance.now() - began) / 1000,
      ...(note === undefined ? {} : { note }),
    });
    if (signal.aborted) return done(undefined);
    if (!question.onBattery && (await isOnBattery(signal)))
      return {
        ...done('the machine runs on its battery, so nothing is tried in the background'),
        later: true,
      };
    const notes: string[] = [];
    const note = await findFixes(
      question,
      this.#assets,
      {
        // Nobody asked for this, so nobody is to be bothered.
        onNotice: (message) => notes.push(message),
        onFix: (problem, fix, learn) => {
          this.#learn.set(fix.id, learn);
          const oldest = this.#learn.keys().next().value;
          if (this.#learn.size > REMEMBERED && oldest !== undefined) this.#learn.delete(oldest);
          this.#send({ type: 'fix', id: question.id, problem, fix });
        },
        onTakenBack: (problem) => this.#send({ type: 'fix', id: question.id, problem }),
      },
      signal,
    );
    return done(note ?? notes[0]);
  }
}
