import type { Situation } from '../../loop/ports.ts';
import { attemptsText } from './evidence.ts';
import type { Method } from './method.ts';
import { always } from './prompt.ts';

/** Asks a language model for the edit outright, with the evidence in front of it and its failures behind it. */
export const directEdit: Method = {
  name: 'direct-edit',
  summary: 'Asks the language model for an edit, showing it the failure and the suspected code.',
  cost: { seconds: 8, tokens: 3000 },
  looksForRivals: true,
  /** How well the evidence serves a prompt; the belief in the skill itself is the strategy's to draw. */
  suits: ({ suspects }, { model }) =>
    suspects.length === 0
      ? { fit: 0.5, why: `${model.name} is at hand; where the fault lies is unknown` }
      : {
          fit: 1,
          why: `${model.name} is at hand, with a failure and ${suspects.length} suspects to show it`,
        },
  begin: ({ context }) => {
    /** Why the last reply was refused; the next prompt says so. */
    let refusal = '';
    let again = false;
    return async (sitting) => {
      const { situation } = sitting;
      const repairs = repairedBy(situation);
      const { critique } = situation;
      const advice =
        critique === undefined || repairs === undefined
          ? ''
          : `Improve on ${repairs}: ${critique.advice}. Edits still apply to the code as shown above.`;
      const heard = await sitting.ask({
        rules: '',
        temperature: again ? 0.7 : 0.2,
        parts: [
          always(
            ...(['attempts', 'Tried before, and what happened'] as const),
            ...([attemptsText(situation, context.sources, repairs), 0.15, true] as const),
          ),
          always('critique', 'Now', advice, 0.04),
          always('refusal', 'Your last reply could not be used', refusal, 0.04),
        ],
      });
      if (heard.kind === 'ended') return heard.proposal;
      again = true;
      const reading = sitting.read(heard);
      const proposal =
        reading.kind === 'refused'
          ? sitting.end('rejected', reading.reason)
          : sitting.candidate(reading.edits, heard.by, {
              part: repairs === undefined ? 'fresh' : 'repair',
              why: reading.note || (repairs === undefined ? 'asked for outright' : `mends ${repairs}`),
            });
      refusal = proposal.kind === 'rejected' ? proposal.reason : '';
      return proposal;
    };
  },
};

function repairedBy({ steps, critique }: Situation): string | undefined {
  return steps.find((step) => step.candidate.id === critique?.candidate)?.candidate.id;
}
