import { type Effects, type Normal, project, type Term, without } from './effects.ts';
import type { Moments } from './prior.ts';

/** How much easier a task is than its features say, as far as was seen: for its samples, and for what passes. */
export interface KnownTask {
  readonly rate: Normal;
  readonly truth: Normal;
}

/** By id with a prefix, least recently seen first. */
export type KnownTasks = Readonly<Record<string, KnownTask>>;

export const NO_TASKS: KnownTasks = {};

/** More than anyone comes back to. */
const MOST_TASKS = 1000;

/** The name of the effect of the task at hand. It is no one's for longer than it takes to learn from the task. */
const TASK = 'task';

/** The term of a task that may come again. */
export function taskTerm(
  id: string | undefined,
  belief: Normal | undefined,
  prior: Moments,
): readonly Term[] {
  if (id === undefined) return [];
  if (belief === undefined) return [{ name: TASK, value: 1, ...prior }];
  return [{ name: TASK, value: 1, mean: belief.mean, sd: Math.sqrt(belief.variance) }];
}

/** Takes the task's effect out of the others: its own belief, where it is among them, and theirs without it. */
export function takeTask(effects: Effects): { readonly belief: Normal | undefined; readonly rest: Effects } {
  if (!effects.names.includes(TASK)) return { belief: undefined, rest: effects };
  const belief = project(effects, [{ name: TASK, value: 1, mean: 0, sd: 1 }]);
  return { belief, rest: without(effects, TASK) };
}

/** No id is taken for what every object knows, and none for a number, which would change its place. */
const keyOf = (id: string): string => `task:${id}`;

export function knownTask(known: KnownTasks, id: string | undefined): KnownTask | undefined {
  return id === undefined ? undefined : known[keyOf(id)];
}

export function remember(known: KnownTasks, id: string, task: KnownTask): KnownTasks {
  const key = keyOf(id);
  const others = Object.keys(known).filter((name) => name !== key);
  // One plain loop: a spread of a thousand names takes ten times as long.
  const next: Record<string, KnownTask> = {};
  for (const name of others.slice(Math.max(0, others.length - MOST_TASKS + 1))) {
    const belief = known[name];
    if (belief !== undefined) next[name] = belief;
  }
  next[key] = task;
  return next;
}
