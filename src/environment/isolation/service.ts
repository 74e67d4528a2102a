import type { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { BoundedText } from './bounded-text.ts';
import { startTree } from './child-tree.ts';
import { LIMITS, type TreeLimits } from './limits.ts';
import { MessageLines } from './message-lines.ts';
import type { Sandbox } from './sandbox/confinement.ts';

/** A long-lived child process that is spoken to by lines of JSON. */
export interface ServiceRequest {
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  /** The whole environment; with the lease in it the service ends with the lease. */
  readonly env: Readonly<Record<string, string>>;
  /** Where they differ from `LIMITS`. Output is counted over its whole life. */
  readonly limits?: Partial<TreeLimits>;
  /** The folders that are its own: measured against its limit of disk, and in a sandbox all that it can write. */
  readonly writable?: readonly string[];
  /** What confines it; nothing unless told. A container has no channel for messages, so there it is not started. */
  readonly sandbox?: Sandbox;
}

export interface ServiceEnd {
  /** `ended`: by `end()`. `exited`: by itself, or because what it sent was no message. */
  readonly how: 'exited' | 'ended' | 'memory' | 'processes' | 'output' | 'disk' | 'not-started';
  readonly exitCode?: number;
  /** The last that it printed. */
  readonly tail: string;
  /** For a person; absent when it ended in good order. */
  readonly reason?: string;
}

export interface Service {
  /** Absent when it could not be started. */
  readonly pid: number | undefined;
  /** What confines it, in words for a person; absent when nothing was to. */
  readonly sandbox?: string;
  /** Writes one line to its standard input; lost when it has ended. */
  send(message: unknown): void;
  /**
   * Takes the messages that it writes, a line each, to its file descriptor 3: what tests print never mixes in. Listeners
   * are called in the order they came, with whatever JSON it sent; it is theirs to check.
   */
  onMessage(listener: (message: unknown) => void): void;
  /** Resolves once, also when it could not be started. */
  readonly ended: Promise<ServiceEnd>;
  /** Resident megabytes of its whole tree, as of the last look; 0 before the first and after its end. */
  megabytes(): number;
  /** Ends it and all that it started, now. */
  end(): void;
}

/** How long output is waited for once the process is gone. */
const DRAIN_MS = 1000;
const TAIL_BYTES = 64 * 1024;
/** A report of every test of a large project, with room to spare. */
const MESSAGE_BYTES = 64 * 1024 * 1024;

/**
 * Starts a service. It does not keep our process alive, and is ended with it, with its lease, or by the next start's
 * sweep. Never throws: that it could not be started is told by `ended`.
 */
export function startService(request: ServiceRequest): Service {
  if (typeof request.sandbox?.choice === 'object')
    return notStarted('a program in a container cannot be kept running for messages');
  const output = new BoundedText(TAIL_BYTES);
  const limits = { ...LIMITS, ...request.limits };
  const listeners: ((message: unknown) => void)[] = [];
  let why: Omit<ServiceEnd, 'tail' | 'exitCode'> | undefined;
  const stop = (how: ServiceEnd['how'], reason?: string): void => {
    if (isOver) return;
    why ??= { how, ...(reason === undefined ? {} : { reason }) };
    if ('child' in tree) tree.kill();
  };
  let isOver = false;
  const tree = startTree({
    argv: request.argv,
    cwd: request.cwd,
    env: request.env,
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    limits,
    ...(request.writable === undefined ? {} : { writable: request.writable }),
    ...(request.sandbox === undefined ? {} : { sandbox: request.sandbox }),
    onExcess: (excess) => stop(excess.limit, excess.reason),
  });
  if (!('child' in tree)) return notStarted(tree.reason);
  const { child } = tree;
  const input = child.stdin as Writable;
  // It may end between two messages; that it has ended is told by `ended`.
  input.on('error', () => undefined);
  let bytes = 0;
  const collect = (chunk: Buffer): void => {
    bytes += chunk.length;
    output.add(chunk);
    if (bytes > limits.outputBytes) stop('output', `it printed more than ${limits.outputBytes} bytes`);
  };
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  const messages = new MessageLines(
    (message) => {
      for (const listener of listeners) listener(message);
    },
    (reason) => stop('exited', reason),
    MESSAGE_BYTES,
  );
  const channel = child.stdio[3] as Readable;
  channel.on('data', (chunk: Buffer) => messages.add(chunk));
  channel.on('error', () => undefined);
  child.unref();
  for (const stream of child.stdio) (stream as Socket | null)?.unref?.();
  const ended = new Promise<ServiceEnd>((resolve) => {
    const over = (end: ServiceEnd): void => {
      if (isOver) return;
      isOver = true;
      tree.bury();
      for (const stream of child.stdio) stream?.destroy();
      resolve(end);
    };
    const conclude = (code: number | null): void =>
      over({
        ...(why ?? { how: 'exited' }),
        tail: output.text(),
        ...(code === null ? {} : { exitCode: code }),
      });
    child.on('error', (error) => over({ how: 'not-started', tail: '', reason: error.message }));
    child.on('exit', (code) => {
      // What it wrote last may still be on its way, but nobody is to hold its streams open.
      tree.bury();
      setTimeout(() => conclude(code), DRAIN_MS).unref();
    });
    child.on('close', conclude);
  });
  return {
    pid: child.pid,
    ...(tree.sandbox === undefined ? {} : { sandbox: tree.sandbox }),
    send: (message) => {
      if (!isOver && input.writable) input.write(lineOf(message));
    },
    onMessage: (listener) => {
      listeners.push(listener);
    },
    ended,
    megabytes: () => (isOver ? 0 : tree.megabytes()),
    end: () => stop('ended'),
  };
}

/** Some readers of lines also end one at the two separators that JSON leaves as they are. */
function lineOf(message: unknown): string {
  const text = JSON.stringify(message).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
  return `${text}\n`;
}

function notStarted(reason: string): Service {
  return {
    pid: undefined,
    send: () => undefined,
    onMessage: () => undefined,
    ended: Promise.resolve({ how: 'not-started', tail: '', reason }),
    megabytes: () => 0,
    end: () => undefined,
  };
}
