import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { DiscoveredServer, FromEngine, RunRequest, ToEngine } from '../engine/protocol.ts';
import type { TraceEvent } from '../loop/events.ts';
import type { HandbookAnswer, HandbookRequest, OwnFigures } from '../loop/learned.ts';
import { EditorModels } from './editor-models.ts';
import { EngineProcess } from './engine-process.ts';

export type Finished = Extract<FromEngine, { type: 'finished' }>;

export type RunResult =
  | { readonly kind: 'finished'; readonly finished: Finished }
  /** A sentence for the person. */
  | { readonly kind: 'failed'; readonly message: string };

export interface Discovery {
  readonly servers: readonly DiscoveredServer[];
  /** Why nothing was found at the address that was given; a sentence for the person. */
  readonly problem?: string;
}

const IDLE_MINUTES = 5;
/** A healthy engine ends what it started within this time of being asked to. */
const CANCEL_MS = 6_000;
/** For one of low priority, which on a busy machine hardly gets a turn, and which nobody waits for. */
const BACKGROUND_CANCEL_MS = 60_000;

/** The editor waits five seconds for its extensions when a window closes. */
const LEAVE_MS = 2_000;

/** Somebody who waits for answers that carry the id of a question. */
interface Conversation {
  /** True when this was the last answer. */
  readonly take: (message: FromEngine) => boolean;
  /** The engine is gone; a sentence for the person. */
  readonly fail: (message: string) => void;
}

/**
 * The engine as a child process: started on first use, ended when idle and with the editor. Compiling and testing
 * happen there, so that they never block the extension host and end with all that they started.
 */
