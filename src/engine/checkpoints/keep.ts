import { randomUUID } from 'node:crypto';
import { lstat, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { FILE_LIMIT, listFiles } from '../../environment/isolation/list-files.ts';
import type { Blobs } from './blobs.ts';
import type { KeptFile, Manifest } from './manifest.ts';

/** A larger file is left out and left alone. */
const LARGEST = 10 * 1024 * 1024;
/** A file that was written this shortly before it was read may have been written again in the same tick of the clock. */
const TICK_MS = 2_000;

/**
 * Reads the folder into the blobs. Nothing in the folder is written or locked, and git's own files are not looked at.
 * @param earlier what need not be read again because it looks unchanged
 * @param bytes that all files together may have; the largest are left out until the rest fits
 */
export async function keepFolder(
  folder: string,
  blobs: Blobs,
  {
    label,
    earlier,
    bytes,
  }: { readonly label: string; readonly earlier?: Manifest | undefined; readonly bytes: number },
  signal: AbortSignal,
): Promise<Manifest> {
  const now = new Date();
  const listed = await listFiles(folder, signal);
  const known = new Map(earlier?.files.map((file) => [file.path, file]));
  const since = earlier === undefined ? 0 : Date.parse(earlier.at);
  const sized = await Promise.all(
    listed.files.map(async (path) => ({
      path,
      stat: await lstat(join(folder, path)).catch(() => undefined),
    })),
  );
  const left = new Set<string>();
  let total = sized.reduce((sum, { stat }) => sum + (stat?.size ?? 0), 0);
  for (const { path, stat } of sized.toSorted((a, b) => (b.stat?.size ?? 0) - (a.stat?.size ?? 0))) {
    const size = stat?.size ?? 0;
    if (size <= LARGEST && total <= bytes) break;
    left.add(path);
    total -= size;
  }
  const files: KeptFile[] = [];
  for (const { path, stat } of sized) {
    signal.throwIfAborted();
    if (stat === undefined || left.has(path)) continue;
    const before = known.get(path);
    const looks = { size: stat.size, mtime: stat.mtimeMs, ctime: stat.ctimeMs };
    const isSame =
      before !== undefined &&
      before.size === looks.size &&
      before.mtime === looks.mtime &&
      before.ctime === looks.ctime &&
      looks.ctime < since - TICK_MS &&
      (await blobs.reuse(before.hash));
    const hash = isSame ? before.hash : await stored(join(folder, path), blobs);
    // One that cannot be read was there all the same: a restore must not take it for a new one.
    if (hash === undefined) left.add(path);
    else files.push({ path, hash, mode: stat.mode & 0o777, ...looks });
  }
  const links: Manifest['links'] = [];
  for (const path of listed.links) {
    const target = await readlink(join(folder, path)).catch(() => undefined);
    if (target !== undefined) links.push({ path, target });
  }
  const id = `${now.toISOString().replace(/\D/g, '').slice(0, 17)}-${randomUUID().slice(0, 8)}`;
  const isCut = listed.files.length > FILE_LIMIT;
  return { version: 1, id, label, at: now.toISOString(), isCut, files, links, left: [...left], unsaved: [] };
}

async function stored(file: string, blobs: Blobs): Promise<string | undefined> {
  const bytes = await readFile(file).catch(() => undefined);
  return bytes === undefined ? undefined : blobs.put(bytes);
}
