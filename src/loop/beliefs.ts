import { type Beta, betaFromMean, mean, observe, pool } from '../belief/beta.ts';
import type { Beliefs, Credence, TaskKind } from './types.ts';

/** The key under which a belief is kept: a kind of task and a skill (or a finer part of one). */
export function beliefKey(kind: TaskKind, skill: string): string {
  return `${kind}/${skill}`;
}

/**
 * What is believed before anything was seen: the chance that a skill solves a task of a kind. Weak (worth six
 * observations), so that a few episodes outweigh them.
 */
const SHIPPED: Readonly<Record<string, number>> = {
  'failing-test/template-repair': 0.5,
  'failing-test/language-service-fix': 0.3,
  'failing-test/direct-edit': 0.5,
  'diagnostic/language-service-fix': 0.65,
  'diagnostic/template-repair': 0.15,
  'diagnostic/linter-fix': 0.7,
  'failing-test/linter-fix': 0.05,
  'diagnostic/direct-edit': 0.6,
  'failing-test/plan-first': 0.45,
  'failing-test/decompose': 0.35,
  'failing-test/analogy': 0.45,
  'failing-test/repair-with-critique': 0.4,
  'failing-test/parallel-drafts': 0.5,
  'diagnostic/plan-first': 0.4,
  'diagnostic/decompose': 0.4,
  'diagnostic/analogy': 0.55,
  'diagnostic/repair-with-critique': 0.45,
  'diagnostic/parallel-drafts': 0.4,
  'open-request/reproduce-first': 0.4,
  'open-request/clarify': 0.4,
  'open-request/direct-edit': 0.4,
  'open-request/plan-first': 0.45,
  'open-request/decompose': 0.35,
  'open-request/repair-with-critique': 0.4,
  'open-request/parallel-drafts': 0.4,
};
const SHIPPED_STRENGTH = 6;

/** The key under which it is kept how often a cold run agreed with the search path. */
export const SEARCH_PATH_KEY = 'verification/search-path';

/** Nineteen agreements and one contradiction: four contradictions without an agreement bring it below `SEARCH_TRUST`. */
const SEARCH_PATH_PRIOR: Beta = { alpha: 19, beta: 1 };

/** Below this the warm processes of the search path are not used. */
export const SEARCH_TRUST = 0.8;

/** The credence that a cold run holds what the search path passed. */
export function searchPathCredence(beliefs: Beliefs): Credence {
  const { success, failure } = beliefs[SEARCH_PATH_KEY] ?? { success: 0, failure: 0 };
  return mean(observe(SEARCH_PATH_PRIOR, success, failure));
}

/** What the user's other workspaces taught weighs at most this many observations in one workspace. */
const USER_STRENGTH = 12;

/**
 * The belief under a key, from what is shipped over what the user's other workspaces taught to what was seen here.
 * @param prior that of the one who asks; the shipped one unless given
 */
export function beliefIn(beliefs: Beliefs, kind: TaskKind, skill: string, prior?: Beta): Beta {
  const key = beliefKey(kind, skill);
  const { user, ...own } = beliefs[key] ?? { success: 0, failure: 0 };
  const shipped = prior ?? betaFromMean(SHIPPED[key] ?? 0.2, SHIPPED_STRENGTH);
  if (user === undefined) return observe(shipped, own.success, own.failure);
  const above = observe(shipped, user.success, user.failure);
  return pool(above, own, Math.min(USER_STRENGTH, above.alpha + above.beta));
}