export class EngineClient implements vscode.Disposable {
  readonly #log: vscode.LogOutputChannel;
  readonly #open = new Map<string, Conversation>();
  readonly #cancelling = new Map<string, NodeJS.Timeout>();
  readonly #process: EngineProcess;
  readonly #cancelMs: number;
  /** The engine cannot ask the editor's models itself. Who is gone is not started again for an answer. */
  readonly #models = new EditorModels((message) => {
    if (this.#process.isRunning) this.#send(message);
  });
  #idle: NodeJS.Timeout | undefined;
  /** Whether something still wants this very engine, for example a patch that may be accepted. */
  isNeeded = (): boolean => false;

  /**
   * @param script absolute path of the engine's bundle
   * @param args further arguments of the engine
   */
  constructor(script: string, log: vscode.LogOutputChannel, args: readonly string[] = []) {
    this.#log = log;
    this.#cancelMs = args.includes('--background') ? BACKGROUND_CANCEL_MS : CANCEL_MS;
    this.#process = new EngineProcess({
      ...{ script, args, log },
      onMessage: (message) => this.#receive(message),
      onGone: (message) => this.#fail(message),
    });
  }

  run(request: Omit<RunRequest, 'type'>, onEvent: (event: TraceEvent) => void): Promise<RunResult> {
    return new Promise((settle) => {
      this.converse(
        { type: 'run', ...request },
        (message) => {
          if (message.type === 'event') onEvent(message.event);
          if (message.type === 'finished') settle({ kind: 'finished', finished: message });
          if (message.type === 'failed') {
            const said = vscode.l10n.t('The engine gave up: {0}. Nothing was changed.', message.message);
            settle({ kind: 'failed', message: said });
          }
          return message.type === 'finished' || message.type === 'failed';
        },
        (message) => settle({ kind: 'failed', message }),
      );
    });
  }

  /** The models at an address, or at the usual ports of this machine. The person has asked for it, or been told. */
  discover(
    server?: { readonly baseUrl: string; readonly apiKey?: string },
    token?: vscode.CancellationToken,
  ): Promise<Discovery> {
    const id = randomUUID();
    return new Promise((settle) => {
      token?.onCancellationRequested(() => this.cancel(id));
      this.converse(
        { type: 'discover', id, ...(server === undefined ? {} : { server }) },
        (message) => {
          if (message.type === 'discovered') settle(message);
          return message.type === 'discovered';
        },
        (problem) => settle({ servers: [], problem }),
      );
    });
  }

  /** Does what a person asks of the handbook of a folder. */
  handbook(
    at: { readonly folder: string; readonly stateFolder: string },
    request: HandbookRequest,
  ): Promise<HandbookAnswer | { readonly problem: string }> {
    return this.ask({ type: 'handbook', id: randomUUID(), ...at, request }, (message) =>
      message.type === 'handbook' ? message.answer : undefined,
    );
  }

  /** The reliability and learning curves of a folder's own episodes. */
  figures(at: {
    readonly folder: string;
    readonly stateFolder: string;
  }): Promise<OwnFigures | { readonly problem: string }> {
    return this.ask({ type: 'figures', id: randomUUID(), ...at }, (message) =>
      message.type === 'figures' ? message.figures : undefined,
    );
  }

  /**
   * Asks something that one message answers.
   * @param read what is wanted of the answer; undefined for a message that is none
   */
  ask<T>(
    question: ToEngine & { readonly id: string },
    read: (message: FromEngine) => T | undefined,
  ): Promise<T | { readonly problem: string }> {
    return new Promise((settle) => {
      this.converse(
        question,
        (message) => {
          const answer = message.type === 'failed' ? { problem: message.message } : read(message);
          if (answer !== undefined) settle(answer);
          return answer !== undefined;
        },
        (problem) => settle({ problem }),
      );
    });
  }

  /**
   * Asks something and hears every answer to it.
   * @param take true when it was given the last answer
   * @param fail told once, instead of a last answer, when the engine is gone
   */
  converse(
    question: ToEngine & { readonly id: string },
    take: Conversation['take'],
    fail: Conversation['fail'],
  ): void {
    this.#open.set(question.id, { take, fail });
    this.#send(question);
  }

  /** Says something that needs no answer; nobody is started for it. False when there is nobody. */
  tell(message: ToEngine): boolean {
    if (!this.#process.isRunning) return false;
    this.#send(message);
    this.#endWhenIdle();
    return true;
  }

  /** Asks to end what was asked for; an engine that does not comply is killed with everything that it started. */
  cancel(id: string): void {
    // An engine that is gone has nothing to stop, and none is started for that.
    if (!this.#open.has(id) || !this.#process.isRunning || this.#cancelling.has(id)) return;
    this.#cancelling.set(
      id,
      setTimeout(() => this.#process.kill(), this.#cancelMs),
    );
    this.#send({ type: 'cancel', id });
  }

  /** The person accepted the patch: what was learned may enter the handbook. */
  accepted(id: string, of: NonNullable<Extract<ToEngine, { type: 'accepted' }>['of']>): void {
    // Another engine does it where the one of the episode has ended meanwhile.
    this.#send({ type: 'accepted', id, of });
    this.#endWhenIdle();
  }

  /**
   * Ends with the window. An engine that was asked to end something and has not is not trusted to go by itself: nobody
   * would be left to end it.
   */
  async end(): Promise<void> {
    if (this.#cancelling.size > 0) await this.#process.end(LEAVE_MS);
  }

  dispose(): void {
    clearTimeout(this.#idle);
    for (const timer of this.#cancelling.values()) clearTimeout(timer);
    this.#models.dispose();
    this.#process.sendAway();
  }

  #send(message: ToEngine): void {
    clearTimeout(this.#idle);
    this.#process.send(message);
  }

  #receive(message: FromEngine): void {
    if (message.type === 'notice') {
      // May come after the episode ended, for example when the handbook could not be written.
      this.#log.warn(message.message);
      void vscode.window.showWarningMessage(message.message);
      return;
    }
    if (message.type === 'ask-model') {
      void this.#models.ask(message);
      return;
    }
    if (message.type === 'stop-model') {
      this.#models.stop(message.call);
      return;
    }
    if (this.#open.get(message.id)?.take(message) !== true) return;
    this.#close(message.id);
    this.#endWhenIdle();
  }

  #close(id: string): void {
    this.#open.delete(id);
    clearTimeout(this.#cancelling.get(id));
    this.#cancelling.delete(id);
  }

  #endWhenIdle(): void {
    clearTimeout(this.#idle);
    if (this.#open.size > 0) return;
    this.#idle = setTimeout(
      () => (this.isNeeded() ? this.#endWhenIdle() : this.#process.sendAway()),
      IDLE_MINUTES * 60_000,
    );
  }

  #fail(message: string): void {
    this.#models.stopAll();
    for (const [id, { fail }] of this.#open) {
      this.#close(id);
      fail(message);
    }
  }
}
