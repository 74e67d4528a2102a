import type { Sources } from '../../loop/rooms.ts';
import type { Behaviour, CancelSignal, Comparison, Look } from '../../loop/types.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import type { WarmRunner } from '../warm/warm-runner.ts';
import { type ChangedFunction, changedFunctions, parametersIn } from './changed-functions.ts';
import { addedBy, linesOf, sizeOf, type Texts, wordsOf } from './changed-texts.ts';
import {
  alikeOn,
  clustersOf,
  differencesOf,
  matched,
  measured,
  type Outcomes,
  outcomesOf,
  steadyInputs,
} from './compare.ts';
import { constantsIn } from './constants.ts';
import { type ExampleInput, examined, exampleInputs } from './examples.ts';
import { Looks } from './look.ts';
import { WORDS } from './render.ts';
import { type Input, synthesise } from './synthesise.ts';
import type { Probed } from './wire-value.ts';

/** A candidate that passed. */
export interface Rival {
  readonly id: string;
  readonly texts: Texts;
}

export interface RivalsQuestion {
  readonly rivals: readonly Rival[];
  /** Runs the tests whose calls are taken. */
  readonly runner: WarmRunner;
  readonly tests: readonly string[];
  /** Tests that passed before. */
  readonly green: ReadonlySet<string>;
  /** Whether the failing tests break down, instead of finding an answer wrong. */
  readonly crashed: boolean;
  /** Words that tell what is wanted, such as the names of the failing tests. */
  readonly wanted: string;
}

/** What is known of one set of changed functions: later rivals are run on the same inputs. */
interface Ground {
  readonly functions: readonly ChangedFunction[];
  readonly files: readonly string[];
  readonly made: readonly Input[];
  readonly examples: readonly ExampleInput[];
  readonly untouched: Outcomes;
  readonly again: Outcomes;
  /**
   * Steps after which each version is taken for endless on an input: one behaviour would be two if it were their own.
   * Undefined where the untouched version tells nothing of them.
   */
  readonly enough: number | undefined;
  /** By rival. */
  readonly outcomes: Map<string, Outcomes | undefined>;
}

/**
 * Inputs of one comparison; steps that the inputs of one version may take, and those of all together. A person waits for
 * it: what was not run by then is compared on the inputs that were. On a quiet machine five million steps take about a
 * second; on a busy one they tell as much, later. The seconds are for what counts no steps.
 */
const MOST = { inputs: 240, versionSteps: 4e6, steps: 2e7, versionSeconds: 8, seconds: 16 };
/**
 * What takes so many times the steps of the untouched version's longest input is taken for endless, but no fewer steps: a right
 * patch may be the first to go round a loop more than once.
 */
const ENDLESS = { times: 50, least: 20_000 };
/** Versions that are asked for at once: there may be two processes. */
const AT_ONCE = 2;
/** Doing the same on fewer inputs says too little. */
const LEAST_INPUTS = 5;
const SEED = 1;

/**
 * Runs versions that all pass on inputs made from the calls of their tests (differential testing: McKeeman, 1998; the
 * choice among plausible patches by it: Xiong et al., Identifying patch correctness in test-based program repair, 2018).
 */
export class Rivals {
  readonly #sources: Sources;
  readonly #syntax: Syntax;
  readonly #looks: Looks;
  /** By the changed functions; a reason where these cannot be called. */
  readonly #grounds = new Map<string, Ground | string>();

  constructor(sources: Sources, syntax: Syntax) {
    this.#sources = sources;
    this.#syntax = syntax;
    this.#looks = new Looks(sources, syntax);
  }

  async compare(question: RivalsQuestion, signal: CancelSignal): Promise<Comparison> {
    const compared = await this.#compared(question, signal);
    const looks: Look[] = [];
    for (const { id, texts } of question.rivals) looks.push(await this.#looks.of(id, texts));
    return { ...compared, looks };
  }

  async #compared(question: RivalsQuestion, signal: CancelSignal): Promise<Comparison> {
    const began = performance.now();
    const seconds = (): number => (performance.now() - began) / 1000;
    const nothing = (reason: string): Comparison => ({
      behaviours: [],
      inputs: 0,
      differences: [],
      seconds: seconds(),
      reason,
    });
    const ground = await this.#ground(question, signal);
    if (typeof ground === 'string') return nothing(ground);
    const inputs = [...ground.made, ...ground.examples];
    const fresh = question.rivals.filter(({ id }) => !ground.outcomes.has(id));
    let steps = 0;
    for (let at = 0; at < fresh.length; at += AT_ONCE) {
      if (signal.aborted || steps > MOST.steps || seconds() > MOST.seconds) break;
      const told = fresh.slice(at, at + AT_ONCE).map(async (rival) => {
        const run = await this.#run(question, ground, rival.texts, inputs, signal);
        steps += run.steps;
        ground.outcomes.set(rival.id, run.status === 'ran' ? outcomesOf(run.outcomes, inputs) : undefined);
      });
      await Promise.all(told);
    }
    if (signal.aborted) return nothing('cancelled');
    return {
      ...(this.#judged(question, ground) ??
        nothing('too few inputs could be made of the calls of the tests')),
      seconds: seconds(),
    };
  }

