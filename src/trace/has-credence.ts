import type { Outcome } from '../loop/types.ts';

/**
 * Whether the credence of an outcome tells a person something: none of what was stopped does, nor how little is believed of a
 * task that waits for something only they can mend, such as tests that cannot be run.
 */
export function hasCredence({ verdict, candidate }: Outcome): boolean {
  return verdict !== 'cancelled' && (verdict !== 'escalated' || candidate !== undefined);
}
