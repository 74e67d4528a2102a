import { describe, expect, it } from 'vitest';
import { contains } from '../../../src/loop/containment.ts';
import type { Candidate, FileEdit } from '../../../src/loop/types.ts';

const candidate = (...edits: readonly FileEdit[]): Candidate => ({
  id: 'c',
  skills: ['s'],
  title: 't',
  edits,
  share: 0.1,
  why: '',
});
const at = (path: string, ...starts: readonly number[]): FileEdit => ({
  kind: 'modify',
  path,
  replacements: starts.map((start) => ({ start, end: start + 1, text: 'x' })),
});

describe('a fix of all errors of a kind', () => {
  it('contains the fix of one of them', () => {
    expect(contains(candidate(at('a.ts', 1, 5)), candidate(at('a.ts', 5)))).toBe(true);
    expect(contains(candidate(at('a.ts', 1), at('b.ts', 2)), candidate(at('b.ts', 2)))).toBe(true);
  });

  it('is not contained in it, nor contains what is edited elsewhere or otherwise', () => {
    expect(contains(candidate(at('a.ts', 5)), candidate(at('a.ts', 1, 5)))).toBe(false);
    expect(contains(candidate(at('a.ts', 1, 5)), candidate(at('b.ts', 5)))).toBe(false);
    const other: FileEdit = { kind: 'modify', path: 'a.ts', replacements: [{ start: 5, end: 6, text: 'y' }] };
    expect(contains(candidate(at('a.ts', 1, 5)), candidate(other))).toBe(false);
    expect(
      contains(
        candidate({ kind: 'delete', path: 'a.ts' }),
        candidate({ kind: 'create', path: 'a.ts', text: '' }),
      ),
    ).toBe(false);
  });
});
