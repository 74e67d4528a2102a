import type { Proposal } from '../../loop/ports.ts';
import type { PromptContext } from '../../loop/rooms.ts';
import type { Candidate } from '../../loop/types.ts';
import { attemptsText, editText } from './evidence.ts';
import type { Method } from './method.ts';
import { failedDrafts, waysOfFailing } from './past.ts';
import { always } from './prompt.ts';
import type { Heard } from './sitting.ts';

const REFINE = `Several drafts of yours were distilled below. Compare what they take the cause to be, keep what holds against the evidence, and write one edit that is better than each.`;

/** Drafts at once. Their temperature is high, since alike drafts teach nothing. */
const DRAFTS = 3;
/** Characters of the workspace that one draft may take: what is read next must not grow with the drafts. */
const DISTILLED = 900;

interface Draft {
  readonly edits: Candidate['edits'];
  readonly note: string;
  readonly by: Heard['by'];
  /** How many replies said the same. */
  readonly votes: number;
}

/**
 * Drafts side by side, distilled into a workspace of bounded size, and refined from it (Madaan et al., 2025: parallel,
 * distill, refine).
 */
export const parallelDrafts: Method = {
  name: 'parallel-drafts',
  summary:
    'Asks the language model for several drafts at once, distills them, and asks for one that is better.',
  cost: { seconds: 20, tokens: 14000 },
  suits: (situation) => {
    const ways = waysOfFailing(situation);
    const { tokens } = situation.remaining;
    if (tokens < 12_000)
      return { fit: 0, later: true, why: 'the tokens that are left do not pay for several drafts' };
    return ways < 2
      ? { fit: 0.1, why: 'single drafts are cheaper while few have failed' }
      : { fit: 0.8, why: `${failedDrafts(situation).length} drafts failed in ${ways} different ways` };
  },
  begin:
    ({ context }) =>
    async (sitting): Promise<Proposal> => {
      const attempts = always(
        ...(['attempts', 'Tried before, and what happened'] as const),
        ...([attemptsText(sitting.situation, context.sources, undefined), 0.12, true] as const),
      );
      const heard = await Promise.all(
        Array.from({ length: DRAFTS }, (_, nth) =>
          sitting.ask({ rules: '', temperature: 0.9, nth, longest: 2048, parts: [attempts] }),
        ),
      );
      const replies = heard.filter((each) => each.kind === 'reply');
      const [failed] = heard.filter((each) => each.kind === 'ended');
      if (replies.length === 0 && failed !== undefined) {
        const { proposal } = failed;
        return sitting.end(
          proposal.kind === 'exhausted' ? 'exhausted' : 'rejected',
          'reason' in proposal ? proposal.reason : '',
        );
      }
      const readings = replies.map((reply) => ({ reply, reading: sitting.read(reply) }));
      const drafts = distinct(
        readings.flatMap(({ reply, reading }) =>
          reading.kind === 'edits' ? [{ ...reading, by: reply.by }] : [],
        ),
      );
      const [best] = drafts;
      if (best === undefined) {
        const reasons = readings.flatMap(({ reading }) =>
          reading.kind === 'refused' ? [reading.reason] : [],
        );
        return sitting.end('rejected', `none of ${DRAFTS} drafts could be used: ${reasons[0] ?? ''}`);
      }
      const told = `${drafts.length} different drafts of ${DRAFTS}`;
      if (drafts.length === 1)
        return sitting.candidate(best.edits, best.by, {
          part: 'agreed',
          title: 'agreed draft',
          why: `${best.votes} of ${DRAFTS} drafts say the same. ${best.note}`,
        });
      const refined = await sitting.ask({
        ...{ rules: REFINE, temperature: 0.2, nth: DRAFTS },
        parts: [
          attempts,
          always(
            'drafts',
            'Your drafts, distilled',
            drafts.map((draft, n) => distilled(draft, n, context)).join('\n\n'),
            0.3,
            true,
          ),
        ],
      });
      const reading = refined.kind === 'reply' ? sitting.read(refined) : undefined;
      // A draft that could be used is worth more than a refinement that cannot.
      if (refined.kind === 'ended' || reading?.kind !== 'edits')
        return sitting.candidate(best.edits, best.by, {
          part: 'draft',
          title: 'draft',
          why: `${told}; the refinement could not be used. ${best.note}`,
        });
      return sitting.candidate(reading.edits, refined.by, {
        part: 'refined',
        title: 'refined draft',
        why: `${told}, refined. ${reading.note}`,
      });
    },
};

/** The drafts without repetitions, the most frequent first. */
function distinct(all: readonly Omit<Draft, 'votes'>[]): readonly Draft[] {
  const byEdits = new Map<string, Draft>();
  for (const draft of all) {
    const key = JSON.stringify(draft.edits);
    byEdits.set(key, { ...draft, votes: (byEdits.get(key)?.votes ?? 0) + 1 });
  }
  return [...byEdits.values()].toSorted((a, b) => b.votes - a.votes);
}

function distilled({ edits, note, votes }: Draft, at: number, { sources }: PromptContext): string {
  const text = `Draft ${at + 1}${votes > 1 ? ` (${votes} times)` : ''}: ${note}\n${edits.map((edit) => editText(edit, sources)).join('\n')}`;
  return text.length <= DISTILLED ? text : `${text.slice(0, DISTILLED)}…`;
}
