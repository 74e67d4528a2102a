import type { Episode } from './episode.ts';
import { meantBy, questionOn } from './said-value.ts';
import { answerTo } from './wanted.ts';

/** What a behaviour that gives another result than the person said keeps of its weight. */
const AGAINST = 0.01;
/**
 * How much seldomer a wrong patch that passes every test also gives what the person said, than a right one does: the
 * input was chosen because those that pass differ on it. Our own guess.
 */
const AGREED = 4;

/**
 * How the person's answers speak for what candidates do on the inputs that were asked about.
 * @param cluster the number of a behaviour; absent where nothing could be compared
 * @returns factors: of the behaviour's weight among its rivals, and of the odds that it is right and no accident
 */
export function answersFor(
  cluster: number | undefined,
  { comparison, situation }: Pick<Episode, 'comparison' | 'situation'>,
): { readonly weight: number; readonly odds: number } {
  let [weight, odds] = [1, 1];
  for (const { input, results } of comparison?.differences ?? []) {
    const said = answerTo(questionOn(input), situation.task);
    const own = results.find((each) => each.cluster === cluster)?.result;
    if (said === undefined || own === undefined) continue;
    const meant = meantBy(
      said,
      results.map(({ result }) => result),
    );
    if (meant === undefined) continue;
    if (own !== meant) weight *= AGAINST;
    odds *= own === meant ? AGREED : AGAINST;
  }
  return { weight, odds };
}
