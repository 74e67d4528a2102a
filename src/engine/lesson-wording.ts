import type { WordLesson } from '../handbook/worded-lessons.ts';
import { wordedBy } from '../handbook/wording.ts';
import type { LanguageModel } from '../loop/rooms.ts';
import { mayBeTold } from './behaviors.ts';

/** Milliseconds until a lesson keeps its mechanical wording. */
const PATIENCE = 20_000;

/**
 * Words lessons by the model of an episode, on the account of that episode. It is asked once a patch was accepted, so that
 * nobody waits for it and nothing is paid for what nobody took; what is sent is kept with the evidence. What quotes a file
 * that is hidden from models keeps its words: a lesson that was learned before may, whatever the patch has changed.
 * @returns what is asked with a signal: once nobody can wait any more, the mechanical words stay
 */
export function lessonWording(
  model: LanguageModel | undefined,
  folder: string,
  redact: (text: string) => string,
): (signal: AbortSignal) => WordLesson | undefined {
  if (model === undefined) return () => undefined;
  return (signal) => async (behavior) =>
    mayBeTold(folder, [behavior])(behavior)
      ? await wordedBy(model, behavior, redact, AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]))
      : undefined;
}
