import { describe, expect, it } from 'vitest';
import type { Situation, Suspect } from '../../../src/loop/ports.ts';
import type { Sources } from '../../../src/loop/rooms.ts';
import type { Candidate, TestResult } from '../../../src/loop/types.ts';
import { templateRepair } from '../../../src/skills/template-repair/template-repair.ts';
import { testSyntax } from '../../support/syntax.ts';
import { aSurvey } from '../../support/world.ts';
import { allCandidates, applied, aSituation, sourcesOf } from './scene.ts';
import { slipsOf } from './slips.ts';

const syntax = testSyntax();

async function first(count: number, situation: Situation, sources: Sources): Promise<readonly Candidate[]> {
  const skill = templateRepair({ sources, syntax }).start(situation);
  const found: Candidate[] = [];
  while (found.length < count) {
    const proposal = await skill.propose(situation, new AbortController().signal);
    if (proposal.kind !== 'candidate') break;
    found.push(proposal.candidate);
  }
  return found;
}

function whole(path: string, text: string, score = 1): Suspect {
  return { path, start: 0, end: text.length, score, symbol: 'f', why: 'the failing test runs through it' };
}

function resultOf(candidate: Candidate, files: Readonly<Record<string, string>>): string {
  return candidate.edits.map((edit) => applied(files[edit.path] ?? '', [edit])).join('---\n');
}

