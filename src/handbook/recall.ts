import { seededRandom } from '../belief/random.ts';
import { normaliseMessage } from '../loop/signature.ts';
import { chooseTarget, NO_TARGET } from '../loop/target.ts';
import type { Behavior, Survey, Task } from '../loop/types.ts';
import { hasShape } from './name-shape.ts';

/** Of so many tasks one goes without a behavior, to measure its effect: 20% on trial, 5% when active, never when pinned. */
const BLOCK: Readonly<Partial<Record<Behavior['status'], number>>> = { trial: 5, active: 20 };

/** Whether a behavior's trigger could match what fails here. */
export function matcher(task: Task, survey: Survey): (behavior: Behavior) => boolean {
  // What the request mentions may narrow the tests, never the kind of task.
  const choice = chooseTarget(task, survey, []);
  const target = choice.kind === 'target' ? choice.target : NO_TARGET;
  const diagnostics = survey.diagnostics.filter((d) => target.diagnostics.includes(d.key));
  const codes = diagnostics.map((d) => d.code);
  const tests = (survey.tests?.results ?? []).filter((t) => target.tests.includes(t.id));
  const messages = [
    ...tests.map((t) => t.message ?? ''),
    ...(survey.tests?.fileErrors ?? []).filter((f) => target.files.includes(f.file)).map((f) => f.message),
  ];
  // What a shape of names is looked for in.
  const told = [...diagnostics.map((d) => d.message), ...messages, ...tests.map((t) => t.name)];
  const signatures = new Set([...codes, ...messages.map(normaliseMessage)]);
  let names: ReadonlySet<string> | undefined;
  const matchesShape = (shape: string): boolean => {
    names ??= new Set(told.flatMap((text) => text.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? []));
    return [...names].some((name) => hasShape(name, shape));
  };
  return ({ trigger }) =>
    (trigger.taskKind === undefined || trigger.taskKind === target.kind) &&
    (trigger.code === undefined || codes.includes(trigger.code)) &&
    (trigger.signature === undefined || signatures.has(trigger.signature)) &&
    (trigger.symbol === undefined || matchesShape(trigger.symbol));
}

/**
 * Whether this episode goes without the behavior. One task of each block does, at a place drawn by the task's seed, the
 * name and the block (permuted blocks, as in clinical trials), so that both arms fill evenly, and repeatably.
 */
export function isWithheld({ name, status, evidence }: Behavior, seed: number): boolean {
  const size = BLOCK[status];
  if (size === undefined) return false;
  const tried = evidence.usedSolved + evidence.usedFailed + evidence.withheldSolved + evidence.withheldFailed;
  const block = Math.floor(tried / size);
  const place = Math.floor(size * seededRandom(hash(`${seed}\n${size}\n${block}\n${name}`))());
  return tried % size === place;
}

/** FNV-1a with a final mix: nearby texts get far-apart seeds. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (const char of text) h = Math.imul(h ^ (char.codePointAt(0) ?? 0), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
