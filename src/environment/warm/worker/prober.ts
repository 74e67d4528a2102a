import type { WireInput, WireOutcome, WireValue } from '../../probe/wire-value.ts';
import type { Base, Callable, Step } from './calls.ts';
import { OutOfTime, type StepClock } from './clock.ts';
import { copyOf, readValue, Writer } from './live-values.ts';
import { isThenable } from './run-tree.ts';
import { Late, type VirtualTime } from './virtual-time.ts';

/** What counts the steps of an input, and lets time pass for it. */
export interface Clocks {
  readonly clock: StepClock;
  readonly time: VirtualTime;
}

/** Steps that one input may take, and milliseconds that it may be waited for. */
interface Patience {
  readonly steps: number;
  readonly wait: number;
}
const PATIENT: Patience = { steps: 30_000, wait: 60 };
/** The same in a version that has hung several times. */
const IMPATIENT: Patience = { steps: 3000, wait: 10 };
/** So many inputs hang, and so large a share of those that were run, before the others are given less. */
const MOST_HUNG = 4;
const LEAST_SHARE = 0.5;

/**
 * How long the next input is waited for, after so many hung of so many that were run. A loop without an end may make each of its steps dearer than the one before.
 * @param enough steps after which any version is taken for endless, where that is known
 */
export function patienceFor(hung: number, ran: number, enough = Number.POSITIVE_INFINITY): Patience {
  const most = hung < MOST_HUNG || hung < LEAST_SHARE * ran ? PATIENT : IMPATIENT;
  return { ...most, steps: Math.min(most.steps, enough) };
}

/** Messages that the engine of JavaScript words after the text of the code: equal faults have different ones. */
const OF_THE_ENGINE =
  /^(?:Cannot (?:read|set|destructure)|.* is not (?:a function|iterable|defined|a constructor)|Invalid array length|Maximum call stack|.* is undefined|Assignment to constant|undefined is not)/;

/**
 * Runs an input: the steps of a recorded call with other arguments. What it throws and that it hangs are outcomes.
 * `taken`: turns of loops, bodies of conditions and calls of the changed code.
 */
export async function probe(
  input: WireInput,
  base: Base,
  { clock, time }: Clocks,
  most: Patience,
): Promise<{ readonly outcome: WireOutcome; readonly taken: number }> {
  try {
    const outcome = await outcomeOf(input, base, { clock, time }, most);
    return { outcome, taken: clock.allow(Number.POSITIVE_INFINITY) };
  } finally {
    clock.allow(Number.POSITIVE_INFINITY);
    time.forget();
  }
}

async function outcomeOf(
  input: WireInput,
  base: Base,
  { clock, time }: Clocks,
  most: Patience,
): Promise<WireOutcome> {
  const args = base.steps.map((step, index) => argumentsOf(step, index, input, base.live));
  const before = args.map((each) => copyOf(each));
  clock.allow(most.steps);
  const last = base.steps.length - 1;
  let receiver: object | undefined;
  const told = (kind: WireOutcome['kind'], value: WireValue): WireOutcome => {
    const passed = args[last] ?? [];
    const old = before[last] ?? [];
    const changed = passed.flatMap((each, index): [number, WireValue][] => {
      const now = written(each);
      return JSON.stringify(now) === JSON.stringify(written(old[index])) ? [] : [[index, now]];
    });
    const left = receiver === undefined ? undefined : written(stateOf(receiver));
    return { input: input.id, kind, value, changed, ...(left === undefined ? {} : { receiver: left }) };
  };
  try {
    let result: unknown;
    for (const [index, step] of base.steps.entries()) {
      const own = args[index] ?? [];
      if (step.kind === 'new') receiver = Reflect.construct(step.make, own) as object;
      else if (step.kind === 'value') receiver = own[0] as object;
      else {
        result = called(step, receiver, own);
        if (isThenable(result)) result = await time.until(result, Math.min(most.wait, clock.left + 1));
        if (step.gives && typeof result === 'object' && result !== null) receiver = result;
      }
    }
    return told('returned', written(iterated(result)));
  } catch (error) {
    if (error instanceof OutOfTime || error instanceof Late) return told('hung', null);
    return told('threw', thrown(error));
  }
}

function argumentsOf(
  step: Step,
  index: number,
  input: WireInput,
  live: readonly unknown[],
): readonly unknown[] {
  const given = input.args.find(([at]) => at === index);
  const own = step.kind === 'value' ? [step.value] : step.args;
  return given === undefined ? copyOf(own) : given[1].map((value) => readValue(value, live));
}

function called(
  step: Extract<Step, { kind: 'call' }>,
  receiver: object | undefined,
  args: readonly unknown[],
): unknown {
  if (step.name === undefined) return Reflect.apply(step.handle as Callable, undefined, args);
  const method = (receiver as Record<string, unknown>)[step.name] as Callable;
  return Reflect.apply(method, receiver, args);
}

function written(value: unknown): WireValue {
  return new Writer([], true).write(value);
}

/** Iterators are looked into as far as a small list reaches. */
function iterated(result: unknown): unknown {
  if (typeof result !== 'object' || result === null || !('next' in result) || !(Symbol.iterator in result))
    return result;
  const items: unknown[] = [];
  for (const item of result as Iterable<unknown>) {
    items.push(item);
    if (items.length >= 50) break;
  }
  return items;
}

/** What can be seen of a receiver: its fields, and what its getters give. */
function stateOf(receiver: object): Record<string, unknown> {
  const state: Record<string, unknown> = { ...receiver };
  const prototype = Object.getPrototypeOf(receiver) as object | null;
  if (prototype === null || prototype === Object.prototype) return state;
  for (const [key, { get }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    if (get === undefined || key === '__proto__') continue;
    try {
      state[key] = Reflect.apply(get, receiver, []);
    } catch {
      // A getter that cannot answer now shows nothing.
    }
  }
  return state;
}

function thrown(error: unknown): WireValue {
  if (!(error instanceof Error)) return { t: 'array', v: ['thrown', written(error)] };
  const kind = error.constructor.name || error.name;
  const message = OF_THE_ENGINE.test(error.message) ? '' : error.message.slice(0, 200);
  return { t: 'array', v: [kind, message] };
}
