import * as z from 'zod/mini';
import type { Situation } from '../../loop/ports.ts';
import type { Question } from '../../loop/types.ts';
import { attemptsText } from './evidence.ts';
import type { Method } from './method.ts';
import { failedDrafts, waysOfFailing } from './past.ts';
import { always } from './prompt.ts';
import { isVague } from './vague.ts';

const FORM = `Do not write code now. Decide whether one fact that only the person knows keeps you from the right change. If so, reply with one question and two to four answers to choose from, which lead to different changes, as JSON and nothing else:
{"question": "…?", "options": ["…", "…"]}
Ask about behaviour that is wanted, in the person's words; never for code, files, permission or secrets. If nothing is missing, reply {"question": null}.`;

const sentence = (most: number) => z.string().check(z.minLength(2), z.maxLength(most));
const schema = z.object({
  question: z.nullable(sentence(240)),
  options: z.optional(z.array(sentence(120)).check(z.minLength(2), z.maxLength(4))),
});

/** Questions in which a model tries to get what it is not to have. */
const IMPROPER =
  /\b(passwords?|api[ -]?keys?|tokens?|secrets?|credentials?|run (this|the following)|paste|upload)\b/i;

/** Two bad replies, and the question is not worth a third. */
const PATIENCE = 2;

/** Asks the person one good question with options, where what is wanted is not told. */
export const clarify: Method = {
  name: 'clarify',
  summary: 'Has the language model find the one question whose answer decides what is wanted, and asks it.',
  cost: { seconds: 6, tokens: 2500 },
  isOpen: true,
  suits: (situation) => {
    const { target } = situation;
    if (target.kind === 'open-request' && target.tests.length + target.files.length === 0)
      return isVague(situation.task)
        ? { fit: 0.9, why: 'nothing fails, and the request leaves open what is wanted' }
        : { fit: 0.1, why: 'nothing fails, but the request says what is wanted' };
    const ways = waysOfFailing(situation);
    return ways < 3
      ? { fit: 0, later: true, why: 'what fails says what is wanted' }
      : {
          fit: 0.15,
          why: `${failedDrafts(situation).length} edits failed in ${ways} ways: something may not be told`,
        };
  },
  begin: ({ context }) => {
    let refusal = '';
    let bad = 0;
    return async (sitting) => {
      const heard = await sitting.ask({
        ...{ rules: '', reply: FORM, temperature: refusal === '' ? 0.2 : 0.6, longest: 500 },
        parts: [
          always(
            'attempts',
            'Tried before, and what happened',
            attemptsText(sitting.situation, context.sources, undefined),
            0.12,
            true,
          ),
          always('refusal', 'Your last reply could not be used', refusal, 0.04),
        ],
      });
      if (heard.kind === 'ended') return heard.proposal;
      const read = readQuestion(heard.text, sitting.situation);
      if (read === 'none') return sitting.end('exhausted', 'the model has nothing to ask');
      if ('problem' in read) {
        refusal = read.problem;
        bad += 1;
        sitting.refuse(heard.by);
        return sitting.end(bad < PATIENCE ? 'rejected' : 'exhausted', read.problem);
      }
      return sitting.question({
        text: context.redact(read.text),
        options: read.options.map((option) => context.redact(option)),
      });
    };
  },
};

function readQuestion(text: string, { task }: Situation): Question | 'none' | { readonly problem: string } {
  const json = /\{[\s\S]*\}/.exec(text)?.[0];
  let raw: unknown;
  try {
    raw = JSON.parse(json ?? '');
  } catch {
    return { problem: 'The reply is not the JSON that was asked for.' };
  }
  const parsed = schema.safeParse(raw);
  if (!parsed.success) return { problem: 'The reply needs one question and two to four short options.' };
  const { question, options = [] } = parsed.data;
  if (question === null) return 'none';
  const plain = oneLine(question);
  const choices = [...new Set(options.map(oneLine))];
  if (choices.length < 2) return { problem: 'The question needs at least two different options.' };
  if ((plain.match(/\?/g) ?? []).length !== 1)
    return { problem: 'Ask one question, which ends in one question mark.' };
  if (IMPROPER.test([plain, ...choices].join(' ')))
    return { problem: 'Ask about behaviour, never for secrets or for commands to be run.' };
  if ((task.answers ?? []).some((each) => alike(each.question, plain)))
    return { problem: 'That was asked and answered already: it stands in the task.' };
  if (plain.toLowerCase() === task.request.trim().toLowerCase())
    return { problem: 'The question repeats the request.' };
  return { text: plain, options: choices };
}

/** The same question but for its case and its marks. */
function alike(one: string, other: string): boolean {
  const words = (text: string): string =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  return words(one) === words(other);
}

/** Without line breaks and control characters, which could pose as something of ours. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
}
