import { join } from 'node:path';
import type { CheckpointCard, FromEngine, ToEngine } from '../protocol.ts';
import { Blobs } from './blobs.ts';
import { keepFolder } from './keep.ts';
import {
  hashesOf,
  type Manifest,
  readManifest,
  readManifests,
  removeManifest,
  writeManifest,
} from './manifest.ts';
import { putBack } from './put-back.ts';

/*
 * States of a folder that can be put back. They are kept in the state folder, apart from the workspace and from git:
 * no commit, no index, no stash and no reference of the person's repository is read or written.
 */

type Question<Type extends ToEngine['type']> = Extract<ToEngine, { type: Type }>;

function shelf(stateFolder: string): { readonly folder: string; readonly blobs: Blobs } {
  const folder = join(stateFolder, 'checkpoints');
  return { folder, blobs: new Blobs(join(folder, 'blobs')) };
}

/** Keeps the folder as it is, then lets go of the oldest until no more than what may be kept is. */
export async function createCheckpoint(
  question: Question<'checkpoint'>,
  signal: AbortSignal,
): Promise<FromEngine> {
  const { folder, blobs } = shelf(question.stateFolder);
  const [earlier] = await readManifests(folder);
  const { label, bytes } = question;
  const kept = await keepFolder(question.folder, blobs, { label, earlier, bytes }, signal);
  const unsaved: Manifest['unsaved'] = [];
  for (const { path, text } of question.unsaved)
    unsaved.push({ path, hash: await blobs.put(new TextEncoder().encode(text)) });
  const state: Manifest = { ...kept, unsaved };
  // Who gave it up may have changed files while they were read.
  signal.throwIfAborted();
  await writeManifest(folder, state);
  await letGo(folder, blobs, question);
  return { ...(await answer(question.id, folder)), ...(state.left.length === 0 ? {} : { left: state.left }) };
}

export async function listCheckpoints(question: Question<'list-checkpoints'>): Promise<FromEngine> {
  return answer(question.id, shelf(question.stateFolder).folder);
}

/** Puts the folder back; the state before is kept first, so that this can be taken back as well. */
export async function restoreCheckpoint(
  question: Question<'restore'>,
  signal: AbortSignal,
): Promise<FromEngine> {
  const { id } = question;
  const { folder, blobs } = shelf(question.stateFolder);
  const wanted = await readManifest(folder, question.checkpoint);
  if (wanted === undefined)
    return { type: 'failed', id, message: 'this checkpoint is not there any more; choose another' };
  const label = `before going back to “${wanted.label}”`;
  const now = await keepFolder(
    question.folder,
    blobs,
    { label, earlier: wanted, bytes: Number.MAX_SAFE_INTEGER },
    signal,
  );
  await writeManifest(folder, now);
  const done = await putBack(question.folder, wanted, now, blobs);
  if (done.kind === 'refused')
    return { type: 'failed', id, message: `the checkpoint cannot be restored: ${done.reason}` };
  const unsaved: { path: string; text: string }[] = [];
  for (const { path, hash } of wanted.unsaved) {
    const bytes = await blobs.get(hash);
    if (bytes !== undefined)
      unsaved.push({ path, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) });
  }
  const { written, removed, failed } = done;
  return { type: 'restored', id, written, removed, failed, unsaved, before: now.id };
}

async function letGo(
  folder: string,
  blobs: Blobs,
  { keep, bytes }: { readonly keep: number; readonly bytes: number },
): Promise<void> {
  const all = await readManifests(folder);
  const named = new Set<string>();
  for (const [index, state] of all.entries()) {
    const more = new Set([...named, ...hashesOf(state)]);
    // The newest is what the person asked for just now.
    const fits = index === 0 || (index < keep && (await blobs.size(more)) <= bytes);
    if (fits) for (const hash of more) named.add(hash);
    else await removeManifest(folder, state.id);
  }
  await blobs.sweep(named, Date.now());
}

async function answer(id: string, folder: string): Promise<Extract<FromEngine, { type: 'checkpoints' }>> {
  const checkpoints = (await readManifests(folder)).map(cardOf);
  return { type: 'checkpoints', id, checkpoints };
}

function cardOf({ id, label, at, files, unsaved }: Manifest): CheckpointCard {
  return { id, label, at, files: files.length, unsaved: unsaved.length };
}
