import { describe, expect, it } from 'vitest';
import type { CodeFix } from '../../../src/loop/rooms.ts';
import { silences, weightOf } from '../../../src/skills/fix-weight.ts';
import { aSituation } from './scene.ts';

function fix(text: string, over: Partial<CodeFix> = {}): CodeFix {
  const changes = [{ path: 'a.ts', replacements: [{ start: 0, end: 0, text }] }];
  return { name: 'spelling', description: 'It', changes, ...over };
}

const situation = aSituation('a.ts', '');

describe('a fix that only makes the compiler look away', () => {
  it.each([
    ': any',
    'value: any;',
    'Map<string, any>',
    'string | any',
    'x as Thing',
    '(x as unknown as Thing)',
    'name!: string;',
    'value!.trim()',
    'find(x)!',
  ])('is one that writes %s', (text) => expect(silences(fix(text))).toBe(true));

  it.each(['// @ts-ignore', '// @ts-expect-error'])('is one that says %s', (description) =>
    expect(silences(fix('', { description }))).toBe(true),
  );

  it.each([
    ': Company',
    "tone: 'any'",
    'as const',
    'if (!ready) return;',
    'a !== b',
    'import { x as y } from "z"'.replace(' as y', ''),
    'anything',
  ])('is none that writes %s', (text) => expect(silences(fix(text))).toBe(false));
});

describe('what is believed of a fix', () => {
  it('falls with how badly it fits the place', () => {
    const [good, bad] = [0.9, 0.3].map((fit) => weightOf(fix('x', { fit }), 'TS2304', situation));
    expect(good).toBeCloseTo(3 * (bad ?? 0));
  });

  it('is little for code that is only there to compile', () => {
    const plain = weightOf(fix('return 1;'), 'TS2420', situation);
    expect(weightOf(fix('throw new Error("Method not implemented.");'), 'TS2420', situation)).toBeLessThan(
      plain / 5,
    );
    expect(weightOf(fix('\n    [x: string]: number;'), 'TS2339', situation)).toBeLessThan(plain / 5);
  });

  it('is little for deleting, unless what is deleted is what the error is about', () => {
    const removal = fix('', { name: 'unusedIdentifier' });
    expect(weightOf(removal, 'TS6133', situation)).toBeGreaterThan(
      10 * weightOf(removal, 'TS2304', situation),
    );
  });

  it('rises with what was learned and where the handbook favours it', () => {
    const part = 'language-service-fix:spelling';
    const plain = weightOf(fix('x'), 'TS2304', situation);
    const beliefs = { [`failing-test/${part}`]: { success: 10, failure: 0 } };
    expect(weightOf(fix('x'), 'TS2304', { ...situation, beliefs })).toBeGreaterThan(plain);
    const behavior = {
      name: 'b',
      trigger: {},
      instruction: '',
      prefer: part,
      status: 'active',
      evidence: { usedSolved: 0, usedFailed: 0, withheldSolved: 0, withheldFailed: 0 },
      sources: [],
    } as const;
    expect(weightOf(fix('x'), 'TS2304', { ...situation, behaviors: [behavior] })).toBeGreaterThan(plain);
  });
});
