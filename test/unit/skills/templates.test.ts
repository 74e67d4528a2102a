import { describe, expect, it } from 'vitest';
import { OFFERED, weightOfPrior } from '../../../src/loop/finalists.ts';
import type { Candidate } from '../../../src/loop/types.ts';
import { FITTED } from '../../../src/skills/template-repair/source-module.ts';
import { TEMPLATES } from '../../../src/skills/template-repair/templates.ts';
import { aSurvey, aTest } from '../../support/world.ts';
import { textsOf } from './one-line-bugs.ts';
import { allCandidates, applied, aSituation } from './scene.ts';
import { SCENARIOS } from './template-scenarios.ts';
import { JAVA_SCENARIOS } from './template-scenarios-java.ts';
import { PARALLEL_SCENARIOS } from './template-scenarios-parallel.ts';
import { SHAPE_SCENARIOS } from './template-scenarios-shapes.ts';

const USUAL = TEMPLATES['missing-guard']?.accident;

/** What a lone patch is that passes, where half of the belief is in its skill and the rest is untried. */
function believed(candidate: Candidate | undefined): 'a question' | 'an answer' {
  const weight = weightOfPrior((candidate?.share ?? 0) / 2) / (candidate?.accident ?? 1);
  return weight / (weight + 1) < OFFERED ? 'a question' : 'an answer';
}

