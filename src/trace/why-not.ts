import type { Candidate, Comparison, Outcome } from '../loop/types.ts';

/**
 * Why a patch that passed as well was not the one, in a sentence: what it does otherwise, or that it does the same and
 * is believed less.
 */
export function whyNot(
  other: Candidate,
  outcome: Pick<Outcome, 'candidate' | 'undecided'>,
  comparison: Comparison | undefined,
): { readonly differs: boolean; readonly why: string } {
  const chosen = outcome.candidate?.id;
  const behaviour = (id: string | undefined) =>
    comparison?.behaviours.find(({ candidate }) => candidate === id);
  const [own, its] = [behaviour(chosen), behaviour(other.id)];
  if (own === undefined || its === undefined || comparison === undefined)
    return { differs: false, why: 'it passes the same tests; nothing else tells them apart' };
  if (own.cluster === its.cluster)
    return {
      differs: false,
      why: `it does the same on all ${comparison.inputs} inputs that were tried${its.size > own.size ? ', with a larger edit' : ''}`,
    };
  const resultOf = (cluster: number, results: Comparison['differences'][number]['results']) =>
    results.find((one) => one.cluster === cluster)?.result;
  const telling = comparison.differences.find(
    ({ results }) => resultOf(own.cluster, results) !== resultOf(its.cluster, results),
  );
  const said = [
    telling === undefined
      ? 'it does something else'
      : `for ${telling.input} it gives ${resultOf(its.cluster, telling.results) ?? 'nothing'}, the chosen one ${resultOf(own.cluster, telling.results) ?? 'nothing'}`,
    ...(its.green.of > 0 && its.green.kept < its.green.of && its.green.kept < own.green.kept
      ? [`it changes ${its.green.of - its.green.kept} of ${its.green.of} results that tests rely on`]
      : []),
    ...(its.broke > own.broke ? [`it fails on ${its.broke} inputs that worked before`] : []),
    ...its.irregular.slice(0, 1),
    ...believed(other.id, outcome.undecided),
  ];
  return { differs: true, why: said.join('; ') };
}

function believed(id: string, undecided: Outcome['undecided']): readonly string[] {
  const credence = undecided?.candidates.find(({ candidate }) => candidate === id)?.credence;
  return credence === undefined ? [] : [`believed ${Math.round(credence * 100)}%`];
}
