import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { removeOldEpisodes } from '../handbook/episode-limits.ts';

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

/** Removes traces of episodes that are too many. */
export async function tidyStateFolder(stateFolder: string): Promise<void> {
  await removeOldEpisodes(stateFolder);
}
