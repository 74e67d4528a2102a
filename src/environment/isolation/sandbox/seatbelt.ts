import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import type { ConfineRequest } from './confinement.ts';
import { secretPlaces } from './secret-places.ts';

/** Devices that any program may write. */
const DEVICES = ['/dev/null', '/dev/zero', '/dev/tty', '/dev/dtracehelper', '/dev/stdout', '/dev/stderr'];

/**
 * A profile for `sandbox-exec` of macOS: all may be read but secrets, only what is its own may be written, and the
 * network is its own machine at most. The last rule that matches decides.
 */
export function seatbeltProfile(
  { sandbox, writable }: Pick<ConfineRequest, 'sandbox' | 'writable'>,
  home: string = homedir(),
): string {
  const own = [...new Set([sandbox.temporary, ...writable].flatMap((path) => [path, realOf(path)]))];
  return [
    '(version 1)',
    '(allow default)',
    ...(sandbox.network === 'none'
      ? [
          '(deny network*)',
          '(allow network* (local ip "localhost:*"))',
          '(allow network* (remote ip "localhost:*"))',
          // Sockets of its own; those of agents lie elsewhere.
          ...own.map((path) => `(allow network* (subpath ${quoted(path)}))`),
        ]
      : []),
    '(deny file-write*)',
    `(allow file-write* ${DEVICES.map((path) => `(literal ${quoted(path)})`).join(' ')})`,
    `(deny file-read* ${secretPlaces(home)
      .map((path) => `(subpath ${quoted(path)})`)
      .join(' ')})`,
    `(allow file-read* ${[...sandbox.readable, ...own].map((path) => `(subpath ${quoted(path)})`).join(' ')})`,
    `(allow file-write* ${own.map((path) => `(subpath ${quoted(path)})`).join(' ')})`,
  ].join('\n');
}

/** The kernel compares real paths, and the temporary folder of macOS lies behind a link. */
function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function quoted(path: string): string {
  return `"${path.replace(/[\\"]/g, '\\$&')}"`;
}
