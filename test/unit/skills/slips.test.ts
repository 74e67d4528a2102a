import { describe, expect, it } from 'vitest';
import type { Situation, Suspect } from '../../../src/loop/ports.ts';
import { templateRepair } from '../../../src/skills/template-repair/template-repair.ts';
import { testSyntax } from '../../support/syntax.ts';
import { applied, aSituation, sourcesOf } from './scene.ts';
import { type Slip, slipsOf } from './slips.ts';

/** Candidates that are drawn before a slip counts as not found. */
const MOST_DRAWN = 2500;

const syntax = testSyntax();

function without(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** The rank of the right text; white space aside, since the slips leave some where code was taken out. */
async function rankOf({ path, wrong, right }: Slip, suspects: readonly Suspect[]): Promise<number> {
  const situation: Situation = aSituation(path, wrong, { suspects });
  const skill = templateRepair({ sources: sourcesOf({ [path]: wrong }), syntax }).start(situation);
  for (let rank = 1; rank <= MOST_DRAWN; rank += 1) {
    const proposal = await skill.propose(situation, new AbortController().signal);
    if (proposal.kind !== 'candidate') break;
    if (without(applied(wrong, proposal.candidate.edits)) === without(right)) return rank;
  }
  return Number.POSITIVE_INFINITY;
}

function wholeFile({ path, wrong }: Slip): Suspect {
  return {
    path,
    start: 0,
    end: wrong.length,
    score: 0.5,
    symbol: '',
    why: 'the failing test runs through it',
  };
}

/** The lines that differ, as a perfect localisation would point at them. */
function faultyLines(slip: Slip): Suspect {
  const { wrong, right } = slip;
  let head = 0;
  while (head < wrong.length && wrong[head] === right[head]) head += 1;
  let tail = 0;
  const room = Math.min(wrong.length, right.length) - head;
  while (tail < room && wrong[wrong.length - 1 - tail] === right[right.length - 1 - tail]) tail += 1;
  const start = wrong.lastIndexOf('\n', head - 1) + 1;
  const end = wrong.indexOf('\n', Math.max(head, wrong.length - tail));
  return { ...wholeFile(slip), start, end: end === -1 ? wrong.length : end, score: 1 };
}

function median(ranks: readonly number[]): number {
  return ranks.toSorted((a, b) => a - b)[Math.floor(ranks.length / 2)] ?? 0;
}

describe.each(['typescript', 'python'] as const)('slips in %s', (language) => {
  const slips = slipsOf(language);

  it('are collected for every kind', () => {
    expect(slips.length).toBeGreaterThanOrEqual(60);
    expect(new Set(slips.map((slip) => slip.kind)).size).toBeGreaterThanOrEqual(28);
    expect(slips.filter(({ wrong, right }) => wrong === right)).toEqual([]);
  });

  it('are mended by nine of ten, most of them early, with the function alone and with the line', async () => {
    const known: number[] = [];
    const exact: number[] = [];
    for (const slip of slips) {
      known.push(await rankOf(slip, [wholeFile(slip)]));
      exact.push(await rankOf(slip, [faultyLines(slip), { ...wholeFile(slip), score: 0.05 }]));
    }
    const found = known.filter((rank) => Number.isFinite(rank));
    expect(found.length / slips.length).toBeGreaterThanOrEqual(0.9);
    expect(median(known)).toBeLessThanOrEqual(40);
    expect(median(exact)).toBeLessThanOrEqual(15);
  }, 120_000);
});
