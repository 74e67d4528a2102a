import { describe, expect, it } from 'vitest';
import { BUGS, textsOf } from './one-line-bugs.ts';
import { allCandidates, applied, aSituation } from './scene.ts';

/** Ranks of the right text, each with the whole file as the only suspect. Smaller is better. */
async function ranks(): Promise<readonly (number | undefined)[]> {
  const found: (number | undefined)[] = [];
  for (const { path, marked } of BUGS) {
    const { wrong, right } = textsOf(marked);
    const candidates = await allCandidates(aSituation(path, wrong), { [path]: wrong });
    const index = candidates.findIndex((candidate) => applied(wrong, candidate.edits) === right);
    found.push(index === -1 ? undefined : index + 1);
  }
  return found;
}

describe('realistic one-line bugs', () => {
  it('are mostly among the candidates, and half of them among the first twenty', async () => {
    const all = await ranks();
    const within = (limit: number): number =>
      all.filter((rank) => rank !== undefined && rank <= limit).length;
    expect(within(1500) / BUGS.length).toBeGreaterThanOrEqual(0.9);
    expect(within(100) / BUGS.length).toBeGreaterThanOrEqual(0.8);
    expect(within(20) / BUGS.length).toBeGreaterThanOrEqual(0.5);
  });
});
