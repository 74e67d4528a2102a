import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Suspect } from '../../../src/loop/ports.ts';
import type { Sketch } from '../../../src/skills/template-repair/idea.ts';
import { readModule, type SourceModule } from '../../../src/skills/template-repair/source-module.ts';
import { Waiting } from '../../../src/skills/template-repair/waiting.ts';
import { testSyntax } from '../../support/syntax.ts';

const TEXT = 'export const total = 1;\n';
const suspect: Suspect = {
  path: 'a.ts',
  start: 0,
  end: 23,
  score: 1,
  symbol: 'total',
  why: 'a test runs it',
};
let module: SourceModule;

beforeAll(async () => {
  const read = await readModule('a.ts', TEXT, testSyntax(), []);
  if (read === undefined) throw new Error('the text cannot be read');
  module = read;
});

/** An edit whose text says how natural it reads. */
function sketch(weight: number, odds: number, key: string): Sketch {
  return {
    path: 'a.ts',
    text: TEXT,
    template: 'number-constant',
    replacements: [{ start: 21, end: 22, text: String(odds) }],
    label: key,
    line: 1,
    scope: module.root,
    suspect,
    accident: 1,
    weight,
    plain: weight,
    key,
  };
}

const oddsIn = (_: string, after: string): number => Number(/= (-?\d+);/.exec(after)?.[1] ?? 0);

describe('ideas that wait', () => {
  it('come in the order of their weights, though few are read before they are next', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: -8, max: 8 })), {
          minLength: 1,
        }),
        (given) => {
          const waiting = new Waiting(oddsIn);
          const sketches = given.map(([weight, odds], index) => sketch(weight, odds, `k${index}`));
          const { best } = waiting.add(sketches, module, 'weight');
          const weights: number[] = [];
          for (let idea = waiting.take(); idea !== undefined; idea = waiting.take())
            weights.push(idea.weight);
          expect(weights).toEqual(weights.toSorted((a, b) => b - a));
          expect(weights).toHaveLength(given.length);
          expect(weights[0]).toBe(best);
          expect(waiting.mass).toBeCloseTo(0, 6);
        },
      ),
    );
  });

  it('are not read while others are likelier however they read', () => {
    let asked = 0;
    const waiting = new Waiting((before, after) => {
      asked += 1;
      return oddsIn(before, after);
    });
    const heavy = Array.from({ length: 10 }, (_, index) => sketch(100, 0, `heavy${index}`));
    const light = Array.from({ length: 1000 }, (_, index) => sketch(1, 8, `light${index}`));
    waiting.add([...heavy, ...light], module, 'weight');
    for (let turn = 0; turn < 10; turn += 1) expect(waiting.take()?.key).toMatch(/^heavy/);
    expect(asked).toBe(10);
    expect(waiting.take()?.key).toMatch(/^light/);
  });
});
