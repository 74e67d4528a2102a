import type { Situation } from '../../loop/ports.ts';
import type { PromptPart, Sources } from '../../loop/rooms.ts';
import type { Step } from '../../loop/types.ts';
import { attemptText, evidenceOf } from './evidence.ts';
import type { Method } from './method.ts';
import { counted, failedDrafts } from './past.ts';
import { always } from './prompt.ts';

const RULES = `Mend the best candidate below. Say first, in one sentence, why its located evidence arises; then write the whole change anew against the files as shown, with what the candidate gets right. Do not go the way of the worst candidate.`;

/** Repairs in a row that did not raise the reward, after which another skill is worth more. */
const PATIENCE = 2;
/** Lines around the place of the evidence. */
const MARGIN = 6;

/**
 * Mends the best candidate with the located evidence against it, the worst one as a warning. A repair that does not raise
 * the reward is taken back: the next one starts from what was best before (Olausson et al., 2024, on self-repair).
 */
export const repairWithCritique: Method = {
  name: 'repair-with-critique',
  summary:
    'Shows the language model its best and worst candidate with the located evidence, and asks for a better one.',
  cost: { seconds: 10, tokens: 4000 },
  mends: true,
  suits: (situation) => {
    const failed = failedDrafts(situation).filter((step) => step.critique !== undefined);
    if (failed.length === 0) return { fit: 0, later: true, why: 'no candidate of a model has failed yet' };
    return { fit: 0.9, why: `${counted(failed.length, 'candidate')} failed with evidence that says where` };
  },
  begin: ({ context }) => {
    /** By id of a repair: what it was to improve on. */
    const bases = new Map<string, string>();
    let refusal = '';
    return async (sitting) => {
      const { situation } = sitting;
      const drafts = failedDrafts(situation);
      const rose = (step: Step): boolean => rises(step, bases, situation);
      const kept = drafts.filter((step) => step.critique !== undefined && rose(step));
      const lately = drafts.filter((step) => bases.has(step.candidate.id)).slice(-PATIENCE);
      if (lately.length === PATIENCE && !lately.some(rose))
        return sitting.end('exhausted', `${PATIENCE} repairs in a row did not raise the reward`);
      const base = baseOf(kept, situation);
      if (base?.critique === undefined) return sitting.end('exhausted', 'no candidate is left to mend');
      const worst = drafts.toSorted((a, b) => a.reward.total - b.reward.total)[0];
      const back = drafts
        .filter((step) => !rose(step))
        .map((step) => toldBack(step, bases, situation, context.sources));
      const { type, advice } = base.critique;
      const evidence = evidenceOf(base.critique, context.sources);
      const place = evidence === '' ? undefined : base.critique.place;
      const heard = await sitting.ask({
        ...{ rules: RULES, temperature: bases.size === 0 ? 0.3 : 0.7 },
        parts: [
          always('best', 'The best candidate', attemptText(base, context.sources), 0.15, true),
          ...located(base, context.sources),
          always(
            'critique',
            'What is wrong with it',
            `${type}: ${evidence}\n${place === undefined ? '' : `at ${place.path}:${place.line}`}`,
            0.08,
            true,
          ),
          always(
            'worst',
            'The worst candidate',
            worst === undefined || worst === base ? '' : attemptText(worst, context.sources),
            0.1,
            true,
          ),
          always('attempts', 'Repairs that were taken back', back.join('\n'), 0.08, true),
          always('critique', 'Now', `Improve on ${base.candidate.id}: ${advice}.`, 0.04),
          always('refusal', 'Your last reply could not be used', refusal, 0.04),
        ],
      });
      if (heard.kind === 'ended') return heard.proposal;
      const reading = sitting.read(heard);
      const floor = base.reward.total.toFixed(2);
      const proposal =
        reading.kind === 'refused'
          ? sitting.end('rejected', reading.reason)
          : sitting.candidate(reading.edits, heard.by, {
              ...{ part: type, title: 'repair' },
              why: `${reading.note ? `${reading.note} ` : ''}Mends ${base.candidate.id}; kept only if its reward rises above ${floor}.`,
            });
      if (proposal.kind === 'candidate') bases.set(proposal.candidate.id, base.candidate.id);
      refusal = proposal.kind === 'rejected' ? proposal.reason : '';
      return proposal;
    };
  },
};

/** Whether a candidate is more than the one that it was to improve on; what is no repair stands by itself. */
function rises(step: Step, bases: ReadonlyMap<string, string>, { steps }: Situation): boolean {
  const base = steps.find(({ candidate }) => candidate.id === bases.get(step.candidate.id));
  return base === undefined || step.reward.total > base.reward.total;
}

/** What regulation wants mended, unless it was taken back; else the best, the earlier one on a tie. */
function baseOf(kept: readonly Step[], { critique }: Situation): Step | undefined {
  return (
    kept.find(({ candidate }) => candidate.id === critique?.candidate) ??
    kept.toSorted((a, b) => b.reward.total - a.reward.total)[0]
  );
}

function toldBack(
  step: Step,
  bases: ReadonlyMap<string, string>,
  { steps }: Situation,
  sources: Sources,
): string {
  const base = steps.find(({ candidate }) => candidate.id === bases.get(step.candidate.id));
  return `${step.candidate.id} did not raise the reward (${step.reward.total.toFixed(2)}, ${base?.candidate.id} had ${base?.reward.total.toFixed(2)}): ${evidenceOf(step.critique, sources)}`;
}

/** The lines that the evidence points at. */
function located({ critique }: Step, sources: Sources): PromptPart[] {
  const place = critique?.place;
  const text = place === undefined ? undefined : sources.read(place.path);
  if (place === undefined || text === undefined) return [];
  const all = text.split(/\r\n|\n|\r/).length;
  const code = {
    path: place.path,
    from: Math.max(0, place.line - 1 - MARGIN),
    to: Math.min(all, place.line + MARGIN),
  };
  return [
    {
      source: place.path,
      heading: `Where the evidence lies: ${place.path}:${place.line}`,
      data: true,
      value: 0.95,
      code,
    },
  ];
}