describe('template repair', () => {
  it.each([...SCENARIOS, ...SHAPE_SCENARIOS, ...PARALLEL_SCENARIOS])(
    '%s in %s: %s',
    async (template, path, marked, within) => {
      const { wrong, right } = textsOf(marked);
      const candidates = await allCandidates(aSituation(path, wrong), { [path]: wrong });
      const rank = candidates.findIndex((candidate) => applied(wrong, candidate.edits) === right);
      expect(candidates[rank]?.skills).toContain(`template-repair:${template}`);
      expect(rank + 1).toBeLessThanOrEqual(within);
    },
  );

  it('moves what stands in the branch that the failing test does not take', async () => {
    const wrong = `def climb(heights):
    up = down = 0
    last = heights[0]
    for height in heights:
        change = height - last
        if change > 0:
            up += change
            last = height
        else:
            down -= change
    return up, down
`;
    const right = wrong
      .replace('            last = height\n', '')
      .replace('down -= change\n', 'down -= change\n        last = height\n');
    const start = wrong.indexOf('if change');
    const suspect = { path: 'a.py', score: 1, symbol: 'climb', why: 'the failing test runs it' };
    const suspects = [{ ...suspect, start, end: start + 'if change > 0:'.length }];
    const candidates = await allCandidates({ ...aSituation('a.py', wrong), suspects }, { 'a.py': wrong });
    const rank = candidates.findIndex((candidate) => applied(wrong, candidate.edits) === right);
    expect(candidates[rank]?.skills).toContain('template-repair:statement-moved');
    expect(rank).toBeLessThan(40);
  });

  it.each(JAVA_SCENARIOS)('%s in Java: %s', async (template, marked, within) => {
    const { wrong, right } = textsOf(marked);
    const candidates = await allCandidates(aSituation('A.java', wrong), { 'A.java': wrong });
    const rank = candidates.findIndex((candidate) => applied(wrong, candidate.edits) === right);
    expect(candidates[rank]?.skills).toContain(`template-repair:${template}`);
    expect(rank + 1).toBeLessThanOrEqual(within);
  });

  it.each([
    [
      'src/send.ts',
      "import { FEE } from './settings';\n\nexport const send = (sum: number) => (sum >= FEE ? 0 : FEE);\n",
      'src/settings.ts',
      'export const FEE = 4.5;\nexport const FREE_FROM = 40;\nexport const NAME = "post";\n',
      "import { FEE, FREE_FROM } from './settings';\n\nexport const send = (sum: number) => (sum >= FREE_FROM ? 0 : FEE);\n",
    ],
    [
      'send.py',
      'from settings import FEE\n\n\ndef send(total):\n    return total * FEE\n',
      'settings.py',
      'FEE = 4.5\nRATE = 40\n',
      'from settings import RATE\n\n\ndef send(total):\n    return total * RATE\n',
    ],
  ])('other-import in %s: another constant of the same module', async (path, wrong, other, text, right) => {
    const candidates = await allCandidates(aSituation(path, wrong), { [path]: wrong, [other]: text });
    const rank = candidates.findIndex((candidate) => applied(wrong, candidate.edits) === right);
    expect(candidates[rank]?.skills).toContain('template-repair:other-import');
    expect(rank).toBeLessThan(30);
    const texts = candidates.map((candidate) => applied(wrong, candidate.edits));
    expect(texts.some((each) => each.includes('>= NAME'))).toBe(false);
  });

  it.each([
    [
      'a.ts',
      "const f = (day: string) => '(till ' + day + ')';\n",
      '(due May)',
      '(till May)',
      "'(due ' + day",
    ],
    ['a.py', 'def f(n):\n    return n // 7\n', '5', '10', 'n // 14'],
  ])('expected-literal in %s: what makes the difference', async (path, text, expected, actual, right) => {
    const survey = aSurvey();
    const results = survey.tests?.results.map((test) => ({ ...test, expected, actual }));
    const told = { ...survey, tests: { ...survey.tests, results } } as typeof survey;
    const candidates = await allCandidates(aSituation(path, text, { survey: told }), { [path]: text });
    const rank = candidates.findIndex((candidate) => applied(text, candidate.edits).includes(right));
    expect(candidates[rank]?.skills).toContain('template-repair:expected-literal');
    expect(rank).toBeLessThan(10);
  });

  it.each([
    ['one test alone', [['16', '11']], true],
    [
      'two tests that expect the same',
      [
        ['16', '11'],
        ['16', '9'],
      ],
      true,
    ],
    [
      'two tests that ask for different numbers',
      [
        ['16', '11'],
        ['23', '22'],
      ],
      true,
    ],
    [
      'two tests that miss by as much',
      [
        ['16', '11'],
        ['23', '18'],
      ],
      false,
    ],
    [
      'a test of the number itself, and one of twice as much',
      [
        ['8', '3'],
        ['16', '6'],
      ],
      false,
    ],
  ] as const)('believes a number that %s asks for no more than that says', async (_, told, isFitted) => {
    const text = 'export function fee(base: number) {\n  return base + 3;\n}\n';
    const results = told.map(([expected, actual], at) => ({
      ...aTest(`${at}`, 'failed'),
      expected,
      actual,
    }));
    const survey = aSurvey();
    const target = {
      kind: 'failing-test' as const,
      tests: results.map(({ id }) => id),
      files: [],
      diagnostics: [],
    };
    const candidates = await allCandidates(
      aSituation('a.ts', text, {
        survey: { ...survey, tests: { ...survey.tests, results } } as typeof survey,
        target,
      }),
      { 'a.ts': text },
    );
    const found = candidates.find(
      ({ skills, edits }) =>
        skills.includes('template-repair:expected-literal') && applied(text, edits).includes('base + 8'),
    );
    expect(found?.why).toContain('expected literal');
    expect(believed(found)).toBe(isFitted ? 'a question' : 'an answer');
  });

  it.each([
    ['a.py', 'def f(first, second):\n    return g(first, second)\n', 'first == second:', FITTED],
    ['a.py', 'def f(first, second):\n    return g(first, second)\n', 'first is None:', USUAL],
    ['a.py', 'def f(n: int, k: int):\n    return g(n - k)\n', 'n > k:', FITTED],
    ['a.py', 'def f(n: int, k: int):\n    return g(n - k)\n', 'n > 0:', FITTED],
    ['a.py', 'def f(n: int, k: int):\n    return g(n - k)\n', 'n <= 1:', USUAL],
    ['a.py', 'def f(rows: list):\n    return g(rows)\n', 'not rows:', USUAL],
    ['a.ts', 'function f(n: number, k: number) {\n  return g(n - k);\n}\n', '(n === k)', FITTED],
    ['a.ts', 'function f(n: number, k: number) {\n  return g(n - k);\n}\n', '(n === 0)', USUAL],
    ['a.ts', 'function f(rows: string[]) {\n  return g(rows);\n}\n', '(rows.length > 0)', FITTED],
    ['a.ts', 'function f(rows: string[]) {\n  return g(rows);\n}\n', '(rows.length === 0)', USUAL],
  ])(
    'in %s, %j: what a test expects is returned where `%s` passes by accident %d times as often',
    async (path, text, condition, accident) => {
      const survey = aSurvey();
      const results = survey.tests?.results.map((test) => ({ ...test, expected: '2', actual: '7' }));
      const told = { ...survey, tests: { ...survey.tests, results } } as typeof survey;
      const candidates = await allCandidates(aSituation(path, text, { survey: told }), { [path]: text });
      const found = candidates.find(({ edits }) => {
        const after = applied(text, edits);
        return after.includes(`if ${condition}`) && after.includes('return 2');
      });
      expect(found?.skills).toContain('template-repair:missing-guard');
      expect(found?.accident).toBe(accident);
    },
  );

  it('begins no count with what a test expects of it', async () => {
    const text =
      'function f(rows: string[]) {\n  let n = 0;\n  for (const row of rows) use(row);\n  return n;\n}\n';
    const survey = aSurvey();
    const results = survey.tests?.results.map((test) => ({ ...test, expected: '7', actual: '0' }));
    const told = { ...survey, tests: { ...survey.tests, results } } as typeof survey;
    const candidates = await allCandidates(aSituation('a.ts', text, { survey: told }), { 'a.ts': text });
    expect(candidates.length).toBeGreaterThan(5);
    expect(candidates.filter(({ edits }) => applied(text, edits).includes('let n = 7'))).toEqual([]);
  });

  it('looks first at a name that meets itself', async () => {
    const text =
      'function f(xs: number[], word: number) {\n  const n = word + xs.length;\n  xs.push(xs);\n}\n';
    const candidates = await allCandidates(aSituation('a.ts', text), { 'a.ts': text });
    const texts = candidates
      .filter((candidate) => candidate.skills.includes('template-repair:variable'))
      .map((candidate) => applied(text, candidate.edits));
    expect(texts[0]).not.toContain('xs.push(xs)');
  });

  it('lends what a constructor does to other methods late', async () => {
    const text = [
      'class Basket {',
      '  constructor() {',
      '    this.items = [];',
      '  }',
      '  log() {',
      '    this.seen = true;',
      '  }',
      '  size() {',
      '    return this.items.length;',
      '  }',
      '}',
      '',
    ].join('\n');
    const candidates = await allCandidates(aSituation('a.js', text), { 'a.js': text });
    const rankOf = (statement: string): number =>
      candidates.findIndex((candidate) =>
        applied(text, candidate.edits).includes(`  size() {\n    ${statement}\n    return`),
      );
    expect(rankOf('this.seen = true;')).toBeGreaterThanOrEqual(0);
    const reset = rankOf('this.items = [];');
    expect(reset === -1 || reset > rankOf('this.seen = true;')).toBe(true);
  });

  it('offers no method of the other language', async () => {
    const text = "const parts = (s: string) => s.split(',');\n";
    const candidates = await allCandidates(aSituation('a.ts', text), { 'a.ts': text });
    expect(candidates.map((c) => c.title).join('\n')).not.toMatch(/rsplit|splitlines/);
  });

  it('has a scenario for every template', () => {
    // The last three need a second file, or what a test has said; their own tests have it.
    const all = [...SCENARIOS, ...SHAPE_SCENARIOS, ...PARALLEL_SCENARIOS];
    const alone = ['other-import', 'expected-literal', 'missing-raise'];
    const covered = new Set([...all.map(([template]) => template), ...alone]);
    expect(Object.keys(TEMPLATES).filter((template) => !covered.has(template))).toEqual([]);
  });
});
