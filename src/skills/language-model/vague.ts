import type { Task } from '../../loop/types.ts';

/** Words that ask without saying what for. */
const EMPTY =
  /^(please|can|could|you|the|this|that|a|an|it|is|to|of|in|my|our|and|do|does|make|fix|improve|better|clean|up|work|works|working|issue|bug|problem|code|app|project|thing|things|something|stuff|nicer|good|well|help|me|not|broken|wrong|optimi[sz]e|refactor|handle)$/i;

/** Words with a meaning that a request needs at least, so that a test could be written from it. */
const ENOUGH = 4;

/** Whether a request says too little to write a test from: no code names, no values and hardly a word with a meaning. */
export function isVague({ request, focus, answers = [] }: Task): boolean {
  // Who was asked has told.
  if (answers.length > 0) return false;
  if (focus.kind !== 'workspace' && focus.kind !== 'file') return false;
  // A name in the style of code, a call, a quoted text or a number says what is meant.
  if (/[a-z][A-Z]|\w\(|["'`“”]|\d|\w_\w|\w\.\w/.test(request)) return false;
  const words = request.split(/[^\p{L}]+/u).filter((word) => word !== '' && !EMPTY.test(word));
  return words.length < ENOUGH;
}