describe('the search of template repair', () => {
  it('has thousands of candidates for an ordinary function', async () => {
    const { path, wrong } = slipsOf('typescript').find((slip) => slip.path === 'matrix.ts') ?? {
      path: '',
      wrong: '',
    };
    expect((await allCandidates(aSituation(path, wrong), { [path]: wrong })).length).toBeGreaterThan(4000);
  });

  it('gives the first candidates of the most suspicious code however much else is suspected', async () => {
    const body = slipsOf('typescript').find((slip) => slip.path === 'matrix.ts')?.wrong ?? '';
    const files = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`src/m${index}.ts`, body]));
    const suspects = Object.keys(files).map((path, index) => whole(path, body, index === 17 ? 1 : 0.01));
    const situation = aSituation('', '', { suspects });
    const started = process.memoryUsage().heapUsed;
    const found = await first(50, situation, sourcesOf(files));
    expect(new Set(found.map((candidate) => candidate.edits[0]?.path))).toEqual(new Set(['src/m17.ts']));
    // Had the forty files been expanded, it would be some hundred megabytes.
    expect(process.memoryUsage().heapUsed - started).toBeLessThan(150e6);
  });

  it('looks at the head of a loop or branch when only the head is suspected', async () => {
    const text =
      'function f(xs: number[]) {\n  let n = 0;\n  for (let i = 0; i < xs.length; i++) {\n    n += 1;\n  }\n  return n;\n}\n';
    const start = text.indexOf('for');
    const end = text.indexOf(' {', start);
    const suspects = [{ ...whole('a.ts', text), start, end }];
    const found = await first(400, aSituation('a.ts', text, { suspects }), sourcesOf({ 'a.ts': text }));
    const results = found.map((candidate) => applied(text, candidate.edits));
    expect(results.some((result) => result.includes('i <= xs.length'))).toBe(true);
    expect(results.filter((result) => !result.includes('n += 1'))).toEqual([]);
    // What stands before the loop is put there as well.
    expect(results.some((result) => /if \(xs\.length === 0\) return .*;\n {2}for/.test(result))).toBe(true);
  });

  it('mends the same slip in two places of a file at once', async () => {
    const text =
      'export const inside = (x: number, low: number, high: number) => x > low && x < high;\nexport const above = (x: number, low: number) => x > low;\n';
    const right = text.replaceAll('x > low', 'x >= low');
    const candidates = await allCandidates(aSituation('a.ts', text), { 'a.ts': text });
    const rank = candidates.findIndex((candidate) => applied(text, candidate.edits) === right);
    const singles = candidates.filter((c) => !c.why.startsWith('one edit')).length;
    expect(candidates[rank]?.why).toContain('the same slip in several places');
    expect(rank).toBeLessThan(Math.min(singles, 600) + 30);
  });

  it('mends two files at once', async () => {
    const files = {
      'src/a.ts': 'export const a = (x: number) => x < 1;\n',
      'src/b.ts': 'export const b = (x: number) => x > 2;\n',
    };
    const suspects = Object.entries(files).map(([path, text]) => whole(path, text));
    const found = await first(3000, aSituation('', '', { suspects }), sourcesOf(files));
    const right = 'export const a = (x: number) => x <= 1;\n---\nexport const b = (x: number) => x >= 2;\n';
    const both = found.find(
      (candidate) => candidate.edits.length === 2 && resultOf(candidate, files) === right,
    );
    expect(both?.why).toContain('both files are suspected');
  });

  it('borrows from another file of the project', async () => {
    const files = {
      'src/a.ts':
        'export function area(width: number, height: number) {\n  if (width < 0) throw new RangeError("negative");\n  return width * height;\n}\n',
      'src/b.ts': 'export function half(width: number) {\n  return width / 2;\n}\n',
      'src/b.test.ts': 'it("x", () => { mock.reset(width); });\n',
    };
    const situation = aSituation('src/b.ts', files['src/b.ts']);
    const found = await first(3000, situation, sourcesOf(files));
    const results = found.map((candidate) => resultOf(candidate, files));
    expect(results).toContain(
      'export function half(width: number) {\n  if (width < 0) throw new RangeError("negative");\n  return width / 2;\n}\n',
    );
    expect(results.filter((result) => result.includes('mock'))).toEqual([]);
  });

  const failure = (over: Partial<TestResult>): Partial<Situation> => {
    const result: TestResult = {
      id: 't',
      file: 'a.test.py',
      name: 't',
      status: 'failed',
      frames: [],
      ...over,
    };
    const survey = aSurvey();
    const tests = survey.tests === undefined ? undefined : { ...survey.tests, results: [result] };
    return {
      survey: tests === undefined ? survey : { ...survey, tests },
      target: { kind: 'failing-test', tests: ['t'], files: [], diagnostics: [] },
    };
  };

  it.each([
    ['ZeroDivisionError: division by zero', {}, 'missing-guard'],
    ["KeyError: 'a'", {}, 'safe-lookup'],
    ['', { expected: '-3', actual: '3' }, 'operand-order'],
    ['', { expected: '[1, 2]', actual: 'None' }, 'missing-return'],
  ] as const)('tries first what mends such failures: %s %o', async (message, values, template) => {
    const text = 'def f(d, xs):\n    n = d["a"] - len(xs)\n    m = n / len(xs)\n    xs.append(m)\n';
    const files = { 'a.py': text };
    const rank = async (over: Partial<Situation>): Promise<number> => {
      const found = await first(2000, aSituation('a.py', text, over), sourcesOf(files));
      return found.findIndex((candidate) => candidate.skills.includes(`template-repair:${template}`));
    };
    const plain = await rank(failure({ message: 'AssertionError' }));
    const told = await rank(failure({ message, ...values }));
    expect(told).toBeLessThan(plain);
  });

  it('looks early at a condition that let suspicious code be reached, though tests that pass run it too', async () => {
    const text =
      'def f(xs):\n    if len(xs) == 0:\n        return xs\n    half = len(xs) // 2\n    return f(xs[:half]) + f(xs[half:])\n';
    const piece = (start: string, score: number): Suspect => {
      const at = text.indexOf(start);
      return { path: 'a.py', start: at, end: text.indexOf('\n', at), score, symbol: 'f', why: 'covered' };
    };
    const suspects = [
      piece('half = ', 1),
      piece('return f(', 0.6),
      piece('if len', 0.02),
      piece('return xs', 0.01),
    ];
    const candidates = await allCandidates(aSituation('a.py', text, { suspects }), { 'a.py': text });
    const rank = candidates.findIndex((each) => applied(text, each.edits).includes('len(xs) <= 1'));
    expect(rank).toBeGreaterThanOrEqual(0);
    expect(rank).toBeLessThan(60);
  });
});
