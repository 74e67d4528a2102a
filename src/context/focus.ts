import type { Task } from '../loop/types.ts';
import type { Stretch } from '../syntax/outline.ts';
import type { Evidence } from './evidence.ts';

const IN_RANGE = 0.95;
const IN_FILE = 0.35;

/** What the person pointed at is the strongest reason of all. */
export function focusClue({ focus }: Task, path: string, stretch: Stretch): readonly Evidence[] {
  if (!('path' in focus) || focus.path !== path || focus.kind === 'test') return [];
  if (focus.kind === 'file') return [{ strength: IN_FILE, why: 'you pointed at this file' }];
  if (stretch.start <= focus.end && focus.start <= stretch.end) {
    return [{ strength: IN_RANGE, why: 'you pointed at this place' }];
  }
  return [{ strength: IN_FILE / 2, why: 'you pointed at a place in this file' }];
}
