import { describe, expect, it } from 'vitest';
import { templateRepair } from '../../../src/skills/template-repair/template-repair.ts';
import { testSyntax } from '../../support/syntax.ts';
import { applied, aSituation, sourcesOf } from './scene.ts';
import { type Slip, slipsOf } from './slips.ts';

/** Candidates that are drawn before a slip counts as not found. */
const MOST_DRAWN = 400;
const syntax = testSyntax();

/** Quotes and white space aside: several ways to write it are right. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('"', "'");
}

async function foundBy({
  path,
  wrong,
  right,
}: Slip): Promise<{ readonly rank: number; readonly by: readonly string[] }> {
  const situation = aSituation(path, wrong);
  const skill = templateRepair({ sources: sourcesOf({ [path]: wrong }), syntax }).start(situation);
  for (let rank = 1; rank <= MOST_DRAWN; rank += 1) {
    const proposal = await skill.propose(situation, new AbortController().signal);
    if (proposal.kind !== 'candidate') break;
    if (plain(applied(wrong, proposal.candidate.edits)) === plain(right))
      return { rank, by: proposal.candidate.skills };
  }
  return { rank: Number.POSITIVE_INFINITY, by: [] };
}

describe('slips with the library and the language itself', () => {
  it('are mended by nine of ten, most of them early, by each of the templates for them', async () => {
    const slips = slipsOf('library');
    const found = await Promise.all(slips.map(foundBy));
    const ranks = found.map(({ rank }) => rank).toSorted((a, b) => a - b);
    const missed = slips.filter((_, index) => !Number.isFinite(found[index]?.rank));
    expect(
      missed.length / slips.length,
      missed.map(({ kind, name }) => `${kind}: ${name}`).join('\n'),
    ).toBeLessThanOrEqual(0.1);
    expect(ranks[Math.floor(ranks.length / 2)]).toBeLessThanOrEqual(12);
    const used = new Set(found.flatMap(({ by }) => by.slice(1).map((name) => name.split(':')[1])));
    const wanted = [
      ...['regular-expression', 'pattern-flag', 'language-slip', 'sort-key', 'format-slip', 'error-type'],
      ...['missing-super', 'missing-decorator', 'outer-name', 'late-binding', 'at-once', 'spread-missing'],
    ];
    expect(wanted.filter((name) => !used.has(name))).toEqual([]);
  }, 120_000);
});
