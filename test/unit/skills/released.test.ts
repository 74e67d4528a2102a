import { describe, expect, it } from 'vitest';
import type { Situation } from '../../../src/loop/ports.ts';
import type { Behavior, Candidate } from '../../../src/loop/types.ts';
import { templateRepair } from '../../../src/skills/template-repair/template-repair.ts';
import { testSyntax } from '../../support/syntax.ts';
import { allCandidates, applied, aSituation, sourcesOf } from './scene.ts';

const PATH = 'src/settle.js';
const TEXT = `export function settle(rows, day) {
  const trail = [];
  let sum = 0;
  for (const row of rows) {
    if (row.until > day) continue;
    trail.push(row.id);
    sum += row.price * row.count;
  }
  return { trail, sum };
}
`;
const SKIPS: Behavior = {
  name: 'mend-missing-skip',
  trigger: { taskKind: 'failing-test' },
  instruction: 'Look early for where it is missing.',
  prefer: 'idiom:→ if (_.cancelled) continue;',
  status: 'trial',
  evidence: { usedSolved: 3, usedFailed: 0, withheldSolved: 0, withheldFailed: 0 },
  sources: ['one', 'two', 'three'],
};
const BEFORE = 20;

/** The first candidates of a search to which the behavior becomes known after some of them. */
async function withSkipsAfter(count: number, most: number): Promise<readonly Candidate[]> {
  const before = aSituation(PATH, TEXT);
  const after: Situation = { ...before, behaviors: [SKIPS] };
  const files = { [PATH]: TEXT };
  const skill = templateRepair({ sources: sourcesOf(files), syntax: testSyntax() }).start(before);
  const found: Candidate[] = [];
  while (found.length < most) {
    const situation = found.length < count ? before : after;
    const proposal = await skill.propose(situation, new AbortController().signal);
    if (proposal.kind !== 'candidate') break;
    found.push(proposal.candidate);
  }
  return found;
}

describe('a habit that comes to be known while a search goes on', () => {
  it('is tried next, and nothing is tried twice', async () => {
    const mended = TEXT.replace('    trail.push', '    if (row.cancelled) continue;\n    trail.push');
    const isMended = ({ edits }: Candidate): boolean => applied(TEXT, edits) === mended;
    const without = await allCandidates(aSituation(PATH, TEXT), { [PATH]: TEXT });
    expect(without.some(isMended)).toBe(false);

    const found = await withSkipsAfter(BEFORE, without.length);
    expect(found.slice(0, BEFORE)).toEqual(without.slice(0, BEFORE));
    const at = found.findIndex(isMended);
    expect(at).toBeGreaterThanOrEqual(BEFORE);
    expect(at).toBeLessThan(BEFORE + 30);
    expect(found[at]?.raised).toBeGreaterThan(1);
    expect(new Set(found.map(({ edits }) => applied(TEXT, edits))).size).toBe(found.length);
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
    expect(found.reduce((sum, { share }) => sum + share, 0)).toBeLessThanOrEqual(1);
  });
});
