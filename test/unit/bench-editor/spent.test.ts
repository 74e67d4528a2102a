import { describe, expect, it } from 'vitest';
import { spentBetween } from '../../../bench/editor/spent.ts';

const ENGINE: readonly [number, number] = [11, 4000];

describe('what the processes of an extension spend between two looks', () => {
  it('is what each has spent since, from its start where it is new', () => {
    expect(spentBetween(new Map([ENGINE]), new Map([[11, 4250]]))).toBe(250);
    expect(spentBetween(new Map(), new Map([[12, 30]]))).toBe(30);
  });

  it('does not lose what one spent when another ends that had worked before', () => {
    expect(spentBetween(new Map([ENGINE, [12, 100]]), new Map([[12, 900]]))).toBe(800);
    expect(spentBetween(new Map([ENGINE]), new Map())).toBe(0);
  });

  it('is not below 0 where a number was given to another process', () => {
    expect(spentBetween(new Map([ENGINE]), new Map([[11, 20]]))).toBe(20);
  });
});
