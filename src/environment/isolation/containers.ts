import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';

/*
 * A container is not among our processes: it goes on when they are killed. So what ends it is written down in the
 * temporary folder that it belongs to, before it is started.
 */

const FOLDER = 'containers';
const END_MS = 20_000;
const endSchema = z.tuple([z.enum(['docker', 'podman']), z.literal('rm'), z.literal('--force'), z.string()]);

/** Writes down the command that ends a container. */
export function noteContainer(lease: string, mark: string, end: readonly string[]): void {
  mkdirSync(join(lease, FOLDER), { recursive: true });
  writeFileSync(join(lease, FOLDER, mark), JSON.stringify(end));
}

/** Ends one container, if it still runs. Takes as long as its engine does. */
export function endContainer(lease: string, mark: string): void {
  const note = join(lease, FOLDER, mark);
  try {
    const [engine, ...args] = endSchema.parse(JSON.parse(readFileSync(note, 'utf8')));
    spawnSync(engine, args, { timeout: END_MS, stdio: 'ignore' });
    rmSync(note, { force: true });
  } catch {
    // It was ended before, or the note was never finished and so nothing was started.
  }
}

/** Ends every container that belongs to a temporary folder. */
export function endContainersOf(lease: string): void {
  let marks: readonly string[];
  try {
    marks = readdirSync(join(lease, FOLDER));
  } catch {
    return;
  }
  for (const mark of marks) endContainer(lease, mark);
}
