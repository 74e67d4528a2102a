import { describe, expect, it } from 'vitest';
import { compare } from '../../../bench/verify/agreement.ts';
import type { Verdict } from '../../../bench/verify/engine-protocol.ts';
import { aCandidate } from '../../support/world.ts';

function judged(id: string, verdict: Verdict['verdict']) {
  return { candidate: aCandidate(id), fast: { candidate: id, verdict, why: 'tests', seconds: 0, rungs: [] } };
}

/** A cold side that answers for each candidate with the next of its failures; undefined is a pass. */
function coldSide(failures: Readonly<Record<string, readonly (string | undefined)[]>>) {
  const asked = new Map<string, number>();
  return {
    judge: async ({ id }: { readonly id: string }) => {
      const n = asked.get(id) ?? 0;
      asked.set(id, n + 1);
      return failures[id]?.[Math.min(n, failures[id].length - 1)];
    },
    failure: async () => undefined,
  };
}

const none = (): void => {};

describe('the comparison with cold verdicts', () => {
  it('agrees when both fail or both pass, covered or not', async () => {
    const all = [judged('a', 'failed'), judged('b', 'passed'), judged('c', 'not-covered')];
    const found = await compare(all, 10, coldSide({ a: ['breaks x'], b: [undefined], c: [undefined] }), none);
    expect(found).toMatchObject({ compared: 3, disagreements: [], wrongPasses: 0 });
  });

  it('counts what the fast path passes and the cold run fails as a wrong pass', async () => {
    const found = await compare([judged('a', 'passed')], 10, coldSide({ a: ['breaks x'] }), none);
    expect(found).toMatchObject({ compared: 1, wrongPasses: 1 });
    expect(found.disagreements[0]?.cold).toBe('breaks x');
  });

  it('counts a false alarm as a disagreement, but as no wrong pass', async () => {
    const found = await compare([judged('a', 'failed')], 10, coldSide({ a: [undefined] }), none);
    expect(found).toMatchObject({ compared: 1, wrongPasses: 0 });
    expect(found.disagreements).toHaveLength(1);
  });

  it('takes no verdict for no agreement', async () => {
    const found = await compare([judged('a', 'unknown')], 10, coldSide({ a: [undefined] }), none);
    expect(found.disagreements).toHaveLength(1);
  });

  it('leaves out a cold verdict that changes when asked again', async () => {
    const all = [judged('a', 'passed'), judged('b', 'passed')];
    const found = await compare(all, 10, coldSide({ a: ['timed out', undefined], b: [undefined] }), none);
    expect(found).toMatchObject({ compared: 1, unsteady: 1, disagreements: [] });
  });
});
