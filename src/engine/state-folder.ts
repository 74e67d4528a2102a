import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { MOST_EPISODES, removeOldEpisodes } from '../handbook/episode-limits.ts';

/**
 * Where the terminal keeps traces and evidence of a workspace: beside other programs' state, never in the workspace.
 * @param folder absolute, symbolic links resolved
 */
export function defaultStateFolder(folder: string, env: NodeJS.ProcessEnv = process.env): string {
  const base = baseFolder(env);
  const mark = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  return join(base, 'credence', `${basename(folder)}-${mark}`);
}

/** Where the terminal keeps what it learned over all workspaces. */
export function defaultUserFolder(env: NodeJS.ProcessEnv = process.env): string {
  return join(baseFolder(env), 'credence', 'user');
}

function baseFolder(env: NodeJS.ProcessEnv): string {
  return process.platform === 'win32'
    ? (env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'))
    : (env.XDG_STATE_HOME ?? join(homedir(), '.local', 'state'));
}

/** Removes traces of episodes that are too many. Returns a sentence where some were. */
export async function tidyStateFolder(stateFolder: string): Promise<string | undefined> {
  const removed = await removeOldEpisodes(stateFolder);
  if (removed === 0) return undefined;
  const megabytes = MOST_EPISODES.bytes / 1024 / 1024;
  const traces = removed === 1 ? '1 old trace was' : `${removed} old traces were`;
  return `${traces} removed from ${stateFolder}: the newest ${MOST_EPISODES.episodes} stay, up to ${megabytes} MB. With --state-folder all are kept.`;
}
