import { chmod, lstat, mkdir, readFile, rmdir, symlink, unlink } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import ignore from 'ignore';
import writeFileAtomic from 'write-file-atomic';
import { throughLink } from '../../environment/isolation/links.ts';
import { isNeverSource } from '../../environment/isolation/list-files.ts';
import { Blobs } from './blobs.ts';
import type { Manifest } from './manifest.ts';

/** What a restore did, or the sentence that says why it did nothing. */
export type PutBack =
  | {
      readonly kind: 'restored';
      readonly written: number;
      readonly removed: number;
      /** Paths that could not be written, with the reason. */
      readonly failed: readonly string[];
    }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Makes the folder what it was: contents, permissions, links, files that went and files that came. What is ignored,
 * then or now, and what was not kept is left alone.
 * @param now the folder as it is; only what is kept there is ever removed
 */
export async function putBack(
  folder: string,
  wanted: Manifest,
  now: Manifest,
  blobs: Blobs,
): Promise<PutBack> {
  const missing = wanted.files.find(({ hash }) => !blobs.has(hash));
  if (missing !== undefined)
    return { kind: 'refused', reason: `its text of ${missing.path} is gone. Nothing was changed.` };
  const outside = [...wanted.files, ...wanted.links].find(({ path }) => !isInside(path));
  if (outside !== undefined)
    return {
      kind: 'refused',
      reason: `it names ${outside.path}, which is not in this folder. Nothing was changed.`,
    };
  const { removed, changed } = await removeNew(folder, wanted, now, blobs);
  let written = 0;
  const failed: string[] = [...changed];
  const attempt = async (path: string, write: () => Promise<boolean>): Promise<void> => {
    // Where a folder was replaced by a link, writing would reach another place.
    if (isBehindLink(folder, path)) {
      failed.push(`${path}: its folder is a link now`);
      return;
    }
    try {
      if (await write()) written += 1;
    } catch (error) {
      failed.push(`${path}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const nowLinks = new Map(now.links.map(({ path, target }) => [path, target]));
  const kept = new Set([...now.files.map(({ path }) => path), ...nowLinks.keys()]);
  const nowHashes = new Map(now.files.map(({ path, hash }) => [path, hash]));
  for (const file of wanted.files)
    await attempt(file.path, () =>
      writeFile(join(folder, file.path), file, blobs, {
        isKept: kept.has(file.path),
        hash: nowHashes.get(file.path),
      }),
    );
  for (const { path, target } of wanted.links)
    if (nowLinks.get(path) !== target)
      await attempt(path, () => writeLink(join(folder, path), target, kept.has(path)));
  return { kind: 'restored', written, removed, failed };
}

/** What is ignored, too large or unreadable now could not be brought back: it must not be lost. */
const NOT_KEPT = 'what is there now could not be kept, so it was left alone';
/** Written by somebody after the state of now was kept: the only copy of it is there. */
const CHANGED = 'it was changed while the checkpoint was restored, so it was left alone';

/** False when it is so already. */
async function writeFile(
  file: string,
  { hash, mode }: { readonly hash: string; readonly mode: number },
  blobs: Blobs,
  now: { readonly isKept: boolean; readonly hash: string | undefined },
): Promise<boolean> {
  const stat = await lstat(file).catch(() => undefined);
  const found = stat?.isFile() === true ? Blobs.hashOf(await readFile(file)) : undefined;
  const isSame = found === hash;
  if (stat !== undefined && !isSame && !now.isKept) throw new Error(NOT_KEPT);
  if (found !== undefined && !isSame && found !== now.hash) throw new Error(CHANGED);
  if (stat?.isSymbolicLink()) await unlink(file);
  if (isSame && stat !== undefined && (stat.mode & 0o777) === mode) return false;
  if (!isSame) {
    const bytes = await blobs.get(hash);
    if (bytes === undefined) throw new Error('its kept text is damaged');
    await mkdir(dirname(file), { recursive: true });
    await writeFileAtomic(file, Buffer.from(bytes));
  }
  await chmod(file, mode);
  return true;
}

async function writeLink(file: string, target: string, isKept: boolean): Promise<boolean> {
  if (!isKept && (await lstat(file).catch(() => undefined)) !== undefined) throw new Error(NOT_KEPT);
  await unlink(file).catch(() => undefined);
  await mkdir(dirname(file), { recursive: true });
  await symlink(target, file);
  return true;
}

function isBehindLink(folder: string, path: string): boolean {
  const parent = posix.dirname(path);
  return parent !== '.' && throughLink(folder, parent);
}

/** Removes what was created since; what has changed after it was kept stays, and is told. */
async function removeNew(
  folder: string,
  wanted: Manifest,
  now: Manifest,
  blobs: Blobs,
): Promise<{ readonly removed: number; readonly changed: readonly string[] }> {
  if (wanted.isCut) return { removed: 0, changed: [] };
  const old = new Set([
    ...wanted.files.map(({ path }) => path),
    ...wanted.links.map(({ path }) => path),
    ...wanted.left,
  ]);
  const wasIgnored = await ignoredBy(wanted, blobs);
  const created = [...now.files, ...now.links]
    .map(({ path }) => path)
    .filter((path) => !old.has(path) && !wasIgnored(path));
  const hashes = new Map(now.files.map(({ path, hash }) => [path, hash]));
  const changed: string[] = [];
  for (const path of created) {
    if (isBehindLink(folder, path)) continue;
    const hash = hashes.get(path);
    const bytes = hash === undefined ? undefined : await readFile(join(folder, path)).catch(() => undefined);
    if (bytes !== undefined && Blobs.hashOf(bytes) !== hash) {
      changed.push(`${path}: ${CHANGED}`);
      continue;
    }
    await unlink(join(folder, path)).catch(() => undefined);
    for (let parent = posix.dirname(path); parent !== '.'; parent = posix.dirname(parent)) {
      // Fails where something is left in it, which is as it should be.
      if (
        !(await rmdir(join(folder, parent)).then(
          () => true,
          () => false,
        ))
      )
        break;
    }
  }
  return { removed: created.length - changed.length, changed };
}

/** By the ignore files of that time: what they hid was not kept, and may have been there. */
async function ignoredBy(wanted: Manifest, blobs: Blobs): Promise<(path: string) => boolean> {
  const rules = await Promise.all(
    wanted.files
      .filter(({ path }) => posix.basename(path) === '.gitignore')
      .map(async ({ path, hash }) => ({
        base: posix.dirname(path),
        rule: ignore().add(new TextDecoder().decode((await blobs.get(hash)) ?? new Uint8Array())),
      })),
  );
  return (path) =>
    rules.some(({ base, rule }) => {
      const within = base === '.' ? path : path.startsWith(`${base}/`) ? path.slice(base.length + 1) : '';
      return within !== '' && rule.ignores(within);
    });
}

function isInside(path: string): boolean {
  return (
    posix.normalize(path) === path &&
    !posix.isAbsolute(path) &&
    !/^\.\.?(\/|$)|^[A-Za-z]:|\\|\0/.test(path) &&
    !isNeverSource(path)
  );
}
