import { seededRandom } from '../belief/random.ts';
import { normaliseMessage } from '../loop/signature.ts';
import { chooseTarget, NO_TARGET } from '../loop/target.ts';
import type { Behavior, Survey, Task } from '../loop/types.ts';

/** How often a behavior is withheld to measure its effect; what a person pinned is never withheld. */
const WITHHOLD: Readonly<Record<Behavior['status'], number>> = {
  trial: 0.2,
  active: 0.05,
  pinned: 0,
  disabled: 0,
  retired: 0,
};

/** Whether a behavior's trigger could match what fails here. */
export function matcher(task: Task, survey: Survey): (behavior: Behavior) => boolean {
  // What the request mentions may narrow the tests, never the kind of task.
  const choice = chooseTarget(task, survey, []);
  const target = choice.kind === 'target' ? choice.target : NO_TARGET;
  const codes = survey.diagnostics.filter((d) => target.diagnostics.includes(d.key)).map((d) => d.code);
  const messages = [
    ...(survey.tests?.results ?? []).filter((t) => target.tests.includes(t.id)).map((t) => t.message ?? ''),
    ...(survey.tests?.fileErrors ?? []).filter((f) => target.files.includes(f.file)).map((f) => f.message),
  ];
  const signatures = new Set([...codes, ...messages.map(normaliseMessage)]);
  return ({ trigger }) =>
    (trigger.taskKind === undefined || trigger.taskKind === target.kind) &&
    (trigger.code === undefined || codes.includes(trigger.code)) &&
    (trigger.signature === undefined || signatures.has(trigger.signature));
}

/**
 * Whether this episode goes without the behavior. Repeatable: the draw follows from the task's seed, the name and
 * how often the behavior was tried, so that the same seed still varies from one episode to the next.
 */
export function isWithheld({ name, status, evidence }: Behavior, seed: number): boolean {
  const tried = evidence.usedSolved + evidence.usedFailed + evidence.withheldSolved + evidence.withheldFailed;
  return seededRandom(hash(`${seed}\n${tried}\n${name}`))() < WITHHOLD[status];
}

/** FNV-1a with a final mix: nearby texts get far-apart seeds. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (const char of text) h = Math.imul(h ^ (char.codePointAt(0) ?? 0), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
