import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';

/*
 * Inputs that nobody wrote could delete or send what no test would. While they run, what writes to the disk, starts a
 * process or reaches for the network throws, besides what a sandbox forbids.
 */

const WRITING =
  /^(?:append|chmod|chown|copy|cp|create(?:WriteStream)|fchmod|fchown|ftruncate|futimes|lchmod|lchown|link|lutimes|mkd|rename|rm|symlink|truncate|unlink|utimes|write|open)/;

type Functions = Record<string, unknown>;

function forbidden(): never {
  throw new Error('not while inputs are tried');
}

function targets(): readonly (readonly [object: Functions, names: readonly string[]])[] {
  const all = (object: object): readonly string[] =>
    Object.keys(object).filter((name) => typeof (object as Functions)[name] === 'function');
  const writing = (object: object): readonly string[] => all(object).filter((name) => WRITING.test(name));
  return [
    [fs as unknown as Functions, writing(fs)],
    [fs.promises as unknown as Functions, writing(fs.promises)],
    [childProcess as unknown as Functions, all(childProcess)],
    [http as unknown as Functions, ['request', 'get']],
    [https as unknown as Functions, ['request', 'get']],
    [net as unknown as Functions, ['connect', 'createConnection', 'createServer']],
    [net.Socket.prototype as unknown as Functions, ['connect']],
    [dgram as unknown as Functions, ['createSocket']],
    [process as unknown as Functions, ['kill', 'chdir', 'abort', 'setuid', 'setgid']],
    [globalThis as unknown as Functions, ['fetch', 'WebSocket']],
  ];
}

/** Runs a body that can neither write, nor start a process, nor connect by Node's own means. */
export async function harmlessly<T>(body: () => Promise<T>): Promise<T> {
  const undo: (() => void)[] = [];
  for (const [object, names] of targets()) {
    for (const name of names) {
      const descriptor = Object.getOwnPropertyDescriptor(object, name);
      if (descriptor?.configurable !== true) continue;
      Object.defineProperty(object, name, { value: forbidden, configurable: true, writable: true });
      undo.push(() => Object.defineProperty(object, name, descriptor));
    }
  }
  try {
    return await body();
  } finally {
    for (const back of undo) back();
  }
}
