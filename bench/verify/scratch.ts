import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'credence-bench-run-';
let own: string | undefined;

/** A new folder that goes away with this process at the latest. */
export function scratchFolder(name: string): string {
  own ??= makeOwn();
  return mkdtempSync(join(own, `${name}-`));
}

/** Removes all of them. */
export function removeScratch(): void {
  if (own !== undefined) rmSync(own, { recursive: true, force: true });
}

function makeOwn(): string {
  // What runs that were killed left behind goes first.
  for (const entry of readdirSync(tmpdir()).filter((each) => each.startsWith(PREFIX))) {
    const pid = Number(entry.slice(PREFIX.length));
    if (!isAlive(pid)) rmSync(join(tmpdir(), entry), { recursive: true, force: true });
  }
  const folder = join(tmpdir(), `${PREFIX}${process.pid}`);
  mkdirSync(folder, { recursive: true });
  return folder;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
