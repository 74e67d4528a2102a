import { mkdir, readFile, realpath, rm } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { PatchedFile } from '../engine/protocol.ts';

export type Applied =
  | { readonly kind: 'applied'; readonly paths: readonly string[] }
  /** Nothing was written. */
  | { readonly kind: 'refused'; readonly reason: string };

const BOM = '\uFEFF';

/** Writes a verified patch into the folder, all of it or nothing: refused when a file is no longer what was verified. */
export async function applyPatch(folder: string, patch: readonly PatchedFile[]): Promise<Applied> {
  const root = await realpath(folder);
  const writes: { readonly path: string; readonly text: string | undefined }[] = [];
  for (const file of patch) {
    const path = join(root, file.path);
    const parent = await nearestRealFolder(dirname(path));
    if (parent !== root && !parent.startsWith(root + sep))
      return refuse(`${file.path} leads out of ${folder}`);
    const now = await readFile(path, 'utf8').catch(() => undefined);
    const mark = now?.startsWith(BOM) ? BOM : '';
    if ((now === undefined ? undefined : now.slice(mark.length)) !== file.before) {
      return refuse(
        `${file.path} has changed since the patch was verified. Run again to verify against what is there now`,
      );
    }
    writes.push({ path, text: file.after === undefined ? undefined : mark + file.after });
  }
  for (const { path, text } of writes) {
    if (text === undefined) {
      await rm(path);
      continue;
    }
    await mkdir(dirname(path), { recursive: true });
    await writeFileAtomic(path, text);
  }
  return { kind: 'applied', paths: patch.map((file) => file.path) };
}

function refuse(reason: string): Applied {
  return { kind: 'refused', reason: `${reason}; nothing was written.` };
}

/** Where a file in this folder would land: the folder itself, or the nearest one above it that exists. */
async function nearestRealFolder(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch {
    const above = dirname(folder);
    return above === folder ? folder : nearestRealFolder(above);
  }
}
