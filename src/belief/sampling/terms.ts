import { type Effects, project, type Term } from './effects.ts';
import type { Moments, SamplingPrior } from './prior.ts';

/** What is known of a task before anything is sampled. Whatever is unknown is left out. */
export interface SamplingTask {
  /** Whoever samples: a model, or a model with a skill. */
  readonly model: string;
  /** The same for the same task whoever samples, where it may come again; what was seen of it then is remembered. */
  readonly id?: string;
  /** A level: a word such as `easy`, or a number such as a rating. */
  readonly difficulty?: string;
  /** What sort of task it is: the task kind, the platform, the repository. */
  readonly group?: string;
  /** Words that describe it. */
  readonly words?: readonly string[];
  /** Sizes, each 0 or more, such as the length of the statement. */
  readonly measures?: Readonly<Record<string, number>>;
}

/** Running moments of a measure's logarithm. */
export interface Gauge {
  readonly count: number;
  readonly mean: number;
  /** Sum of squared deviations. */
  readonly squares: number;
}

export type Gauges = Readonly<Record<string, Gauge>>;

/** Where a level lies, in steps from the middle. Only the words that people commonly use for it. */
const STEPS: ReadonlyMap<string, number> = new Map([
  ['trivial', -1.5],
  ['introductory', -1],
  ['easy', -1],
  ['beginner', -1],
  ['simple', -1],
  ['medium', 0],
  ['intermediate', 0],
  ['interview', 0],
  ['hard', 1],
  ['difficult', 1],
  ['advanced', 1],
  ['competition', 1],
  ['expert', 1.5],
]);

const WORDS = 12;

/** The terms of the log-odds that a sample of the task passes. */
export function rateTerms(task: SamplingTask, prior: SamplingPrior, gauges: Gauges): readonly Term[] {
  const crossed =
    task.difficulty === undefined || task.group === undefined
      ? []
      : [term(`cross:${task.difficulty}/${task.group}`, prior.cross)];
  return [
    term('intercept', prior.intercept),
    term(`model:${task.model}`, prior.model),
    ...levelTerms(task, prior.step, prior.difficulty, prior.group),
    ...crossed,
    ...[...new Set(task.words)].slice(0, WORDS).map((word) => term(`word:${word}`, prior.word)),
    ...measureTerms(task, prior.measure, gauges),
  ];
}

/** The terms of the log-odds that a sample of the task that passed the check is right, but for what was seen of it. */
export function truthTerms(task: SamplingTask, { truth }: SamplingPrior, gauges: Gauges): readonly Term[] {
  return [
    term('intercept', truth.intercept),
    term(`model:${task.model}`, truth.model),
    ...levelTerms(task, truth.step, truth.difficulty, truth.group),
    ...measureTerms(task, truth.measure, gauges),
  ];
}

/**
 * Models differ not by a constant alone: what makes a task hard for most may matter more to one model than to another.
 * The slope of the model over what all models are believed to find in the task, as the discrimination of item response
 * theory (Birnbaum, 1968).
 */
export function tiltTerms(
  { model }: SamplingTask,
  prior: SamplingPrior,
  effects: Effects,
  terms: readonly Term[],
): readonly Term[] {
  const shared = terms.filter(({ name }) => name !== 'intercept' && name !== `model:${model}`);
  if (shared.length === 0) return [];
  return [term(`tilt:${model}`, prior.tilt, Math.max(-3, Math.min(3, project(effects, shared).mean)))].filter(
    ({ value }) => value !== 0,
  );
}

export function term(name: string, { mean, sd }: Moments, value = 1): Term {
  return { name, value, mean, sd };
}

function levelTerms(task: SamplingTask, step: number, difficulty: Moments, group: Moments): readonly Term[] {
  const level = task.difficulty;
  const at = STEPS.get(level?.trim().toLowerCase() ?? '') ?? 0;
  return [
    ...(level === undefined
      ? []
      : [term(`difficulty:${level}`, { mean: difficulty.mean + step * at, sd: difficulty.sd })]),
    ...(task.group === undefined ? [] : [term(`group:${task.group}`, group)]),
  ];
}

function measureTerms(task: SamplingTask, prior: Moments, gauges: Gauges): readonly Term[] {
  return measured(task).map(([name, x]) =>
    term(`measure:${name}`, prior, standardised(x, gaugeOf(gauges, name))),
  );
}

/** Measures on the scale on which they are compared; a difficulty that is a number is one of them. */
function measured(task: SamplingTask): readonly (readonly [name: string, value: number])[] {
  const level = Number(task.difficulty ?? Number.NaN);
  const all = Object.entries(task.measures ?? {});
  return [...all, ...(Number.isFinite(level) ? ([['difficulty', level]] as const) : [])]
    .filter(([, value]) => Number.isFinite(value))
    .map(([name, value]) => [name, Math.log1p(Math.max(0, value))] as const);
}

/** Ten observations of an ordinary deviation stand behind every gauge, so that the first tasks do not look extreme. */
const ORDINARY = 10;

function standardised(x: number, gauge: Gauge | undefined): number {
  if (gauge === undefined || gauge.count < 1) return 0;
  const sd = Math.sqrt((gauge.squares + ORDINARY * 0.5) / (gauge.count + ORDINARY));
  return Math.max(-2.5, Math.min(2.5, (x - gauge.mean) / sd));
}

/** A measure may be called what every object knows. */
function gaugeOf(gauges: Gauges, name: string): Gauge | undefined {
  return Object.hasOwn(gauges, name) ? gauges[name] : undefined;
}

/** The gauges once a task was seen (Welford, 1962). */
export function gauged(gauges: Gauges, task: SamplingTask): Gauges {
  const fresh = measured(task).map(([name, x]) => {
    const { count, mean, squares } = gaugeOf(gauges, name) ?? { count: 0, mean: 0, squares: 0 };
    const next = mean + (x - mean) / (count + 1);
    return [name, { count: count + 1, mean: next, squares: squares + (x - mean) * (x - next) }] as const;
  });
  return Object.fromEntries([...Object.entries(gauges), ...fresh]);
}
