import { describe, expect, it } from 'vitest';
import type { Behavior } from '../../../src/loop/types.ts';
import { idiomOf, knownIdioms, rateOf } from '../../../src/skills/template-repair/idiom.ts';

/** The idiom of replacing the marked part of a text: `a‹old›b`. */
const of = (marked: string, text: string): string | undefined => {
  const start = marked.indexOf('‹');
  const end = marked.indexOf('›') - 1;
  return idiomOf(marked.replace(/[‹›]/g, ''), [{ start, end, text }]);
};

const BEHAVIOR: Behavior = {
  name: 'a',
  trigger: {},
  instruction: 'Do.',
  prefer: 'idiom:< → <=',
  status: 'trial',
  evidence: { usedSolved: 0, usedFailed: 0, withheldSolved: 0, withheldFailed: 0 },
  sources: ['one'],
};

describe('an idiom', () => {
  it('is what an edit rewrites, without the names that differ from place to place', () => {
    expect(of('  return a.start ‹<› b;', '<=')).toBe('< → <=');
    expect(of('  return ‹sum›;', 'cents(sum)')).toBe('_ → cents(_)');
    expect(of('  f(x);\n‹›  g(x);', '  if (order.cancelled) continue;\n')).toBe(
      '→ if (_.cancelled) continue;',
    );
    expect(of("if (x.state === ‹'closed'›) go();", "'open'")).toBe("'closed' → 'open'");
  });

  it('is the same wherever the same habit shows', () => {
    expect(of('total = ‹sum›;', 'cents(sum)')).toBe(of('  return ‹charged›;', 'cents(charged)'));
    expect(of('‹i› < n', 'i + 1')).not.toBe(of('‹i› < n', 'i - 1'));
  });

  it('is none where nothing changes but white space, or where it is too long to be a habit', () => {
    expect(of('a ‹+› b', ' + ')).toBeUndefined();
    expect(of('‹›', 'const a = 1;\n'.repeat(20))).toBeUndefined();
  });
});

describe('what is known of idioms', () => {
  it('weighs more the more often it was the fix of the tasks where it matched', () => {
    const tried = { usedSolved: 6, usedFailed: 1, withheldSolved: 1, withheldFailed: 0 };
    expect(rateOf(BEHAVIOR)).toBe(0.5);
    expect(rateOf({ ...BEHAVIOR, evidence: tried })).toBe(0.1);
    expect(rateOf({ ...BEHAVIOR, evidence: tried, sources: ['1', '2', '3', '4', '5'] })).toBe(0.5);
    expect(rateOf({ ...BEHAVIOR, evidence: tried, status: 'pinned' })).toBe(1);
  });

  it('is told by the behaviors that are used', () => {
    const known = knownIdioms({
      behaviors: [BEHAVIOR, { ...BEHAVIOR, prefer: 'template-repair:comparison' }],
    });
    expect([...known.keys()]).toEqual(['< → <=']);
    expect(known.get('< → <=')?.raise).toBeGreaterThan(10);
  });
});
