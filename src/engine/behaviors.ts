import { join } from 'node:path';
import * as z from 'zod/mini';
import { openHandbook } from '../handbook/store.ts';
import { normaliseMessage } from '../loop/signature.ts';
import type { Behavior } from '../loop/types.ts';

/** What a caller tells of what goes wrong, so that only fitting behaviors are told. */
export const situationQuery = z.strictObject({
  code: z.optional(
    z
      .string()
      .check(z.maxLength(100), z.describe('Code of a compile error or lint finding, for example TS2551.')),
  ),
  failure: z.optional(
    z.string().check(z.maxLength(10_000), z.describe('Message of a failing test, or its first lines.')),
  ),
});
export type SituationQuery = z.infer<typeof situationQuery>;

/** A line of the handbook for another program. */
export interface ToldBehavior {
  readonly name: string;
  readonly instruction: string;
  readonly status: Behavior['status'];
  /** When it applies; empty for always. */
  readonly trigger: Behavior['trigger'];
  readonly evidence: Behavior['evidence'];
}

/**
 * The behaviors that may help: those whose trigger is met by what the caller tells, or all where it tells nothing.
 * Disabled and retired ones are left out. Nothing is executed.
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
  return all
    .filter(
      (behavior) => behavior.status !== 'disabled' && behavior.status !== 'retired' && isMeant(behavior),
    )
    .map(({ name, instruction, status, trigger, evidence }) => ({
      name,
      instruction,
      status,
      trigger,
      evidence,
    }));
}
