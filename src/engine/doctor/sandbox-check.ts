import type { Inspection } from '../../environment/inspect.ts';
import type { DoctorCheck } from './diagnosis.ts';

/** What to do about each reason for which nothing confines what is run. */
const NEXT: Readonly<Record<NonNullable<Inspection['sandbox']['unconfined']>, string>> = {
  'switched-off': 'Set credence.verification.sandbox to auto to have it used.',
  'not-installed': 'Install bubblewrap (the package is called bubblewrap).',
  'not-working':
    'Allow bubblewrap to make user namespaces (AppArmor, or kernel.unprivileged_userns_clone, may forbid it).',
  'not-known': 'Set credence.verification.sandbox to a container that has what your tests need.',
};

/** What confines what is run here. */
export function sandboxCheck({ sandbox: { words, unconfined } }: Pick<Inspection, 'sandbox'>): DoctorCheck {
  if (unconfined === undefined) return { area: 'sandbox', status: 'ok', found: `Confined by ${words}.` };
  return {
    area: 'sandbox',
    status: 'advice',
    found: `Nothing confines what is run (${words}); limits of time, memory and processes hold all the same.`,
    next: NEXT[unconfined],
  };
}
