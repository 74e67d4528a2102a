import { isOnInput, readsAsValue } from './said-value.ts';
import type { Answered, Outcome, Task } from './types.ts';

type Told = Pick<Task, 'request' | 'answers'>;

/**
 * What the person said, the answers to earlier questions included: the words that tell what is wanted. What an input
 * should give is not among them: `throws TypeError` is a result that a patch is held to, and asks for nothing.
 */
export function wantedText({ request, answers = [] }: Told): string {
  return joined(
    request,
    answers.filter(({ question }) => !isOnInput(question)),
  );
}

/** Everything that the person said in words, which the rules hold for: also where only a result was asked for. */
export function saidText({ request, answers = [] }: Told): string {
  return joined(
    request,
    answers.filter(({ question, answer }) => !(isOnInput(question) && readsAsValue(answer))),
  );
}

function joined(request: string, answers: readonly Answered[]): string {
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
