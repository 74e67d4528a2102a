import { describe, expect, it } from 'vitest';
import { BUGS, textsOf } from './one-line-bugs.ts';
import { applied, aSituation, firstCandidates } from './scene.ts';

/** Of so many candidates of each file. */
const LOOKED_AT = 1500;

/** Ranks of the right text, each with the whole file as the only suspect. Smaller is better. */
async function ranks(): Promise<readonly (number | undefined)[]> {
  const found: (number | undefined)[] = [];
  for (const { path, marked } of BUGS) {
    const { wrong, right } = textsOf(marked);
    const candidates = await firstCandidates(aSituation(path, wrong), { [path]: wrong }, LOOKED_AT);
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
    expect(within(LOOKED_AT) / BUGS.length).toBeGreaterThanOrEqual(0.9);
    expect(within(100) / BUGS.length).toBeGreaterThanOrEqual(0.8);
    expect(within(20) / BUGS.length).toBeGreaterThanOrEqual(0.5);
  });
});