  /** Records calls and makes inputs, once for each set of changed functions; otherwise why that cannot be done. */
  async #ground(question: RivalsQuestion, signal: CancelSignal): Promise<Ground | string> {
    const texts = question.rivals.map((rival) => rival.texts);
    const functions = await changedFunctions(texts, this.#sources, this.#syntax);
    if (functions.length === 0) return 'no function is changed that calls could be recorded of';
    const key = functions
      .map(({ id }) => id)
      .toSorted()
      .join('\n');
    const known = this.#grounds.get(key);
    if (known !== undefined) return known;
    const ground = await this.#prepared(question, functions, signal);
    // What was slow once is not waited for again.
    if (!signal.aborted) this.#grounds.set(key, ground);
    return ground;
  }

  async #prepared(
    question: RivalsQuestion,
    functions: readonly ChangedFunction[],
    signal: CancelSignal,
  ): Promise<Ground | string> {
    const texts = question.rivals.map((rival) => rival.texts);
    const files = [...new Set(functions.map(({ id }) => id.slice(0, id.indexOf('#'))))];
    const run = (version: Texts, inputs: readonly Input[], again = false): Promise<Probed> =>
      this.#run(question, { functions, files }, version, inputs, signal, again);
    // A test that fails ends before its last call, so the calls are those of a version that passes.
    const recorded = await run(texts[0] ?? new Map(), []);
    if (recorded.status !== 'ran') return recorded.reason ?? 'the calls of the tests could not be recorded';
    if (recorded.calls.length === 0)
      return 'no test calls the changed functions in a way that can be repeated';
    const code = [...functions.map(({ text }) => text), ...texts.map((each) => addedBy(each, this.#sources))];
    const parameters = await parametersIn(files, this.#sources, this.#syntax);
    const lines = texts.flatMap((each) => linesOf(each, this.#sources));
    const focus = {
      functions: new Set(functions.map(({ id }) => id)),
      lines: constantsIn(lines),
      around: constantsIn(functions.map(({ text }) => text)),
      names: new Set(lines.flatMap((line) => line.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? [])),
      green: question.green,
    };
    const options = { seed: SEED, most: MOST.inputs, parameters, focus };
    const made = synthesise(recorded.calls, constantsIn(code), options);
    const examples = exampleInputs(functions, recorded.calls, made.length);
    const all = [...made, ...examples];
    const { outcomes: forwards, again: backwards = [], longest } = await run(new Map(), all, true);
    const [first, again] = [outcomesOf(forwards), outcomesOf(backwards)];
    const hangs = [...forwards, ...backwards].some(({ kind }) => kind === 'hung');
    // Where it is the untouched version that does not end, what it ends on says nothing of what a right one may take.
    const enough = hangs ? undefined : Math.max(ENDLESS.least, ENDLESS.times * longest);
    // One that hangs again and again is given up early, from either end.
    const untouched = new Map([...again, ...first]);
    return { functions, files, made, examples, untouched, again, enough, outcomes: new Map() };
  }

  #run(
    { runner, tests }: RivalsQuestion,
    {
      functions,
      files,
      enough,
    }: Pick<Ground, 'functions' | 'files'> & { readonly enough?: number | undefined },
    texts: Texts,
    inputs: readonly Input[],
    signal: CancelSignal,
    again = false,
  ): Promise<Probed> {
    return runner.probe(
      {
        texts,
        files,
        wanted: functions.map(({ id }) => id),
        tests,
        inputs: inputs.map(({ id, base, args }) => ({ id, base, args })),
        again,
        steps: MOST.versionSteps,
        ...(enough === undefined ? {} : { enough }),
        limitSeconds: MOST.versionSeconds,
      },
      signal,
    );
  }

  /** What the runs say; undefined where they say nothing. */
  #judged({ rivals, green, crashed, wanted }: RivalsQuestion, ground: Ground): Comparison | undefined {
    const { made, examples, untouched, functions, files } = ground;
    const steadyUntouched = steadyInputs([...made, ...examples], untouched, ground.again);
    const reached = (outcomes: Outcomes): number =>
      steadyUntouched.filter(({ id }) => matched(outcomes.get(id))).length;
    const all = rivals.flatMap((rival) => {
      const outcomes = ground.outcomes.get(rival.id);
      return outcomes === undefined ? [] : [{ rival, outcomes }];
    });
    // One whose tests call otherwise would leave too little for the others to be compared by.
    const versions = all.filter(({ outcomes }) => reached(outcomes) * 2 >= steadyUntouched.length);
    const steady = steadyUntouched.filter(({ id }) =>
      versions.every(({ outcomes }) => matched(outcomes.get(id))),
    );
    if (steady.length < LEAST_INPUTS || versions.length === 0) return undefined;
    const numbers = clustersOf(
      steady,
      versions.map(({ outcomes }) => outcomes),
    );
    const own = steady.filter(({ id }) => id < made.length);
    const numbered = versions.map((version, index) => ({ ...version, cluster: numbers[index] ?? 0 }));
    const behaviours = numbered.map(
      ({ rival, outcomes, cluster }): Behaviour => ({
        candidate: rival.id,
        cluster,
        ...measured(own, untouched, outcomes, ({ call }) => green.has(call.test), crashed),
        examples: examined(examples, outcomes),
        words: wordsOf(rival.texts, functions, this.#sources, wanted),
        size: sizeOf(rival.texts, this.#sources),
      }),
    );
    const words = files.some((path) => path.endsWith('.py')) ? WORDS.python : WORDS.javascript;
    const differences = differencesOf(steady, untouched, numbered, words);
    return {
      behaviours,
      alike: alikeOn(own, untouched, numbered),
      inputs: steady.length,
      differences,
      seconds: 0,
    };
  }
}
