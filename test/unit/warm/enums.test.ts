import { expect, it } from 'vitest';
import { withMembersApart } from '../../../src/environment/warm/worker/enums.ts';
import { Transformer } from '../../../src/environment/warm/worker/transform.ts';

function exported(text: string): Record<string, unknown> {
  const exports = {};
  const none = (): undefined => undefined;
  new Transformer('/', 'vitest').factory('/a.ts', text)(exports, none, {}, '/a.ts', '/', {}, none);
  return exports;
}

it('an enumeration may have a member of its own name', () => {
  const text = `
    export function all() {
      enum B { A, /* first */ B = 4,
        // then
        C }
      return [B.A, B.B, B.C, B[4]];
    }
    export enum $x { $x, y = 'z' }
    export enum Other { A = 1, Others = A, Another }
    export const line = () => new Error().stack.split('\\n')[1];`;
  const { all, $x, Other, line } = exported(text);
  expect((all as () => unknown)()).toEqual([0, 4, 5, 'B']);
  expect($x).toEqual({ 0: '$x', $x: 0, y: 'z' });
  expect(Other).toEqual({ 1: 'Others', 2: 'Another', A: 1, Others: 1, Another: 2 });
  // Lines stay where they are.
  expect((line as () => string)()).toContain('/a.ts:10:');
});

it('a line of many comments within one is read in one pass', () => {
  const text = `enum B { A = ${'// '.repeat(60)}\n B }`;
  // Each of them may begin a comment: taken apart in every way, they would outlast any patience.
  expect(withMembersApart(text)).toBe(text);
});
