import { fork } from 'node:child_process';
import type { FromEngine } from '../../../src/engine/protocol.ts';
import type { TraceEvent } from '../../../src/loop/events.ts';
import { plainEnvironment } from '../../verify/command.ts';
import type { CompileError } from './compile.ts';

export type Finished = Extract<FromEngine, { type: 'finished' }>;

export interface Solved {
  readonly finished: Finished;
  readonly events: readonly TraceEvent[];
  readonly seconds: number;
}

/** What the product is asked: to solve one error of the compiler with the embedded skills alone. */
export interface Question {
  /** Absolute path of the engine's bundle. */
  readonly cli: string;
  readonly folder: string;
  /** An empty folder: nothing was learned before. */
  readonly stateFolder: string;
  readonly error: CompileError;
  readonly budgetSeconds: number;
  readonly seed: number;
}

/** Starts the built engine as the editor does, asks, and waits for its end. A failure of the product is its message. */
export function solveAt(question: Question): Promise<Solved | { readonly failed: string }> {
  const began = performance.now();
  const events: TraceEvent[] = [];
  const { path, start, end, code, message } = question.error;
  return new Promise((resolve) => {
    const child = fork(question.cli, ['engine'], {
      env: plainEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let complaint = '';
    let result: Solved | { readonly failed: string } | undefined;
    // The engine keeps to its budget; this is for one that does not.
    const timer = setTimeout(() => child.kill('SIGKILL'), (question.budgetSeconds + 30) * 1000);
    child.stderr?.on('data', (data: Buffer) => {
      complaint = (complaint + data.toString('utf8')).slice(-2000);
    });
    child.on('message', (raw) => {
      const said = raw as FromEngine;
      if (said.type === 'event') events.push(said.event);
      if (said.type === 'finished')
        result = { finished: said, events, seconds: (performance.now() - began) / 1000 };
      if (said.type === 'failed') result = { failed: said.message };
      if (result !== undefined && child.connected) child.disconnect();
    });
    child.on('exit', (exit, signal) => {
      clearTimeout(timer);
      resolve(result ?? { failed: `the engine ended with ${signal ?? exit}: ${complaint.trim()}` });
    });
    child.send({
      type: 'run',
      id: 'case',
      folder: question.folder,
      request: '',
      focus: { kind: 'diagnostic', path, start, end, code, source: 'ts', message },
      budget: { seconds: question.budgetSeconds, candidates: 2000, tokens: 0, dollars: 0 },
      seed: question.seed,
      overlays: [],
      trusted: true,
      stateFolder: question.stateFolder,
      assessOnly: false,
    });
  });
}
