import type { Diagnostic, Observation } from '../../loop/types.ts';
import type { Closer } from './judge-patch.ts';

/**
 * What becomes of the errors that the patch's files had before. What was not looked at to its end is not said to be
 * left: no error of it was seen to stay.
 */
export function oldErrors(
  errors: readonly Diagnostic[],
  { rungs, clearedDiagnostics }: Pick<Observation, 'rungs' | 'clearedDiagnostics'>,
): Pick<Closer, 'cleared' | 'left'> {
  const left = errors.filter(({ key }) => !clearedDiagnostics.includes(key));
  const isKnown = rungs.some(
    ({ rung, status }) => rung === 'types' && (status === 'passed' || status === 'failed'),
  );
  return { cleared: errors.length - left.length, left: isKnown ? left : [] };
}
