import { type ChildProcess, fork } from 'node:child_process';
import type * as vscode from 'vscode';
import type { FromEngine, RunRequest, ToEngine } from '../engine/protocol.ts';
import type { TraceEvent } from '../loop/events.ts';

export type Finished = Extract<FromEngine, { type: 'finished' }>;

export type RunResult =
  | { readonly kind: 'finished'; readonly finished: Finished }
  /** A sentence for the person. */
  | { readonly kind: 'failed'; readonly message: string };

const IDLE_MINUTES = 5;

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
  #child: ChildProcess | undefined;
  #idle: NodeJS.Timeout | undefined;

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

  cancel(id: string): void {
    this.#send({ type: 'cancel', id });
  }

  /** The person accepted the patch: what was learned may enter the handbook. */
  accepted(id: string): void {
    this.#send({ type: 'accepted', id });
  }

  dispose(): void {
    clearTimeout(this.#idle);
    // Closing the channel lets the engine clean up its copies before it goes.
    if (this.#child?.connected) this.#child.disconnect();
    this.#child = undefined;
  }

  #send(message: ToEngine): void {
    clearTimeout(this.#idle);
    const child = this.#child ?? this.#start();
    child.send(message, (error) => {
      if (error !== null) this.#fail(`The engine cannot be reached: ${error.message}. Try again.`);
    });
  }

  #start(): ChildProcess {
    const child = fork(this.#script, ['engine'], {
      execPath: process.execPath,
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      serialization: 'json',
      silent: true,
    });
    this.#log.info(`engine started, process ${child.pid}`);
    child.stderr?.on('data', (chunk: Buffer) => this.#log.warn(String(chunk).trimEnd()));
    child.stdout?.on('data', (chunk: Buffer) => this.#log.info(String(chunk).trimEnd()));
    child.on('message', (message) => this.#receive(message as FromEngine));
    child.on('error', (error) => this.#fail(`The engine could not be started: ${error.message}.`));
    child.on('exit', (code, signal) => {
      this.#log.info(`engine ended (${signal ?? code})`);
      if (this.#child === child) this.#child = undefined;
      this.#fail(
        `The engine ended unexpectedly (${signal ?? `exit code ${code}`}). Nothing was changed. Try again; the output channel “Credence” has the details.`,
      );
    });
    this.#child = child;
    return child;
  }

  /** The channel is our own process's; the type tag is all that needs checking. */
  #receive(message: FromEngine): void {
    const running = this.#running.get(message.id);
    if (running === undefined) return;
    if (message.type === 'event') {
      running.onEvent(message.event);
      return;
    }
    this.#running.delete(message.id);
    running.settle(
      message.type === 'finished'
        ? { kind: 'finished', finished: message }
        : { kind: 'failed', message: `The engine gave up: ${message.message}. Nothing was changed.` },
    );
    if (this.#running.size === 0) this.#idle = setTimeout(() => this.dispose(), IDLE_MINUTES * 60_000);
  }

  #fail(message: string): void {
    for (const [id, running] of this.#running) {
      this.#running.delete(id);
      running.settle({ kind: 'failed', message });
    }
  }
}
