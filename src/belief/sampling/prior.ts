/**
 * What is believed before anything was sampled: means and standard deviations on the log-odds scale. Chosen on recorded
 * samples of other models and tasks, and wide on purpose: a stream of a few dozen tasks outweighs them.
 */
export interface SamplingPrior {
  /** Log-odds that a sample passes, over all models and tasks. */
  readonly intercept: Moments;
  /** How much models differ. */
  readonly model: Moments;
  /** How much more or less than to others the ease of a task matters to a model. */
  readonly tilt: Moments;
  /** What one step of difficulty does: from easy to medium, from medium to hard. */
  readonly step: number;
  /** How much the levels of difficulty differ beyond that. */
  readonly difficulty: Moments;
  readonly group: Moments;
  /** Groups differ from one level of difficulty to the next. */
  readonly cross: Moments;
  readonly word: Moments;
  /** Of a task that may come again, from whatever model. */
  readonly task: Moments;
  /** Of a measure that is one standard deviation above what is usual. */
  readonly measure: Moments;
  /** Belief about κ, by index of `SPREADS`. */
  readonly spread: readonly number[];
  /** Share of the variance of the intercept and of the model's effect that comes anew with every task. */
  readonly drift: number;
  /** The same with a task on which nothing was drawn. */
  readonly idle: number;
  /** Share of what was learned about κ that is kept from task to task. */
  readonly keep: number;
  /**
   * The recalibration map of the next sample's chance. Narrow: the mixture of Betas has the shape of the hazards of
   * recorded samples, and a wide map would learn the errors of the first tasks a second time.
   */
  readonly recalibration: {
    readonly intercept: Moments;
    readonly slope: Moments;
    readonly again: Moments;
    /** By the share of failures of a type among the failures so far. */
    readonly failure: Moments;
    readonly error: Moments;
    readonly timeout: Moments;
    /** By the share of failures that repeat an earlier one. */
    readonly repeat: Moments;
  };
  /** Log-odds that what passes the check that can be seen is right. */
  readonly truth: {
    readonly intercept: Moments;
    readonly model: Moments;
    readonly step: number;
    readonly difficulty: Moments;
    readonly group: Moments;
    readonly measure: Moments;
    readonly task: Moments;
    /** By the log-odds of the expected pass rate of the task. */
    readonly rate: Moments;
    readonly agreement: Moments;
    readonly drift: number;
  };
  /**
   * Optimism when deciding, never when forecasting: by how many standard deviations of what is not yet known the
   * log-odds and κ are moved up. What is tried because of it is learned about, and the optimism is gone.
   */
  readonly curiosity: { readonly rate: number; readonly spread: number; readonly truth: number };
}

export interface Moments {
  readonly mean: number;
  readonly sd: number;
}

export const SHIPPED_PRIOR: SamplingPrior = {
  intercept: { mean: 0.1, sd: 1.05 },
  model: { mean: 0, sd: 0.7 },
  tilt: { mean: 0, sd: 0.3 },
  step: -1.5,
  difficulty: { mean: 0, sd: 0.7 },
  group: { mean: 0, sd: 0.5 },
  cross: { mean: 0, sd: 0.2 },
  word: { mean: 0, sd: 0.15 },
  task: { mean: 0, sd: 1.6 },
  measure: { mean: -0.4, sd: 0.2 },
  spread: [0.15, 0.29, 0.29, 0.18, 0.06, 0.02, 0.01],
  drift: 0.002,
  idle: 0.006,
  keep: 0.998,
  recalibration: {
    intercept: { mean: 0, sd: 0.1 },
    slope: { mean: 0, sd: 0.05 },
    again: { mean: -0.07, sd: 0.1 },
    failure: { mean: 0, sd: 0.1 },
    error: { mean: 0, sd: 0.3 },
    timeout: { mean: -0.2, sd: 0.3 },
    repeat: { mean: -0.2, sd: 0.3 },
  },
  truth: {
    intercept: { mean: 0.95, sd: 0.7 },
    model: { mean: 0, sd: 0.5 },
    step: -0.4,
    difficulty: { mean: 0, sd: 0.4 },
    group: { mean: 0, sd: 0.4 },
    measure: { mean: 0, sd: 0.25 },
    task: { mean: 0, sd: 2 },
    rate: { mean: 0.8, sd: 0.35 },
    agreement: { mean: 0.4, sd: 0.5 },
    drift: 0.003,
  },
  curiosity: { rate: 0.15, spread: 0.15, truth: 0.12 },
};
