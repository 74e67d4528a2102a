import { type Beta, betaFromMean, observe } from '../belief/beta.ts';
import type { Beliefs, TaskKind } from './types.ts';

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
  'diagnostic/direct-edit': 0.6,
};
const SHIPPED_STRENGTH = 6;

/**
 * The belief under a key: the prior with what was learned.
 * @param prior that of the one who asks; the shipped one unless given
 */
export function beliefIn(beliefs: Beliefs, kind: TaskKind, skill: string, prior?: Beta): Beta {
  const key = beliefKey(kind, skill);
  const { success, failure } = beliefs[key] ?? { success: 0, failure: 0 };
  return observe(prior ?? betaFromMean(SHIPPED[key] ?? 0.2, SHIPPED_STRENGTH), success, failure);
}
