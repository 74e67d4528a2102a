import type { Survey } from '../loop/types.ts';
import { plural } from './layout.ts';

/** What the search runs in warm processes, and what it leaves to cold runs, in a sentence. */
export function fastPathText({ tests, files, left, megabytes }: NonNullable<Survey['fastPath']>): string {
  const memory = megabytes > 0 ? `, ${megabytes} MB` : '';
  const warm =
    files === 0
      ? 'no test can be run in a warm process'
      : `${plural(tests, 'test')} of ${plural(files, 'file')} run in a warm process${memory}`;
  const [first] = left;
  if (first === undefined) return warm;
  return `${warm}; ${plural(left.length, 'file')} cold, as ${first.file}: ${first.reason}`;
}
