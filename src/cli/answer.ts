import { openQuestion } from '../engine/answers.ts';
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
  const { question, options } = open;
  if (!open.takesAnswer)
    return {
      problem: `“${question}” is about the patch of that run, and takes no --answer. To take it with a test that was written for it, run again with --apply --accept-test; else add a test that tells, or say in a new request what should be different.`,
    };
  const chosen = optionIn(options, answer.trim());
  if (chosen === 'none')
    return {
      problem: `“${question}” has ${options.length} options: --answer takes one of their numbers, or your own words.`,
    };
  if (chosen === 'either')
    return {
      problem: `For “${question}”, ${answer.trim()} is an option and the number of another one. Say --answer '#${answer.trim()}' for the number, or --answer '"${answer.trim()}"' for the option itself.`,
    };
  const again = request === '' ? { request: open.request } : {};
  return { request: { resume: open.episode, answer: chosen.words, ...again } };
}

/** What is meant by a number, by the text of an option or by words of one's own. */
function optionIn(options: readonly string[], said: string): { readonly words: string } | 'none' | 'either' {
  const place = /^#?(\d{1,2})$/.exec(said)?.[1];
  const numbered = place === undefined ? undefined : options[Number(place) - 1];
  if (options.includes(said)) return numbered === undefined || numbered === said ? { words: said } : 'either';
  const quoted = /^"(.*)"$/s.exec(said)?.[1];
  if (quoted !== undefined && options.includes(quoted)) return { words: quoted };
  if (place === undefined || options.length === 0) return { words: said };
  if (numbered !== undefined) return { words: numbered };
  // Where the options are values, a number that none of them has is more likely one more value.
  const isValue = !said.startsWith('#') && options.some((option) => /^-?\d/.test(option));
  return isValue ? { words: said } : 'none';
}
