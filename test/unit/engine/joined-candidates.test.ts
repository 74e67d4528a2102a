import { describe, expect, it } from 'vitest';
import { joinCandidates } from '../../../src/engine/joined-candidates.ts';
import type { Candidate, FileEdit, Replacement } from '../../../src/loop/types.ts';

const one = (id: string, ...edits: FileEdit[]): Candidate => ({
  ...{ id, skills: ['language-service-fix'], title: id, edits, share: 0.5, why: '' },
});
const modify = (path: string, ...replacements: Replacement[]): FileEdit => ({
  kind: 'modify',
  path,
  replacements,
});
const at = (start: number, end: number, text: string): Replacement => ({ start, end, text });

describe('fixes of one file, put together', () => {
  it('make the edits of all, in order, and what two of them do alike only once', () => {
    const joined = joinCandidates([
      one('b', modify('a.ts', at(20, 24, 'x')), modify('b.ts', at(0, 0, '// hi\n'))),
      one('a', modify('a.ts', at(3, 5, 'y'), at(20, 24, 'x'))),
    ]);
    expect(joined?.edits).toEqual([
      modify('a.ts', at(3, 5, 'y'), at(20, 24, 'x')),
      modify('b.ts', at(0, 0, '// hi\n')),
    ]);
  });

  it('are none where two touch one place, or a file comes or goes', () => {
    expect(
      joinCandidates([one('a', modify('a.ts', at(0, 5, 'x'))), one('b', modify('a.ts', at(4, 6, 'y')))]),
    ).toBeUndefined();
    // Which import would come first?
    expect(
      joinCandidates([one('a', modify('a.ts', at(0, 0, 'x'))), one('b', modify('a.ts', at(0, 0, 'y')))]),
    ).toBeUndefined();
    expect(joinCandidates([one('a', { kind: 'delete', path: 'a.ts' })])).toBeUndefined();
    expect(joinCandidates([])).toBeUndefined();
  });

  it('may touch', () => {
    const joined = joinCandidates([
      one('a', modify('a.ts', at(0, 4, 'x'))),
      one('b', modify('a.ts', at(4, 6, 'y'))),
    ]);
    expect(joined?.edits).toEqual([modify('a.ts', at(0, 4, 'x'), at(4, 6, 'y'))]);
  });
});
