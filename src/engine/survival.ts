import { join } from 'node:path';
import { openAppender } from '../handbook/appender.ts';
import type { FromEngine, ToEngine } from './protocol.ts';

/**
 * Notes what the person made of an accepted patch: weaker evidence than tests, and the only kind that comes later. One
 * line of `<state>/fates.jsonl` each; of several lines of one episode the last counts.
 */
export async function recordFate({
  id,
  stateFolder,
  episode,
  fate,
  share,
  minutes,
}: Extract<ToEngine, { type: 'survived' }>): Promise<FromEngine> {
  const appender = openAppender(join(stateFolder, 'fates.jsonl'));
  const at = new Date().toISOString();
  const problem = appender.append([JSON.stringify({ at, episode, fate, share, minutes })], true);
  appender.close();
  return problem === undefined ? { type: 'noted', id } : { type: 'failed', id, message: problem };
}
