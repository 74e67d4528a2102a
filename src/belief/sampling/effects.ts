/**
 * Additive effects on the log-odds scale with a joint Gaussian belief: the intercept, one effect per model, per kind of
 * task, per measure. An effect that is met for the first time comes with the prior of its family, so that a model or a
 * kind that nobody has seen is a draw from those that were: partial pooling (Gelman and Hill, 2007).
 */
export interface Effects {
  readonly names: readonly string[];
  readonly mean: readonly number[];
  /** Row-major, as long as `names` squared. */
  readonly covariance: readonly number[];
}

/** One term of a linear predictor: `value` times the effect of that name, whose prior is given. */
export interface Term {
  readonly name: string;
  readonly value: number;
  readonly mean: number;
  /** Standard deviation, above 0. */
  readonly sd: number;
}

export interface Normal {
  readonly mean: number;
  readonly variance: number;
}

/** Nothing learned yet. */
export const NO_EFFECTS: Effects = { names: [], mean: [], covariance: [] };

/** Beyond this many the least known effect is forgotten: it falls back to the prior of its family. */
const MOST_EFFECTS = 96;

/** What is believed of the sum of the terms. */
export function project(effects: Effects, terms: readonly Term[]): Normal {
  const size = effects.names.length;
  const at = terms.map((term) => effects.names.indexOf(term.name));
  let mean = 0;
  let variance = 0;
  for (const [i, term] of terms.entries()) {
    const row = at[i] ?? -1;
    if (row < 0) {
      mean += term.value * term.mean;
      variance += (term.value * term.sd) ** 2;
      continue;
    }
    mean += term.value * (effects.mean[row] ?? 0);
    for (const [j, other] of terms.entries()) {
      const column = at[j] ?? -1;
      if (column >= 0) variance += term.value * other.value * (effects.covariance[row * size + column] ?? 0);
    }
  }
  return { mean, variance: Math.max(variance, 1e-9) };
}

/**
 * Assumed-density filtering (Opper, 1998; Minka, 2001): the belief about the effects after their sum was found to have
 * the mean and variance of `posterior`. Exact for a Gaussian likelihood.
 */
export function condition(before: Effects, terms: readonly Term[], posterior: Normal): Effects {
  const effects = withTerms(before, terms);
  const size = effects.names.length;
  const at = terms.map((term) => effects.names.indexOf(term.name));
  const cross = new Array<number>(size).fill(0);
  for (const [j, term] of terms.entries()) {
    const column = at[j] ?? -1;
    for (let row = 0; row < size; row += 1)
      cross[row] = (cross[row] ?? 0) + (effects.covariance[row * size + column] ?? 0) * term.value;
  }
  let variance = 0;
  let mean = 0;
  for (const [j, term] of terms.entries()) {
    variance += term.value * (cross[at[j] ?? -1] ?? 0);
    mean += term.value * (effects.mean[at[j] ?? -1] ?? 0);
  }
  if (!(variance > 1e-12)) return effects;
  const shift = (posterior.mean - mean) / variance;
  const shrink = (posterior.variance - variance) / variance ** 2;
  const covariance = effects.covariance.slice();
  for (let row = 0; row < size; row += 1) {
    const factor = shrink * (cross[row] ?? 0);
    for (let column = 0; column < size; column += 1) {
      const cell = row * size + column;
      covariance[cell] = (covariance[cell] ?? 0) + factor * (cross[column] ?? 0);
    }
  }
  return { names: effects.names, mean: effects.mean.map((m, i) => m + shift * (cross[i] ?? 0)), covariance };
}

/**
 * The world moves on: the effects of the terms fall back towards their priors by a share of what was learned, as a
 * stationary process of the first order does. Without this, what was once given up would never be tried again.
 *
 * @param share 0..1 of the prior's variance that comes anew
 */
export function drift(effects: Effects, terms: readonly Term[], share: number): Effects {
  const size = effects.names.length;
  const keep = Math.sqrt(1 - share);
  const covariance = effects.covariance.slice();
  const mean = effects.mean.slice();
  for (const term of terms) {
    const row = effects.names.indexOf(term.name);
    if (row < 0) continue;
    mean[row] = term.mean + keep * ((mean[row] ?? 0) - term.mean);
    for (let i = 0; i < size; i += 1) {
      covariance[row * size + i] = (covariance[row * size + i] ?? 0) * keep;
      covariance[i * size + row] = (covariance[i * size + row] ?? 0) * keep;
    }
    covariance[row * size + row] = (covariance[row * size + row] ?? 0) + share * term.sd ** 2;
  }
  return { ...effects, mean, covariance };
}

/** Forgets one effect; what is believed of the others stays. */
export function without(effects: Effects, name: string): Effects {
  return effects.names.includes(name) ? kept(effects, (other) => other !== name) : effects;
}

function kept(effects: Effects, wanted: (name: string) => boolean): Effects {
  const size = effects.names.length;
  const rows = effects.names.flatMap((name, i) => (wanted(name) ? [i] : []));
  return {
    names: rows.map((i) => effects.names[i] ?? ''),
    mean: rows.map((i) => effects.mean[i] ?? 0),
    covariance: rows.flatMap((i) => rows.map((j) => effects.covariance[i * size + j] ?? 0)),
  };
}

function withTerms(effects: Effects, terms: readonly Term[]): Effects {
  const fresh = terms.filter((term) => !effects.names.includes(term.name));
  if (fresh.length === 0) return effects;
  const remembered = forgetting(effects, terms, effects.names.length + fresh.length - MOST_EFFECTS);
  const names = [...remembered.names, ...fresh.map((term) => term.name)];
  const old = remembered.names.length;
  const covariance = new Array<number>(names.length ** 2).fill(0);
  for (let row = 0; row < names.length; row += 1) {
    for (let column = 0; column < old && row < old; column += 1)
      covariance[row * names.length + column] = remembered.covariance[row * old + column] ?? 0;
    if (row >= old) covariance[row * names.length + row] = (fresh[row - old]?.sd ?? 1) ** 2;
  }
  return { names, mean: [...remembered.mean, ...fresh.map((term) => term.mean)], covariance };
}

/** Without the `count` effects that are known least, those in use excepted. */
function forgetting(effects: Effects, used: readonly Term[], count: number): Effects {
  if (count <= 0) return effects;
  const size = effects.names.length;
  const needed = new Set(used.map((term) => term.name));
  const gone = new Set(
    effects.names
      .map((name, i) => ({ name, variance: effects.covariance[i * size + i] ?? 0 }))
      .filter(({ name }) => !needed.has(name))
      .toSorted((a, b) => b.variance - a.variance)
      .slice(0, count)
      .map(({ name }) => name),
  );
  return kept(effects, (name) => !gone.has(name));
}
