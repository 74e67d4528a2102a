import { clustersOf, formOf } from './clusters.ts';
import type { Episode } from './episode.ts';
import type { Ending, Step } from './types.ts';

/** Different edits that have to run into the same wall before a person is called. */
const ENOUGH = 2;

/**
 * What only a person can settle at the end of a search without a patch: undefined where nothing points to one.
 *
 * Two signs: different edits of a model reach all that was asked for and break the same passing test, so that the two
 * seem to contradict each other; or they all fail in the very same way, so that what is missing is not another try.
 */
export function escalation(episode: Episode): Extract<Ending, { kind: 'ask' | 'escalate' }> | undefined {
  const { target } = episode.situation;
  const asking = new Set(episode.prospects.keys());
  for (const card of episode.skills) if (card.cost.tokens > 0) asking.add(card.name);
  const own = episode.steps.filter(({ candidate }) => asking.has(candidate.skills[0]));
  const wanted = [...target.tests, ...target.files];

  const torn = different(
    own.filter(
      ({ observation: { fixed, broken } }) =>
        wanted.length > 0 && broken.length > 0 && wanted.every((id) => fixed.includes(id)),
    ),
  );
  const shared = torn[0]?.observation.broken.filter((id) =>
    torn.every(({ observation }) => observation.broken.includes(id)),
  )[0];
  const [test] = wanted;
  if (torn.length >= ENOUGH && shared !== undefined && test !== undefined) {
    return {
      kind: 'ask',
      reason: `${torn.length} different edits make “${nameOf(test)}” pass and break “${nameOf(shared)}”`,
      question: {
        text: `“${nameOf(test)}” and “${nameOf(shared)}” seem to ask for opposite things. Which one is right?`,
        options: [
          `“${nameOf(test)}” is right`,
          `“${nameOf(shared)}” is right`,
          'Both are; there is another way',
        ],
      },
    };
  }
  const [alike = []] = clustersOf(own);
  const [first] = alike;
  if (first !== undefined && different(alike).length > ENOUGH && alike.length >= own.length * 0.75) {
    return {
      kind: 'escalate',
      reason: `${different(alike).length} different edits of the model fail in the same way (${first.critique?.evidence ?? first.observation.signature}), so that another try would hardly help: a stronger model may, or you`,
    };
  }
  return undefined;
}

function different(steps: readonly Step[]): readonly Step[] {
  return [...new Map(steps.map((step) => [formOf(step.candidate), step])).values()];
}

function nameOf(test: string): string {
  return test.slice(test.lastIndexOf('::') + 1).replace(/^:+/, '');
}
