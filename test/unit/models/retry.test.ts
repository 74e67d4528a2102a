import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backOff, retryAfter, waitAsked } from '../../../src/models/retry.ts';

const chance = fc.double({ min: 0, max: 1, noNaN: true });

/** All waits of a policy, until it gives up. */
function waits(policy: ReturnType<typeof backOff>, asked?: number): number[] {
  const next = policy.next(asked);
  return next === undefined ? [] : [next.wait, ...waits(next.policy, asked)];
}

describe('waiting between attempts', () => {
  it('doubles, by chance between half and all of it, and ends', () => {
    fc.assert(
      fc.property(chance, fc.nat(6), (share, retries) => {
        const all = waits(backOff(retries, 1, 1000, () => share));
        expect(all).toHaveLength(retries);
        for (const [index, wait] of all.entries()) {
          expect(wait).toBeGreaterThanOrEqual(0.5 * 2 ** index);
          expect(wait).toBeLessThanOrEqual(2 ** index);
        }
      }),
    );
  });

  it('never cuts short what the server asks for, and never exceeds what is patient', () => {
    fc.assert(
      fc.property(chance, fc.double({ min: 0, max: 40, noNaN: true }), (share, asked) => {
        const all = waits(
          backOff(3, 1, 20, () => share),
          asked,
        );
        expect(all).toHaveLength(asked > 20 ? 0 : 3);
        for (const wait of all) {
          expect(wait).toBeGreaterThanOrEqual(asked);
          expect(wait).toBeLessThanOrEqual(20);
        }
      }),
    );
  });

  it('differs between those who were refused together', () => {
    const draws = [0.1, 0.9];
    const [one, other] = draws.map((draw) =>
      waits(
        backOff(1, 1, 20, () => draw),
        5,
      ),
    );
    expect(one).not.toEqual(other);
  });
});

describe('what a server asks for', () => {
  const now = Date.parse('2026-01-02T03:04:05Z');
  it.each([
    ['7', 7],
    ['0', 0],
    ['1.5', 1.5],
    ['-3', 0],
    ['Fri, 02 Jan 2026 03:04:35 GMT', 30],
    ['Fri, 02 Jan 2026 03:04:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
    [null, undefined],
  ])('%j is %j seconds', (header, seconds) => {
    expect(retryAfter(header, now)).toBe(seconds);
  });

  it('is taken from the exact header first', () => {
    const both = new Headers({ 'retry-after': '9', 'retry-after-ms': '1500' });
    expect(waitAsked(both, now)).toBe(1.5);
    expect(waitAsked(new Headers({ 'retry-after': '9', 'retry-after-ms': 'x' }), now)).toBe(9);
    expect(waitAsked(new Headers(), now)).toBeUndefined();
  });
});
