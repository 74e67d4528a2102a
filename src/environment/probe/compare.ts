import type { Agreement, Behaviour, Comparison, Difference } from '../../loop/types.ts';
import { regularitiesOf } from './regularities.ts';
import { shownCall, shownOutcome, type Words } from './render.ts';
import type { Input } from './synthesise.ts';
import { isTagged, type WireOutcome, type WireValue } from './wire-value.ts';

/** What one version did, by input. */
export type Outcomes = ReadonlyMap<number, WireOutcome>;

/** Equal for outcomes that nobody could tell apart. */
export function outcomeKey(outcome: WireOutcome): string {
  return JSON.stringify([outcome.kind, outcome.value, outcome.changed, outcome.receiver ?? null]);
}

export function matched(outcome: WireOutcome | undefined): outcome is WireOutcome {
  return outcome !== undefined && outcome.kind !== 'unmatched';
}

/** Inputs on which two runs of the same version did the same: the others depend on time, chance or order. */
export function steadyInputs(inputs: readonly Input[], first: Outcomes, second: Outcomes): readonly Input[] {
  return inputs.filter(({ id }) => {
    const one = first.get(id);
    const other = second.get(id);
    return one === undefined || other === undefined || outcomeKey(one) === outcomeKey(other);
  });
}

/** Numbers versions so that equal behaviour on all inputs has the same number, in the order of first sight. */
export function clustersOf(inputs: readonly Input[], versions: readonly Outcomes[]): readonly number[] {
  const numbers = new Map<string, number>();
  return versions.map((outcomes) => {
    const key = inputs
      .map(({ id }) => {
        const outcome = outcomes.get(id);
        return outcome === undefined ? '' : outcomeKey(outcome);
      })
      .join('\n');
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
}

/**
 * On how many near inputs two clusters do the same, by their numbers: of those that no test passes and that some cluster
 * changes. Where all do what the untouched program does, they would be alike however little they have in common.
 */
export function alikeOn(
  inputs: readonly Input[],
  untouched: Outcomes,
  versions: readonly { readonly cluster: number; readonly outcomes: Outcomes }[],
): NonNullable<Comparison['alike']> {
  const made = inputs.filter(({ isNear, isRecorded }) => isNear && !isRecorded);
  const byCluster = [...new Map(versions.map((version) => [version.cluster, version.outcomes]))]
    .toSorted(([a], [b]) => a - b)
    .map(([, outcomes]) => outcomes);
  const telling = made.filter(({ id }) =>
    byCluster.some((outcomes) => keyAt(outcomes, id) !== keyAt(untouched, id)),
  );
  const clusters = byCluster.map((outcomes) => telling.map(({ id }) => keyAt(outcomes, id)));
  const kept = clusters.map((own) =>
    clusters.map((other) => own.filter((key, index) => key === other[index]).length),
  );
  return { of: telling.length, kept };
}

type Measured = Pick<
  Behaviour,
  'green' | 'near' | 'far' | 'broke' | 'mended' | 'answered' | 'directed' | 'irregular'
>;

/**
 * How a version's behaviour differs from the untouched program's.
 * @param wasGreen whether the test of an input's call passed before
 * @param crashed whether the failing tests break down, instead of finding an answer wrong
 */
export function measured(
  inputs: readonly Input[],
  untouched: Outcomes,
  version: Outcomes,
  wasGreen: (input: Input) => boolean,
  crashed = false,
): Measured {
  const isCalled = ({ id }: Input): boolean => matched(untouched.get(id)) && matched(version.get(id));
  // What is only directed at a change says what it does there, and nothing of how far it reaches.
  const drawn = inputs.filter(({ isNear, isDirected = false }) => isNear || !isDirected);
  const both = drawn.filter(isCalled);
  const directed = inputs.filter(
    (input) => input.isDirected === true && isCalled(input) && isAnswer(untouched.get(input.id)),
  );
  const agreement = (of: readonly Input[]): Agreement => ({
    kept: of.filter(({ id }) => keyAt(untouched, id) === keyAt(version, id)).length,
    of: of.length,
  });
  const made = both.filter((input) => !input.isRecorded);
  const fails = (outcomes: Outcomes, id: number): boolean => isFailure(outcomes.get(id));
  return {
    green: agreement(both.filter((input) => input.isRecorded && wasGreen(input))),
    near: agreement(made.filter((input) => input.isNear)),
    far: agreement(made.filter((input) => !input.isNear)),
    broke: made.filter(
      ({ id, isNear }) => isNear && fails(version, id) && (!fails(untouched, id) || hangs(version.get(id))),
    ).length,
    mended: made.filter(({ id }) => fails(untouched, id) && !fails(version, id)).length,
    ...(crashed
      ? { answered: agreement(made.filter(({ id, isNear }) => isNear && isAnswer(untouched.get(id)))) }
      : {}),
    ...(directed.length === 0
      ? {}
      : {
          directed: {
            ...agreement(directed),
            refused: directed.filter(({ id, isBeside }) => isBeside === true && !isAnswer(version.get(id)))
              .length,
          },
        }),
    irregular: regularitiesOf(drawn, untouched, wasGreen).flatMap(({ sentence, holds }) =>
      both.some((input) => {
        const before = untouched.get(input.id);
        const after = version.get(input.id);
        return (
          input.isNear &&
          before !== undefined &&
          after !== undefined &&
          holds(input, before) === true &&
          holds(input, after) === false
        );
      })
        ? [sentence]
        : [],
    ),
  };
}

function keyAt(outcomes: Outcomes, id: number): string {
  const outcome = outcomes.get(id);
  return outcome === undefined ? '' : outcomeKey(outcome);
}

function hangs(outcome: WireOutcome | undefined): boolean {
  return outcome?.kind === 'hung';
}

/** Hung outcomes after which a version is not run on more inputs: what is missing then is taken for hung as well. */
const ENOUGH_HUNG = 3;

/** What a version did on inputs; one that was given up since it hung again and again hangs on the rest. */
export function outcomesOf(
  outcomes: readonly WireOutcome[],
  inputs: readonly { readonly id: number }[] = [],
): Outcomes {
  const known = new Map(outcomes.map((outcome) => [outcome.input, outcome]));
  if (outcomes.filter(hangs).length < ENOUGH_HUNG) return known;
  for (const { id } of inputs)
    if (!known.has(id)) known.set(id, { input: id, kind: 'hung', value: null, changed: [] });
  return known;
}

/** What no caller wants: an exception that the project does not word itself, an endless loop, no number, nothing in a list. */
export function isFailure(outcome: WireOutcome | undefined): boolean {
  if (outcome === undefined || outcome.kind === 'hung') return true;
  if (outcome.kind === 'threw') {
    const [, message] = isTagged(outcome.value) && outcome.value.t === 'array' ? outcome.value.v : [];
    return message === '';
  }
  return outcome.kind === 'returned' && holdsNoValue(outcome.value, 0);
}

function isAnswer(outcome: WireOutcome | undefined): boolean {
  return outcome?.kind === 'returned' && !isFailure(outcome);
}

function holdsNoValue(value: WireValue, depth: number): boolean {
  if (!isTagged(value) || depth > 4) return false;
  switch (value.t) {
    case 'number':
      return value.v === 'NaN';
    case 'undefined':
      return depth > 0;
    case 'array':
    case 'tuple':
    case 'set':
      return value.v.some((item) => holdsNoValue(item, depth + 1));
    case 'object':
      return value.v.some(([, item]) => isTagged(item) && item.t === 'number' && item.v === 'NaN');
    default:
      return false;
  }
}

/** Distinguishing inputs that are shown. */
const MOST_SHOWN = 4;

/**
 * Inputs on which clusters differ: usual ones first, then those that tell most clusters apart, and short ones. Of these few
 * the first that tells apart two clusters which those before it do not comes next.
 */
export function differencesOf(
  inputs: readonly Input[],
  untouched: Outcomes,
  versions: readonly { readonly cluster: number; readonly outcomes: Outcomes }[],
  words: Words,
): readonly Difference[] {
  const clusters = [...new Map(versions.map((version) => [version.cluster, version.outcomes]))];
  const told = inputs.flatMap((input) => {
    const results = clusters.flatMap(([cluster, outcomes]) => {
      const outcome = outcomes.get(input.id);
      return matched(outcome)
        ? [{ cluster, key: outcomeKey(outcome), result: shownOutcome(outcome, words) }]
        : [];
    });
    const isTold = new Set(results.map(({ key }) => key)).size > 1;
    // What differs in a field of an object alone reads the same.
    const kinds = new Set(results.map(({ result }) => result)).size;
    const text = shownCall(input.call.steps, new Map(input.args), words);
    const loops = clusters.some(([, outcomes]) => hangs(outcomes.get(input.id)));
    return isTold ? [{ input, kinds, results, text, loops }] : [];
  });
  const ordered = told.toSorted(
    (a, b) =>
      // That one of them never ends tells a person less than what they give.
      Number(a.loops) - Number(b.loops) ||
      Number(b.kinds > 1) - Number(a.kinds > 1) ||
      Number(b.input.isNear) - Number(a.input.isNear) ||
      b.kinds - a.kinds ||
      a.text.length - b.text.length ||
      (a.text < b.text ? -1 : 1),
  );
  return covering(ordered).map(({ input, results, text }) => {
    const before = untouched.get(input.id);
    return {
      input: text,
      ...(matched(before) ? { before: shownOutcome(before, words) } : {}),
      results: results.map(({ cluster, result }) => ({ cluster, result })),
    };
  });
}

/** The first of those that tell apart what none before does, then the others in their order; as many as are shown. */
function covering<T extends { readonly results: readonly { cluster: number; result: string }[] }>(
  ordered: readonly T[],
): readonly T[] {
  const apart = new Set<string>();
  const telling = ordered.filter(({ results }) => {
    const before = apart.size;
    for (const one of results)
      for (const other of results)
        if (one.result !== other.result) apart.add(`${one.cluster} ${other.cluster}`);
    return apart.size > before;
  });
  const others = ordered.filter((each) => !telling.includes(each));
  return [...telling, ...others].slice(0, MOST_SHOWN);
}
