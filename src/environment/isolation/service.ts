import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { BoundedText } from './bounded-text.ts';

/** A long-lived child process that is spoken to by lines of JSON. */
export interface ServiceRequest {
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

export interface Service {
  readonly pid: number | undefined;
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  readonly ended: Promise<{
    readonly how: 'exited' | 'ended' | 'memory' | 'processes' | 'output' | 'not-started';
    readonly exitCode?: number;
    readonly tail: string;
    readonly reason?: string;
  }>;
  megabytes(): number;
  end(): void;
}

export function startService(request: ServiceRequest): Service {
  const [command, ...args] = request.argv;
  const child = spawn(command, args, {
    cwd: request.cwd,
    env: { ...request.env },
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  const output = new BoundedText(64 * 1024);
  child.stdout?.on('data', (chunk: Buffer) => output.add(chunk));
  child.stderr?.on('data', (chunk: Buffer) => output.add(chunk));
  let listener: (message: unknown) => void = () => undefined;
  createInterface({ input: child.stdio[3] as Readable }).on('line', (line) => listener(JSON.parse(line)));
  let asked = false;
  const end = (): void => {
    asked = true;
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // Gone already.
    }
  };
  (child.stdin as Writable).on('error', () => undefined);
  const ended = new Promise<Awaited<Service['ended']>>((resolve) => {
    child.on('error', (error) => resolve({ how: 'not-started', tail: '', reason: error.message }));
    child.on('exit', (code) =>
      resolve({
        how: asked ? 'ended' : 'exited',
        tail: output.text(),
        ...(code === null ? {} : { exitCode: code }),
      }),
    );
  });
  child.unref();
  return {
    pid: child.pid,
    send: (message) => (child.stdin as Writable).write(`${JSON.stringify(message)}\n`),
    onMessage: (to) => {
      listener = to;
    },
    ended,
    megabytes: () => 0,
    end,
  };
}
