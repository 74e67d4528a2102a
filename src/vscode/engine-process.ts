import { type ChildProcess, fork } from 'node:child_process';
import * as vscode from 'vscode';
import type { FromEngine, ToEngine } from '../engine/protocol.ts';
import { killTree } from './kill-tree.ts';

export interface EngineProcessOptions {
  /** Absolute path of the engine's bundle. */
  readonly script: string;
  /** Arguments after `engine`. */
  readonly args?: readonly string[];
  readonly log: vscode.LogOutputChannel;
  readonly onMessage: (message: FromEngine) => void;
  /** Told a sentence for the person when the process went without being sent away. */
  readonly onGone: (message: string) => void;
}

/** One engine as a child process: started with the first message, until it is sent away, killed or goes by itself. */
export class EngineProcess {
  readonly #options: EngineProcessOptions;
  #child: ChildProcess | undefined;

  constructor(options: EngineProcessOptions) {
    this.#options = options;
  }

  get isRunning(): boolean {
    return this.#child !== undefined;
  }

  send(message: ToEngine): void {
    const child = this.#child ?? this.#start();
    child.send(message, (error) => {
      if (error !== null && this.#child === child)
        this.#options.onGone(vscode.l10n.t('The engine cannot be reached: {0}. Try again.', error.message));
    });
  }

  /** Closing the channel lets the engine clean up its copies before it goes. */
  sendAway(): void {
    if (this.#child?.connected) this.#child.disconnect();
    this.#child = undefined;
  }

  /** Sends it away for good; one that does not go within a time is ended with everything that it started. */
  async end(graceMs: number): Promise<void> {
    const child = this.#child;
    this.sendAway();
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<boolean>((resolve) => child.once('exit', () => resolve(true)));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), graceMs);
    });
    if (!(await Promise.race([gone, late]))) await killTree(child.pid);
    clearTimeout(timer);
  }

  /** Ends it at once with everything that it started. */
  kill(): void {
    const child = this.#child;
    if (child?.pid === undefined) return;
    this.#child = undefined;
    this.#options.log.warn(`engine ${child.pid} did not answer and is killed with all that it started`);
    void killTree(child.pid);
    this.#options.onGone(
      vscode.l10n.t('Stopped. The engine did not answer, so it was ended with everything it had started.'),
    );
  }

  #start(): ChildProcess {
    const { script, args = [], log, onMessage, onGone } = this.#options;
    const child = fork(script, ['engine', ...args], {
      execPath: process.execPath,
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      serialization: 'json',
      // A debugger attached to the editor must not be inherited: its port is taken.
      execArgv: [],
      silent: true,
    });
    const name = ['engine', ...args].join(' ');
    log.info(`${name} started, process ${child.pid}`);
    child.stderr?.on('data', (chunk: Buffer) => log.warn(String(chunk).trimEnd()));
    child.stdout?.on('data', (chunk: Buffer) => log.info(String(chunk).trimEnd()));
    // Loaded now and not with the extension: schemas take their time, and who asks nothing needs none.
    const reader = import('./engine-envelope.ts');
    child.on('message', async (data) => {
      const { readMessage } = await reader;
      // What one that was sent away still says is meant for nobody.
      if (this.#child !== child) return;
      const message = readMessage(data);
      if ('unreadable' in message) log.warn(message.unreadable);
      else onMessage(message);
    });
    child.on('error', (error) => {
      log.error(`${name}: ${error.message}`);
      if (this.#child !== child) return;
      this.#child = undefined;
      onGone(vscode.l10n.t('The engine could not be started: {0}. Nothing was changed.', error.message));
    });
    child.on('exit', (code, signal) => {
      log.info(`${name} ended (${signal ?? code})`);
      // One that was sent away may end while its successor is at work.
      if (this.#child !== child) return;
      this.#child = undefined;
      onGone(
        vscode.l10n.t(
          'The engine ended unexpectedly ({0}). Nothing was changed. Try again; the output channel “Credence” has the details.',
          signal ?? `exit code ${code}`,
        ),
      );
    });
    this.#child = child;
    return child;
  }
}
