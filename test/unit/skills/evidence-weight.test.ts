import { describe, expect, it } from 'vitest';
import type { Suspect } from '../../../src/loop/ports.ts';
import { evidenceWeight, KINDS, naturalWeight } from '../../../src/skills/template-repair/evidence-weight.ts';
import { TEMPLATES } from '../../../src/skills/template-repair/templates.ts';

const TEXT = 'const total = items.filter((item) => item.price > 0).length - 1;\n';
const suspect: Suspect = {
  path: 'a.ts',
  start: 0,
  end: TEXT.length - 1,
  score: 1,
  symbol: 'total',
  why: 'a test runs it',
};
const at = TEXT.indexOf('> 0');
const callback = { start: TEXT.indexOf('item.price'), end: TEXT.indexOf(')', at), weight: 0.1 };
const edit = (over: Partial<Suspect> = {}, template = 'comparison') => ({
  path: 'a.ts',
  text: TEXT,
  template,
  suspect: { ...suspect, ...over },
  replacements: [{ start: at, end: at + 1, text: '>=' }],
});

describe('what is known of one edit beyond its place and template', () => {
  it('changes nothing where nothing is known', () => {
    expect(evidenceWeight(edit())).toBe(1);
    expect(naturalWeight(edit(), undefined)).toBe(1);
    expect(naturalWeight(edit(), () => 0)).toBe(1);
  });

  it('takes the smallest part that holds the edit; of several places, the likeliest', () => {
    const parts = [{ start: 0, end: TEXT.length - 1, weight: 1 }, callback];
    expect(evidenceWeight(edit({ parts }))).toBeCloseTo(0.1);
    const outside = { start: TEXT.indexOf('- 1'), end: TEXT.indexOf('- 1') + 1, text: '+' };
    const both = { ...edit({ parts }), replacements: [...edit().replacements, outside] };
    expect(evidenceWeight(both)).toBe(1);
  });

  it('raises the templates for which the failures speak, and no others', () => {
    const hints = { comparison: 3, slice: 0.5 };
    expect(evidenceWeight(edit({ hints }))).toBeGreaterThan(1.5);
    expect(evidenceWeight(edit({ hints }, 'slice-boundary'))).toBeLessThan(1);
    expect(evidenceWeight(edit({ hints }, 'string-literal'))).toBe(1);
  });

  it('asks how natural the code around the edit is, and bounds the answer', () => {
    let asked: readonly string[] = [];
    const natural = (before: string, after: string): number => {
      asked = [before, after];
      return 8;
    };
    expect(naturalWeight(edit(), natural)).toBeLessThanOrEqual(3);
    expect(asked).toEqual([TEXT, TEXT.replace('> 0', '>= 0')]);
    expect(naturalWeight(edit(), () => -8)).toBeGreaterThanOrEqual(1 / 3);
  });

  it('looks at a window of a long text', () => {
    const text = `${'x;\n'.repeat(5000)}${TEXT}${'y;\n'.repeat(5000)}`;
    let longest = 0;
    const shift = 15_000;
    const long = { ...edit(), text, suspect: { ...suspect, start: shift, end: shift + TEXT.length } };
    const replacements = [{ start: shift + at, end: shift + at + 1, text: '>=' }];
    naturalWeight({ ...long, replacements }, (before, after) => {
      longest = Math.max(before.length, after.length);
      expect(after).toContain('item.price >= 0');
      return 0;
    });
    expect(longest).toBeLessThan(400);
  });

  it('knows only templates that there are', () => {
    expect(Object.keys(KINDS).filter((name) => TEMPLATES[name] === undefined)).toEqual([]);
  });
});
