import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { DiscoveredServer, FromEngine, RunRequest, ToEngine } from '../engine/protocol.ts';
import type { TraceEvent } from '../loop/events.ts';
import type { HandbookAnswer, HandbookRequest, OwnFigures } from '../loop/learned.ts';
import { EditorModels } from './editor-models.ts';

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

/** The engine is this program's own; its envelope is checked, so that a stray message cannot pass for a result. */
const envelope = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('event'),
    id: z.string(),
    event: z.looseObject({ at: z.number(), type: z.string() }),
  }),
  z.looseObject({
    type: z.literal('finished'),
    id: z.string(),
    episode: z.string(),
    diff: z.string(),
    patch: z.array(
      z.object({ path: z.string(), before: z.optional(z.string()), after: z.optional(z.string()) }),
    ),
    outcome: z.looseObject({ verdict: z.string(), credence: z.number(), reason: z.string() }),
  }),
  z.looseObject({
    type: z.literal('ask-model'),
    id: z.string(),
    call: z.string(),
    editor: z.string(),
    system: z.string(),
    user: z.string(),
    maxTokens: z.number(),
    temperature: z.number(),
  }),
  z.looseObject({ type: z.literal('stop-model'), call: z.string() }),
  z.looseObject({
    type: z.literal('discovered'),
    id: z.string(),
    servers: z.array(
      z.looseObject({
        baseUrl: z.string(),
        server: z.string(),
        models: z.array(z.looseObject({ name: z.string() })),
      }),
    ),
    problem: z.optional(z.string()),
  }),
  z.looseObject({
    type: z.literal('handbook'),
    id: z.string(),
    answer: z.looseObject({
      done: z.boolean(),
      message: z.string(),
      behaviors: z.array(z.looseObject({ behavior: z.looseObject({ name: z.string() }) })),
    }),
  }),
  z.looseObject({
    type: z.literal('figures'),
    id: z.string(),
    figures: z.looseObject({ reliability: z.looseObject({}), learning: z.looseObject({}) }),
  }),
  z.looseObject({ type: z.literal('notice'), id: z.string(), message: z.string() }),
  z.looseObject({ type: z.literal('failed'), id: z.string(), message: z.string() }),
]);

interface Running {
  readonly onEvent: (event: TraceEvent) => void;
  readonly settle: (result: RunResult) => void;
}

/**
 * The engine as a child process: started on first use, ended when idle and with the editor. Compiling and testing
 * happen there, so that they never block the extension host and end with all that they started.
 */
