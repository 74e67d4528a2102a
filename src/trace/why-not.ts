import type { Candidate, Comparison, Outcome } from '../loop/types.ts';
import { plural } from './layout.ts';

/** What an episode has seen of the patches that pass. */
export interface SeenOfRivals {
  readonly comparison: Comparison | undefined;
  /** By candidate: ids of the tests that failed with it; missing where none was run. */
  readonly failing: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Why a patch that passed as well was not the one, in a sentence: which tests it leaves failing, what it does otherwise,
 * or that it does the same and is believed less.
 * @returns whether it was seen to do something else
 */
export function whyNot(
  other: Candidate,
  { candidate: chosen, undecided }: Pick<Outcome, 'candidate' | 'undecided'>,
  { comparison, failing }: SeenOfRivals,
): { readonly differs: boolean; readonly why: string } {
  const own = failing.get(chosen?.id ?? '');
  const left = [...(failing.get(other.id) ?? [])].filter((id) => own !== undefined && !own.has(id));
  const said = [
    ...(left.length === 0
      ? []
      : [`it leaves ${plural(left.length, 'test')} failing that the chosen one mends`]),
    ...otherwise(chosen?.id, other.id, comparison),
  ];
  const differs = said.length > 0;
  if (!differs) said.push(alike(chosen?.id, other.id, comparison));
  const credence = undecided?.candidates.find(({ candidate }) => candidate === other.id)?.credence;
  if (credence !== undefined) said.push(`believed ${Math.round(credence * 100)}%`);
  return { differs, why: said.join('; ') };
}

function otherwise(
  chosen: string | undefined,
  other: string,
  comparison: Comparison | undefined,
): readonly string[] {
  const [own, its] = [chosen, other].map((id) =>
    comparison?.behaviours.find(({ candidate }) => candidate === id),
  );
  if (own === undefined || its === undefined || own.cluster === its.cluster) return [];
  const differences = comparison?.differences ?? [];
  const told = differences.flatMap(({ input, results }) => {
    const of = (cluster: number) => results.find((one) => one.cluster === cluster)?.result ?? 'nothing';
    const [ours, theirs] = [of(own.cluster), of(its.cluster)];
    return ours === theirs ? [] : [`for ${input} it gives ${theirs}, the chosen one ${ours}`];
  });
  const changed = own.green.kept - its.green.kept;
  const refused = (its.directed?.refused ?? 0) - (own.directed?.refused ?? 0);
  return [
    told[0] ?? 'it does something else',
    ...(changed > 0 ? [`it changes ${plural(changed, 'result')} that tests rely on`] : []),
    ...(its.broke > own.broke ? [`it fails on ${plural(its.broke, 'input')} that worked before`] : []),
    ...(refused > 0 ? [`it refuses ${plural(refused, 'input')} that no failing test is about`] : []),
    ...its.irregular.slice(0, 1),
  ];
}

function alike(chosen: string | undefined, other: string, comparison: Comparison | undefined): string {
  const [own, its] = [chosen, other].map((id) =>
    comparison?.behaviours.find(({ candidate }) => candidate === id),
  );
  if (comparison === undefined || own === undefined || its === undefined)
    return 'it passes the same tests and was believed less';
  const larger = its.size > own.size ? ', with a larger edit' : '';
  return `it does the same on all ${plural(comparison.inputs, 'input')} that were tried${larger}`;
}
