import { type Beta, betaFromMean } from '../belief/beta.ts';
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

/** The belief under a key, or the shipped one where none was learned. */
export function beliefIn(beliefs: Beliefs, kind: TaskKind, skill: string): Beta {
  const key = beliefKey(kind, skill);
  return beliefs[key] ?? betaFromMean(SHIPPED[key] ?? 0.2, SHIPPED_STRENGTH);
}
