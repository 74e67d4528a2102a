import vm from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  inOrder,
  instrument,
  probeName,
  withInsertions,
  withStepsOf,
} from '../../../src/environment/warm/instrument.ts';
import { testSyntax } from '../../support/syntax.ts';

const SOURCE = `'use strict';
// Adds up what is positive.
export const LIMIT = 3;
function sum(values) {
  let total = 0;
  for (const value of values) if (value > 0) total += value;
  while (total > 100) total -= 10;
  do total += 0; while (false);
  if (total === 5) return 'five';
  else if (total === 6) { return 'six'; }
  else total += 1;
  switch (total) {
    case 1: return 'one';
    default: break;
  }
  return values.map((value) => ({ value })).length + [1].map(v => v + 1)[0];
}
class Box { #x = 1; get x() { return this.#x } static { Box.made = 1; } }
outer: for (let i = 0; i < 2; i++) { for (;;) continue outer; }
`;

async function instrumented(text: string) {
  const found = await testSyntax().withTree('a.js', text, (root) => instrument(root, text, 0));
  if (found === undefined) throw new Error('no grammar');
  return found;
}

function run(text: string, call: string): { result: unknown; probes: Uint8Array; steps: number } {
  const probes = new Uint8Array(1000);
  let steps = 0;
  const context = vm.createContext({
    [probeName(0)]: probes,
    __credenceStep: () => {
      steps += 1;
    },
  });
  vm.runInContext(text.replaceAll('export ', '       '), context);
  probes.fill(0);
  steps = 0;
  return { result: vm.runInContext(call, context) as unknown, probes, steps };
}

/** Without what is put in. */
const bare = (text: string): string => text.replaceAll(/__credenceStep\(\);|[{}]/g, '');
const depth = (text: string): number => text.split('{').length - text.split('}').length;

const LOOPS = `export function f(n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    sum += i;
  }
  for (let k = 0; k < n; k++) {
    sum += k;
  }
  for (let j = 0; j < n; j++) {
    sum += j;
  }
  return sum;
}
`;

describe('an instrumented file', () => {
  it('does what it did, and notes what ran', async () => {
    const { statements, probes, steps } = await instrumented(SOURCE);
    const text = withInsertions(SOURCE, inOrder([...probes, ...steps]));
    for (const call of ['sum([2, 3])', 'sum([1, 5])', 'sum([-1])', 'sum([])', 'new Box().x']) {
      expect(run(text, call).result).toEqual(run(SOURCE, call).result);
    }
    const reached = run(text, 'sum([2, 3])').probes;
    const ran = statements
      .filter((_, index) => reached[index] === 1)
      .map(({ start, end }) => SOURCE.slice(start, end));
    expect(ran).toContain("return 'five';");
    expect(ran).toContain('total += value;');
    expect(ran).not.toContain("{ return 'six'; }");
    expect(ran).not.toContain('total -= 10;');
  });

  it('keeps every line where it is', async () => {
    const { probes } = await instrumented(SOURCE);
    const lines = withInsertions(SOURCE, probes).split('\n');
    expect(lines).toHaveLength(SOURCE.split('\n').length);
    for (const [index, line] of SOURCE.split('\n').entries()) {
      const first = line.trim().split(/\W/, 1)[0] ?? '';
      expect(lines[index]).toContain(first);
    }
  });

  it('counts a step for each turn of a loop, in the changed text as well', async () => {
    const { steps } = await instrumented(SOURCE);
    const changed = SOURCE.replace('value > 0', 'value >= 0 && value !== 7');
    const text = withStepsOf(SOURCE, changed, steps);
    expect(bare(text)).toBe(bare(changed));
    expect(text.match(/__credenceStep/g)?.length).toBeGreaterThanOrEqual(3);
    expect(run(text, 'sum([1, 2, 7])').result).toEqual(run(changed, 'sum([1, 2, 7])').result);
  });

  it('counts the loops between two places of an edit, which may never end', async () => {
    const { steps } = await instrumented(LOOPS);
    const changed = LOOPS.replace('i++', 'i--').replace('j++', 'j--');
    const count = (text: string): number => text.match(/__credenceStep/g)?.length ?? 0;
    const whole = count(withStepsOf(LOOPS, LOOPS, steps));
    const stepped = withStepsOf(LOOPS, changed, steps);
    expect(bare(stepped)).toBe(bare(changed));
    // What stands in the changed lines themselves is lost.
    expect(count(stepped)).toBeGreaterThanOrEqual(whole - 2);
    expect(stepped).toMatch(/k\+\+\) \{[^\n]*__credenceStep/);
  });

  it('gets the steps of the original around changes in two places', async () => {
    const { steps } = await instrumented(SOURCE);
    const change = fc.tuple(fc.nat(SOURCE.length), fc.nat(10), fc.string({ maxLength: 12 }));
    fc.assert(
      fc.property(change, change, ([one, first, a], [other, second, b]) => {
        const [low, high] = one < other ? [one, other] : [other, one];
        const gap = Math.min(first, high - low);
        const changed =
          SOURCE.slice(0, low) + a + SOURCE.slice(low + gap, high) + b + SOURCE.slice(high + second);
        const stepped = withStepsOf(SOURCE, changed, steps);
        expect(bare(stepped)).toBe(bare(changed));
        expect(depth(stepped)).toBe(depth(changed));
      }),
    );
  });

  it('gets the steps of the original around any change', async () => {
    const { steps } = await instrumented(SOURCE);
    fc.assert(
      fc.property(fc.nat(SOURCE.length), fc.nat(40), fc.string({ maxLength: 30 }), (start, length, added) => {
        const changed = SOURCE.slice(0, start) + added + SOURCE.slice(start + length);
        const stepped = withStepsOf(SOURCE, changed, steps);
        expect(bare(stepped)).toBe(bare(changed));
        expect(depth(stepped)).toBe(depth(changed));
      }),
    );
  });
});
