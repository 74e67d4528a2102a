import { type Open, openQuestion } from '../engine/answers.ts';
import type { RunRequest } from '../engine/protocol.ts';
import type { Arguments } from './arguments.ts';

type Continued = Partial<Pick<RunRequest, 'request' | 'resume' | 'answer'>>;

/** What `--answer` adds to a request: the episode that asked, and the words of the option that was chosen. */
export async function answerFor(
  { answer, request }: Pick<Arguments, 'answer' | 'request'>,
  stateFolder: string,
): Promise<{ readonly request: Continued } | { readonly problem: string }> {
  if (answer === undefined) return { request: {} };
  const open = await openQuestion(stateFolder);
  if (open === undefined)
    return {
      problem:
        'The last run in this folder ended without a question, so there is nothing to answer. Run it without --answer.',
    };
  const chosen = optionIn(open, answer.trim());
  if (chosen === undefined)
    return {
      problem: `“${open.question}” has ${open.options.length} options: --answer takes one of their numbers, or your own words.`,
    };
  const again = request === '' ? { request: open.request } : {};
  return { request: { resume: open.episode, answer: chosen, ...again } };
}

/** The option that is meant by its text or its number, else the person's own words; undefined for a number too high. */
function optionIn({ options }: Open, said: string): string | undefined {
  // Where the options are values, what is said is more likely one of them than their number.
  const isValue = options.some((option) => /^-?\d/.test(option));
  if (options.includes(said) || options.length === 0 || !/^\d{1,2}$/.test(said)) return said;
  return options[Number(said) - 1] ?? (isValue ? said : undefined);
}
