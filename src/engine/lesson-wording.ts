import type { WordLesson } from '../handbook/worded-lessons.ts';
import { wordedBy } from '../handbook/wording.ts';
import type { LanguageModel, Sources } from '../loop/rooms.ts';
import type { Candidate } from '../loop/types.ts';

/** Milliseconds until a lesson keeps its mechanical wording. */
const PATIENCE = 20_000;

/**
 * Words lessons by the model of an episode, on the account of that episode. It is asked once a patch was accepted, so that
 * nobody waits for it and nothing is paid for what nobody took; what is sent is kept with the evidence.
 * @param signal once nobody can wait any more, the mechanical words stay
 */
export function lessonWording(
  model: LanguageModel | undefined,
  redact: (text: string) => string,
  signal: AbortSignal,
): WordLesson | undefined {
  if (model === undefined) return undefined;
  return (behavior) =>
    wordedBy(model, behavior, redact, AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]));
}

/**
 * Whether a model may be told what a patch teaches, which quotes what it changed.
 * @param visible the files that prompts may show
 */
export function mayBeTold(patch: Candidate | undefined, visible: Sources): boolean {
  return patch?.edits.every(({ path }) => visible.read(path) !== undefined) === true;
}
