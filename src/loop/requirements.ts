import type { Question, Task } from './types.ts';
import { answerTo } from './wanted.ts';

const SENTENCES = /[.;!\n]+|,\s+(?=but\b|and\b|yet\b)/;
const WHICH = 'Which of the two is meant?';
const DEMAND =
  /^(?:.*?\b)?(?<subject>[\w.`"“”'-]+(?:\(\))?)\s+(?:must|should|shall|has\s+to|needs\s+to)\s+(?<not>not\s+|never\s+)?(?<what>.+)$/i;

interface Demand {
  readonly sentence: string;
  readonly subject: string;
  readonly negated: boolean;
  readonly what: string;
}

/**
 * Two sentences of the request that ask for opposite things of the same: one that a thing must do something, the other
 * that it must not. Undefined where there are none, or the person has said which is meant; what is not said in these
 * words is not found.
 */
export function contradiction(
  task: Pick<Task, 'request' | 'answers'>,
): { readonly reason: string; readonly question: Question } | undefined {
  if (answerTo(WHICH, task) !== undefined) return undefined;
  const demands = task.request.split(SENTENCES).flatMap((sentence): Demand[] => {
    const groups = DEMAND.exec(sentence.trim())?.groups;
    if (groups === undefined) return [];
    const { subject = '', not, what = '' } = groups;
    return [
      { sentence: sentence.trim(), subject: plain(subject), negated: not !== undefined, what: plain(what) },
    ];
  });
  for (const [at, one] of demands.entries()) {
    const other = demands
      .slice(at + 1)
      .find(
        ({ subject, negated, what }) =>
          what === one.what && negated !== one.negated && (subject === one.subject || subject === 'it'),
      );
    if (other === undefined) continue;
    return {
      reason: `The request contradicts itself: “${one.sentence}” and “${other.sentence}”.`,
      question: { text: WHICH, options: [one.sentence, other.sentence] },
    };
  }
  return undefined;
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[`"“”'()]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
