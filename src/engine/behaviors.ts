import { join } from 'node:path';
import { hidingOf, listsAbove } from '../context/ignore/hidden.ts';
import { openHandbook } from '../handbook/store.ts';
import { quotedBy } from '../loop/quoted-by.ts';
import { normaliseMessage } from '../loop/signature.ts';
import type { Behavior } from '../loop/types.ts';
import { textOf } from './prompt-context.ts';
import type { ToldBehavior } from './told-behavior.ts';
import type { SituationQuery } from './tools.ts';

/**
 * The behaviors that may help: those whose trigger is met by what the caller tells, or all where it tells nothing.
 * Disabled and retired ones are left out, and those that may quote a file that is hidden from models. Nothing is executed.
 */
export async function relevantBehaviors(
  { folder, stateFolder }: { readonly folder: string; readonly stateFolder: string },
  { code, failure }: SituationQuery,
): Promise<readonly ToldBehavior[]> {
  const workspaceFile = join(folder, '.credence', 'handbook.md');
  const all = await (await openHandbook({ workspaceFile, stateFolder })).behaviors();
  const signature = failure === undefined ? undefined : normaliseMessage(failure);
  const isMeant = ({ trigger }: Behavior): boolean =>
    (code === undefined && failure === undefined) ||
    ((trigger.code === undefined || trigger.code === code) &&
      (trigger.signature === undefined || trigger.signature === signature || trigger.signature === code));
  const meant = all.filter(
    (behavior) => behavior.status !== 'disabled' && behavior.status !== 'retired' && isMeant(behavior),
  );
  return meant.filter(mayBeTold(folder, meant)).map(({ name, instruction, status, trigger, evidence }) => ({
    name,
    instruction,
    status,
    trigger,
    evidence,
  }));
}

/** Whether one of the behaviors quotes no file that is hidden from models, as the folder is now. */
export function mayBeTold(folder: string, behaviors: readonly Behavior[]): (behavior: Behavior) => boolean {
  const lists = new Set(behaviors.flatMap(quotedBy).flatMap(listsAbove));
  const hiding = hidingOf(
    { list: () => [...lists].toSorted(), read: (path) => textOf(join(folder, path)) },
    textOf(join(folder, '.git', 'info', 'exclude')),
  );
  return (behavior) => quotedBy(behavior).every((path) => hiding(path) === undefined);
}
