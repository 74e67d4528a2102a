import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Situation, Suspect } from '../../../src/loop/ports.ts';
import type { Candidate, Step } from '../../../src/loop/types.ts';
import type { Single } from '../../../src/skills/template-repair/generate.ts';
import { Halves } from '../../../src/skills/template-repair/halves.ts';
import { search } from '../../../src/skills/template-repair/search.ts';
import { readModule } from '../../../src/skills/template-repair/source-module.ts';
import { testSyntax } from '../../support/syntax.ts';
import { anObservation, aSurvey } from '../../support/world.ts';
import { aSituation } from './scene.ts';

const PATH = 'a.py';
const text = 'x\n'.repeat(4000);
const suspect: Suspect = { path: PATH, symbol: 'f', start: 0, end: text.length, score: 1, why: 'it is run' };
const module = await readModule(PATH, text, testSyntax(), []);

/** Singles of weights that fall with their rank, each at a place of its own. */
async function* singles(number: number): AsyncGenerator<Single> {
  if (module === undefined) throw new Error('the text was not parsed');
  const weights = Array.from({ length: number }, (_, rank) => 1 / (rank + 20));
  let mass = weights.reduce((sum, weight) => sum + weight, 0);
  let belief = 1;
  for (const [rank, one] of weights.entries()) {
    const share = (belief * one) / Math.max(one, mass);
    belief -= share;
    mass -= one;
    const weight = one / 10;
    const replacements = [{ start: rank * 4, end: rank * 4 + 1, text: 'y' }];
    const made = {
      path: PATH,
      text,
      replacements,
      label: `edit ${rank}`,
      template: 'swap-operator',
      line: 1,
    };
    const place = { scope: module.root, suspect, leavesUnused: false, accident: 1 };
    yield { idea: { ...made, ...place, weight, plain: weight, key: `${rank}` }, share, plain: 1 };
  }
}

interface Run {
  readonly candidates: readonly Candidate[];
  /** How many candidates there were before each single. */
  readonly before: readonly number[];
  readonly opened: readonly string[];
}

/** Searches where single edits let some of the tests pass, and joins none. */
async function run(
  {
    number,
    tests,
    most,
  }: { readonly number: number; readonly tests: readonly string[]; readonly most: number },
  fixedBy: (rank: number) => readonly string[],
): Promise<Run> {
  const steps: Step[] = [];
  const situation: Situation = {
    ...aSituation(PATH, text),
    survey: aSurvey(),
    target: { kind: 'failing-test', tests, files: [], diagnostics: [] },
    steps,
  };
  const opened: string[] = [];
  const halves = new Halves({
    singles: async (rest) => {
      opened.push(rest.join());
      return singles(number);
    },
    reaches: async () => true,
  });
  const candidates: Candidate[] = [];
  const before: number[] = [];
  for await (const candidate of search(singles(number), halves, () => situation)) {
    const isSingle = !candidate.why.startsWith('one edit');
    if (isSingle) before.push(candidates.length);
    candidates.push(candidate);
    const fixed = isSingle ? fixedBy(Number(/edit (\d+)/.exec(candidate.title)?.[1])) : [];
    const failed = tests.find((id) => !fixed.includes(id)) ?? '';
    const observation = {
      ...anObservation(candidate.id, 'tests'),
      fixed,
      tests: [{ id: failed, file: 'test_a.py', name: failed, status: 'failed' as const, frames: [] }],
    };
    steps.push({ index: steps.length, candidate, observation, reward: { total: 0, parts: [] } });
    if (candidates.length >= most) break;
  }
  return { candidates, before, opened };
}

describe('the search with halves that mend a test by accident', () => {
  it('does not put off single edits for every two of them', async () => {
    const { before } = await run({ number: 700, tests: ['A', 'B'], most: 2000 }, (rank) =>
      rank % 10 === 3 ? ['A'] : rank % 10 === 7 ? ['B'] : [],
    );
    expect(before[200]).toBeLessThan(300);
    expect(before[400]).toBeLessThan(700);
  });

  it('joins those of two tests at once where there are few', async () => {
    const { candidates } = await run({ number: 700, tests: ['A', 'B'], most: 120 }, (rank) =>
      rank === 20 ? ['A'] : rank === 40 ? ['B'] : [],
    );
    const at = candidates.findIndex(({ title }) => /edit 20 and edit 40/.test(title));
    expect(at).toBeGreaterThan(40);
    expect(at).toBeLessThan(60);
  });

  it('opens a search for the rest only where it may be worth it, and few of them', async () => {
    const tests = ['A', 'B', 'C', 'D', 'E'];
    const some = (rank: number): readonly string[] =>
      tests.filter((_, bit) => ((rank % 31) >> bit) % 2 === 1);
    const early = await run({ number: 300, tests, most: 20 }, some);
    const late = await run({ number: 300, tests, most: 3000 }, some);
    expect(early.opened).toEqual([]);
    expect(late.opened.length).toBeGreaterThan(1);
    expect(late.opened.length).toBeLessThanOrEqual(12);
  });
});

describe('the shares of an episode', () => {
  it('are above 0 and sum to at most 1, whatever seems to be a half', async () => {
    const episode = fc.record({
      number: fc.integer({ min: 1, max: 700 }),
      of: fc.integer({ min: 2, max: 40 }),
      tests: fc.subarray(['A', 'B', 'C'], { minLength: 1 }),
    });
    await fc.assert(
      fc.asyncProperty(episode, async ({ number, of, tests }) => {
        const { candidates } = await run({ number, tests, most: 5000 }, (rank) =>
          tests.length > 1 && rank % of < tests.length ? tests.slice(rank % of, (rank % of) + 1) : [],
        );
        expect(candidates.length).toBeGreaterThanOrEqual(number);
        expect(candidates.every(({ share }) => share > 0)).toBe(true);
        expect(candidates.reduce((sum, { share }) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-9);
      }),
      { numRuns: 6, seed: 5, examples: [[{ number: 700, of: 10, tests: ['A', 'B'] }]] },
    );
  });
});