export class EngineClient implements vscode.Disposable {
  readonly #script: string;
  readonly #log: vscode.LogOutputChannel;
  readonly #running = new Map<string, Running>();
  readonly #discovering = new Map<string, (found: Discovery) => void>();
  /** Questions about the handbook, which one message answers: an answer, the figures, or why there are none. */
  readonly #asked = new Map<string, (answer: HandbookAnswer | OwnFigures | { readonly problem: string }) => void>();
  /** The engine cannot ask the editor's models itself. Who is gone is not started again for an answer. */
  readonly #models = new EditorModels((message) => {
    if (this.#child !== undefined) this.#send(message);
  });
  #child: ChildProcess | undefined;
  #idle: NodeJS.Timeout | undefined;
  /** Whether something still wants this very engine, for example a patch that may be accepted. */
  isNeeded = (): boolean => false;

  /** @param script absolute path of the engine's bundle */
  constructor(script: string, log: vscode.LogOutputChannel) {
    this.#script = script;
    this.#log = log;
  }

  run(request: Omit<RunRequest, 'type'>, onEvent: (event: TraceEvent) => void): Promise<RunResult> {
    return new Promise((settle) => {
      this.#running.set(request.id, { onEvent, settle });
      this.#send({ type: 'run', ...request });
    });
  }

  /** The models at an address, or at the usual ports of this machine. The person has asked for it. */
  discover(server?: { readonly baseUrl: string; readonly apiKey?: string }): Promise<Discovery> {
    const id = randomUUID();
    return new Promise((settle) => {
      this.#discovering.set(id, settle);
      this.#send({ type: 'discover', id, ...(server === undefined ? {} : { server }) });
    });
  }

  /** Does what a person asks of the handbook of a folder. */
  handbook(
    at: { readonly folder: string; readonly stateFolder: string },
    request: HandbookRequest,
  ): Promise<HandbookAnswer | { readonly problem: string }> {
    const id = randomUUID();
    return new Promise((settle) => {
      this.#asked.set(id, (answer) => settle(answer as HandbookAnswer | { readonly problem: string }));
      this.#send({ type: 'handbook', id, ...at, request });
    });
  }

  /** The reliability and learning curves of a folder's own episodes. */
  figures(at: {
    readonly folder: string;
    readonly stateFolder: string;
  }): Promise<OwnFigures | { readonly problem: string }> {
    const id = randomUUID();
    return new Promise((settle) => {
      this.#asked.set(id, (answer) => settle(answer as OwnFigures | { readonly problem: string }));
      this.#send({ type: 'figures', id, ...at });
    });
  }

  cancel(id: string): void {
    // An engine that is gone has nothing to stop, and none is started for that.
    if (this.#running.has(id) && this.#child !== undefined) this.#send({ type: 'cancel', id });
  }

  /** The person accepted the patch: what was learned may enter the handbook. */
  accepted(id: string): void {
    if (this.#child === undefined) {
      this.#log.warn('The engine of this episode has ended; what it learned stays out of the handbook file.');
      return;
    }
    this.#send({ type: 'accepted', id });
    this.#endWhenIdle();
  }

  dispose(): void {
    clearTimeout(this.#idle);
    this.#models.dispose();
    // Closing the channel lets the engine clean up its copies before it goes.
    if (this.#child?.connected) this.#child.disconnect();
    this.#child = undefined;
  }

  #send(message: ToEngine): void {
    clearTimeout(this.#idle);
    const child = this.#child ?? this.#start();
    child.send(message, (error) => {
      if (error !== null && this.#child === child) {
        this.#fail(vscode.l10n.t('The engine cannot be reached: {0}. Try again.', error.message));
      }
    });
  }

  #start(): ChildProcess {
    const child = fork(this.#script, ['engine'], {
      execPath: process.execPath,
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      serialization: 'json',
      // A debugger attached to the editor must not be inherited: its port is taken.
      execArgv: [],
      silent: true,
    });
    this.#log.info(`engine started, process ${child.pid}`);
    child.stderr?.on('data', (chunk: Buffer) => this.#log.warn(String(chunk).trimEnd()));
    child.stdout?.on('data', (chunk: Buffer) => this.#log.info(String(chunk).trimEnd()));
    child.on('message', (message) => this.#receive(message));
    child.on('error', (error) => {
      this.#log.error(`engine: ${error.message}`);
      if (this.#child !== child) return;
      this.#child = undefined;
      this.#fail(vscode.l10n.t('The engine could not be started: {0}. Nothing was changed.', error.message));
    });
    child.on('exit', (code, signal) => {
      this.#log.info(`engine ended (${signal ?? code})`);
      // One that was sent away may end while its successor is at work.
      if (this.#child !== child) return;
      this.#child = undefined;
      this.#fail(
        vscode.l10n.t(
          'The engine ended unexpectedly ({0}). Nothing was changed. Try again; the output channel “Credence” has the details.',
          signal ?? `exit code ${code}`,
        ),
      );
    });
    this.#child = child;
    return child;
  }

  #receive(data: unknown): void {
    const parsed = envelope.safeParse(data);
    if (!parsed.success) {
      this.#log.warn(`a message of the engine was not understood: ${z.prettifyError(parsed.error)}`);
      return;
    }
    const message = parsed.data as unknown as FromEngine;
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
    if (message.type === 'discovered') {
      this.#discovering.get(message.id)?.(message);
      this.#discovering.delete(message.id);
      this.#endWhenIdle();
      return;
    }
    const asked = this.#asked.get(message.id);
    if (asked !== undefined) {
      this.#asked.delete(message.id);
      if (message.type === 'handbook') asked(message.answer);
      else if (message.type === 'figures') asked(message.figures);
      else if (message.type === 'failed') asked({ problem: message.message });
      this.#endWhenIdle();
      return;
    }
    const running = this.#running.get(message.id);
    if (running === undefined || message.type === 'handbook' || message.type === 'figures') return;
    if (message.type === 'event') {
      running.onEvent(message.event);
      return;
    }
    this.#running.delete(message.id);
    running.settle(
      message.type === 'finished'
        ? { kind: 'finished', finished: message }
        : {
            kind: 'failed',
            message: vscode.l10n.t('The engine gave up: {0}. Nothing was changed.', message.message),
          },
    );
    this.#endWhenIdle();
  }

  #endWhenIdle(): void {
    clearTimeout(this.#idle);
    if (this.#running.size + this.#discovering.size + this.#asked.size > 0) return;
    this.#idle = setTimeout(
      () => (this.isNeeded() ? this.#endWhenIdle() : this.dispose()),
      IDLE_MINUTES * 60_000,
    );
  }

  #fail(message: string): void {
    this.#models.stopAll();
    for (const settle of this.#discovering.values()) settle({ servers: [], problem: message });
    this.#discovering.clear();
    for (const settle of this.#asked.values()) settle({ problem: message });
    this.#asked.clear();
    for (const [id, running] of this.#running) {
      this.#running.delete(id);
      running.settle({ kind: 'failed', message });
    }
  }
}
