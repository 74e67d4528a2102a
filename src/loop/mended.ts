import { confirmed, type Episode, type Finalist } from './episode.ts';

/**
 * How much more often a right patch of a compile error than a wrong one makes failing tests pass, of which some were
 * failing for the same cause; and how much less often it leaves them all as they are.
 */
const LIKELIHOOD = { all: 12, some: 4, none: 0.2 } as const;

/** Confirmed patches that left every failing test failing, after which these tests are taken to have another cause. */
const UNRELATED = 4;

/**
 * How tests that failed before, and are no part of the target, speak for a patch of a compile error: as a likelihood
 * ratio. 1 where no whole suite was run with it, where none failed, and where nothing mends any of them.
 */
export function mending(finalist: Finalist, episode: Episode): number {
  const { survey, target } = episode.situation;
  if (target.kind !== 'diagnostic' || finalist.confirmation === undefined) return 1;
  const failing = (survey.tests?.results ?? []).filter(
    ({ id, status }) => status === 'failed' && !survey.flaky.includes(id),
  );
  const broken = survey.tests?.fileErrors ?? [];
  const wanted = failing.length + broken.length;
  if (wanted === 0) return 1;
  const count = ({ confirmation }: Finalist): number => {
    const passed = (confirmation?.tests ?? []).filter(({ status }) => status === 'passed');
    const ids = new Set(passed.map(({ id }) => id));
    const files = new Set(passed.map(({ file }) => file));
    return (
      failing.filter(({ id }) => ids.has(id)).length + broken.filter(({ file }) => files.has(file)).length
    );
  };
  const mended = count(finalist);
  if (mended === wanted) return LIKELIHOOD.all;
  if (mended > 0) return LIKELIHOOD.some;
  const looked = confirmed(episode);
  return looked.length >= UNRELATED && looked.every((each) => count(each) === 0) ? 1 : LIKELIHOOD.none;
}
