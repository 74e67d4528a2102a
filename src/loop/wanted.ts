import type { Outcome, Task } from './types.ts';

/** What the person said, the answers to earlier questions included: the words that tell what is wanted. */
export function wantedText({ request, answers = [] }: Pick<Task, 'request' | 'answers'>): string {
  return [request, ...answers.map(({ answer }) => answer)].filter((text) => text.trim() !== '').join('\n');
}

/**
 * Whether an outcome's question is one whose answer the next episode can use. The others are about the patch at hand,
 * which a person takes or not.
 */
export function takesAnswer({ question, candidate, undecided, unconfirmedTest }: Outcome): boolean {
  if (question === undefined) return false;
  return candidate === undefined || (undecided?.telling !== undefined && unconfirmedTest === undefined);
}

/** What was answered to a question, where it was asked before. */
export function answerTo(question: string, { answers = [] }: Pick<Task, 'answers'>): string | undefined {
  return answers.findLast((each) => each.question === question)?.answer;
}
