import { findEpisode } from '../handbook/episodes.ts';
import { keepFate } from '../handbook/fates.ts';
import { openPriors, type PriorFolders } from '../handbook/priors/priors.ts';
import { learnFromSurvival, type Survival } from '../loop/survival.ts';
import type { FromEngine, ToEngine } from './protocol.ts';

/**
 * Notes what the person made of an accepted patch: weaker evidence than tests, and the only kind that comes later.
 */
export async function recordFate({
  id,
  stateFolder,
  userFolder,
  episode,
  fate,
  share,
  minutes,
}: Extract<ToEngine, { type: 'survived' }>): Promise<FromEngine> {
  const at = new Date().toISOString();
  const problem = keepFate(stateFolder, { at, episode, fate, share, minutes });
  if (problem !== undefined) return { type: 'failed', id, message: problem };
  const folders = { stateFolder, ...(userFolder === undefined ? {} : { userFolder }) };
  const complaints = await learnFate(folders, episode, { fate, share, minutes }, at);
  const [message] = complaints;
  return message === undefined ? { type: 'noted', id } : { type: 'failed', id, message };
}

/** What the fate teaches about the offer and its skills; nothing where the trace is gone. */
async function learnFate(
  folders: PriorFolders,
  episode: string,
  survival: Survival,
  at: string,
): Promise<readonly string[]> {
  const stored = await findEpisode(folders.stateFolder, episode);
  const ended = stored?.events.findLast((event) => event.type === 'outcome');
  const assessed = stored?.events.findLast((event) => event.type === 'assessed');
  if (ended === undefined || assessed === undefined) return [];
  const learned = learnFromSurvival(ended.outcome, assessed.assessment.target.kind, survival);
  const priors = openPriors(folders);
  return priors.record(learned, { episode, at, instead: 'survival' });
}
