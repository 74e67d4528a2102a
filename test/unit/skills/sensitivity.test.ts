import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Situation, Suspect } from '../../../src/loop/ports.ts';
import type { Candidate, Step, TestResult } from '../../../src/loop/types.ts';
import { Sensitivity } from '../../../src/skills/template-repair/sensitivity.ts';
import { templateRepair } from '../../../src/skills/template-repair/template-repair.ts';
import { testSyntax } from '../../support/syntax.ts';
import { anObservation, aSurvey } from '../../support/world.ts';
import { applied, aSituation, sourcesOf } from './scene.ts';

const ID = 'cart.test.ts::adds';
const untouched: TestResult = {
  id: ID,
  file: 'cart.test.ts',
  name: 'adds',
  status: 'failed',
  frames: [],
  message: 'expected 400 to be 240 // Object.is equality',
  expected: '240',
  actual: '400',
};
const PATH = 'cart.ts';
const place = (start: number, symbol: string): Suspect => ({
  path: PATH,
  start,
  end: start + 10,
  score: 1,
  symbol,
  why: 'the failing test runs it',
});
const [first, second, other] = [place(0, 'sum'), place(20, 'sum'), place(40, 'tax')];

/** A step that changed something at a place. */
function step(at: number, tests: readonly TestResult[]): Step {
  const edits = [
    { kind: 'modify' as const, path: PATH, replacements: [{ start: at, end: at + 1, text: 'x' }] },
  ];
  const candidate: Candidate = {
    id: `c${at}`,
    skills: ['template-repair'],
    title: '',
    edits,
    share: 0.1,
    why: '',
  };
  const observation = { ...anObservation(candidate.id, 'tests'), tests, fixed: [], broken: [] };
  return { index: 0, candidate, observation, reward: { total: 0, parts: [] } };
}

function seen(steps: readonly Step[]): Sensitivity {
  const sensitivity = new Sensitivity([first, second, other]);
  sensitivity.note(situationWith(steps));
  return sensitivity;
}

function situationWith(steps: readonly Step[]): Situation {
  const survey = aSurvey();
  const tests = survey.tests === undefined ? undefined : { ...survey.tests, results: [untouched] };
  return aSituation(PATH, '', { steps, survey: tests === undefined ? survey : { ...survey, tests } });
}

const same = (at: number): Step => step(at, [{ ...untouched, message: `${untouched.message}\n` }]);
const crashed = (at: number): Step =>
  step(at, [{ ...untouched, message: 'tax is not defined', expected: '', actual: '' }]);

describe('a place whose edits change nothing in how the failing test ends', () => {
  it('is suspected less with each of them, and the rest of its function as well', () => {
    const few = seen([same(1), same(2)]);
    const many = seen(Array.from({ length: 20 }, () => same(1)));
    expect(few.of(first)).toBeLessThan(1);
    expect(many.of(first)).toBeLessThan(0.2);
    expect(many.of(first)).toBeLessThan(few.of(first));
    expect(many.of(second)).toBeLessThan(1);
    expect(many.of(second)).toBeGreaterThan(many.of(first));
    expect(many.of(other)).toBe(1);
  });

  it('is not raised by edits that the test feels: what is run can always be broken', () => {
    expect(seen(Array.from({ length: 20 }, () => crashed(1))).of(first)).toBe(1);
  });

  it('is not told by tests that were not run, or do not say why they fail', () => {
    const silent = step(1, []);
    const passed = step(1, [{ ...untouched, id: 'cart.test.ts::other', status: 'passed' }]);
    expect(seen([silent, passed]).of(first)).toBe(1);
  });

  it('is suspected by a factor above 0 and at most 1, whatever was seen', () => {
    const steps = fc.array(fc.tuple(fc.nat({ max: 49 }), fc.boolean()));
    fc.assert(
      fc.property(steps, (tried) => {
        const sensitivity = seen(tried.map(([at, isFelt]) => (isFelt ? crashed(at) : same(at))));
        for (const suspect of [first, second, other]) {
          expect(sensitivity.of(suspect)).toBeGreaterThan(0);
          expect(sensitivity.of(suspect)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe('the search', () => {
  it('turns to code that the failing test feels', async () => {
    const text =
      'export function label(a: number, b: number, c: number) {\n  return a - b + c * 2 - a;\n}\nexport function tax(rate: number, other: number) {\n  return rate || other;\n}\n';
    const [from, to] = [text.indexOf('return a'), text.indexOf('return rate')];
    const suspects = [
      { ...first, start: from, end: text.indexOf(';', from), symbol: 'label' },
      { ...first, start: to, end: text.indexOf(';', to), symbol: 'tax', score: 0.1 },
    ];
    const rankOf = async (felt: (after: string) => boolean): Promise<number> => {
      let situation: Situation = { ...situationWith([]), suspects };
      const sources = sourcesOf({ [PATH]: text });
      const skill = templateRepair({ sources, syntax: testSyntax() }).start(situation);
      for (let rank = 1; rank < 500; rank += 1) {
        const proposal = await skill.propose(situation, new AbortController().signal);
        if (proposal.kind !== 'candidate') break;
        const { candidate } = proposal;
        const result = applied(text, candidate.edits);
        if (result.includes('rate ?? other')) return rank;
        const tests = [felt(result) ? { ...untouched, message: 'otherwise' } : untouched];
        const next = { ...step(0, tests), candidate };
        situation = { ...situation, steps: [...situation.steps, next] };
      }
      return Number.POSITIVE_INFINITY;
    };
    const body = text.slice(from, text.indexOf(';', from));
    const told = await rankOf((result) => result.includes(body));
    const untold = await rankOf(() => true);
    expect(told).toBeLessThan(untold / 2);
  });
});
