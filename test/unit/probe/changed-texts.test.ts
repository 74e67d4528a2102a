import { describe, expect, it } from 'vitest';
import { sizeOf } from '../../../src/environment/probe/changed-texts.ts';

const BEFORE = `function record(match) {
  this.shift(match.home, SPEED * (score - expected));
  const expectedAway = chance(this.of(match.away), this.of(match.home));
  return expectedAway;
}
`;
const FIRST = '  this.shift(match.home, SPEED * (score - expected));\n';

function sizeOfChange(after: string): number {
  return sizeOf(new Map([['a.js', after]]), { read: () => BEFORE, list: () => ['a.js'] });
}

describe('the size of an edit', () => {
  it('is what it takes away and puts in', () => {
    expect(sizeOfChange(BEFORE)).toBe(0);
    expect(sizeOfChange(BEFORE.replace('expectedAway;', 'expected;'))).toBe('expectedAwayexpected'.length);
    expect(sizeOfChange(BEFORE.replace(FIRST, ''))).toBe(FIRST.length);
  });

  it('is small for a long line that only moves', () => {
    const moved = BEFORE.replace(FIRST, '').replace('  return', `${FIRST}  return`);
    expect(sizeOfChange(moved)).toBeLessThan(20);
    // Into a branch as well: there it is indented further.
    const inside = BEFORE.replace(FIRST, '').replace('  return', `  if (score) {\n  ${FIRST}  }\n  return`);
    expect(sizeOfChange(inside)).toBeLessThan(40);
  });

  it('counts a line that moves once, and its second copy as new', () => {
    const twice = BEFORE.replace(FIRST, '').replace('  return', `${FIRST}${FIRST}  return`);
    expect(sizeOfChange(twice)).toBeGreaterThan(FIRST.length);
  });
});
