import { describe, expect, it } from 'vitest';
import { FixCache } from '../../../src/vscode/lightbulb/fix-cache.ts';

const PROBLEM = { start: 3, end: 8, message: 'no such name' };
const FIX = { id: 'f', title: 'Import it', credence: 0.9, patch: [] };

describe('verified fixes', () => {
  it('belong to the text that they were verified for, and are there again when it is', () => {
    const cache = new FixCache();
    cache.add('one', PROBLEM, FIX);
    expect(cache.known('two')).toBeUndefined();
    expect(cache.known('one')?.fixes.get('3-8 no such name')).toBe(FIX);
  });

  it('are not looked for again, whether there is one or was none', () => {
    const cache = new FixCache();
    const other = { ...PROBLEM, start: 0 };
    cache.add('one', PROBLEM, undefined);
    expect(cache.isComplete('one', [PROBLEM])).toBe(true);
    expect(cache.isComplete('one', [PROBLEM, other])).toBe(false);
    cache.add('one', undefined, FIX);
    expect(cache.known('one')?.all).toBe(FIX);
  });

  it('that still wait for their tests are looked for again when that was given up', () => {
    const cache = new FixCache();
    const other = { ...PROBLEM, start: 0 };
    cache.add('one', PROBLEM, { ...FIX, testing: true });
    cache.add('one', other, FIX);
    cache.forgetUntested('one');
    expect(cache.isComplete('one', [other])).toBe(true);
    expect(cache.isComplete('one', [PROBLEM])).toBe(false);
  });

  it('of texts long gone are forgotten', () => {
    const cache = new FixCache();
    for (let index = 0; index < 100; index += 1) {
      cache.add(`text ${index}`, PROBLEM, FIX);
      cache.add('mine', PROBLEM, FIX);
    }
    expect(cache.known('text 0')).toBeUndefined();
    expect(cache.known('mine')).toBeDefined();
  });
});
