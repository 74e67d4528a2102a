import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Behavior, Candidate } from '../../../src/loop/types.ts';
import { normalForm } from '../../../src/skills/template-repair/normal-form.ts';
import { templateRepair } from '../../../src/skills/template-repair/template-repair.ts';
import { testSyntax } from '../../support/syntax.ts';
import { BUGS, textsOf } from './one-line-bugs.ts';
import { allCandidates, applied, aSituation, sourcesOf } from './scene.ts';

const UNIX = BUGS.map(({ path, marked }) => ({ path, text: textsOf(marked).wrong }));
// Some files come with Windows line endings, and as TSX.
const ALL = UNIX.flatMap(({ path, text }, index) => [
  { path, text },
  ...(index % 5 === 0 ? [{ path, text: text.replaceAll('\n', '\r\n') }] : []),
  ...(index % 7 === 0 && path.endsWith('.ts') ? [{ path: `${path}x`, text }] : []),
]);
// A few of each language: there are thousands of candidates for each.
const FILES = ALL.filter((_, index) => index % 7 === 0);
const syntax = testSyntax();
const isPair = (candidate: Candidate): boolean => candidate.why.startsWith('one edit may not be enough');

describe('every candidate', () => {
  it('is in range, sorted, without overlaps, and changes the text; each result comes once', async () => {
    for (const { path, text } of FILES) {
      const seen = new Set<string>();
      const wrong: string[] = [];
      for (const candidate of await allCandidates(aSituation(path, text), { [path]: text })) {
        const edit = candidate.edits[0];
        if (edit?.kind !== 'modify') throw new Error('expected a modification');
        let at = 0;
        for (const { start, end } of edit.replacements) {
          if (start < at || end < start || end > text.length) wrong.push(`${candidate.title}: out of order`);
          at = end;
        }
        const result = applied(text, candidate.edits);
        if (result === text) wrong.push(`${candidate.title}: changes nothing`);
        if (seen.has(result)) wrong.push(`${candidate.title}: comes twice`);
        seen.add(result);
      }
      expect(wrong).toEqual([]);
      expect(seen.size).toBeGreaterThan(300);
    }
  });

  it('parses in at least 99 of 100 cases', async () => {
    let total = 0;
    const broken: string[] = [];
    for (const { path, text } of FILES) {
      const candidates = await allCandidates(aSituation(path, text), { [path]: text });
      for (const candidate of candidates.filter((_, index) => index % 11 === 0)) {
        total += 1;
        const counts = await syntax.errorsOf(path, text, applied(text, candidate.edits));
        if (counts === undefined || counts.after > counts.before) broken.push(`${path}: ${candidate.title}`);
      }
    }
    expect(total).toBeGreaterThan(500);
    expect(broken.length / total, broken.slice(0, 40).join('\n')).toBeLessThanOrEqual(0.01);
  });

  it('has a share; the shares fall within the singles and sum to at most 1', async () => {
    for (const { path, text } of FILES) {
      const candidates = await allCandidates(aSituation(path, text), { [path]: text });
      const shares = candidates.filter((c) => !isPair(c)).map((c) => c.share);
      const rising = shares.filter((share, index) => share > (shares[index - 1] ?? 1) * (1 + 1e-6));
      expect(rising).toEqual([]);
      const sum = candidates.reduce((all, c) => all + c.share, 0);
      expect(sum).toBeLessThanOrEqual(1 + 1e-9);
      expect(sum).toBeGreaterThan(0.8);
    }
  });

  it('comes in the same order each time, and has an id of its own', async () => {
    const { path, text } = FILES[0] ?? { path: '', text: '' };
    const once = await allCandidates(aSituation(path, text), { [path]: text });
    expect(await allCandidates(aSituation(path, text), { [path]: text })).toEqual(once);
    expect(new Set(once.map((c) => c.id)).size).toBe(once.length);
  });
});

describe('where template repair looks', () => {
  const text = 'export const a = (x: number) => x < 1;\nexport const b = (x: number) => x > 2;\n';
  const files = { 'src/a.ts': text };
  const suspect = { path: 'src/a.ts', symbol: 'b', why: 'the failing test runs through it' };
  const second = { ...suspect, start: text.indexOf('\n') + 1, end: text.length - 1 };

  it('edits the suspected range alone, and says where', async () => {
    const situation = aSituation('src/a.ts', text, { suspects: [{ ...second, score: 1 }] });
    const candidates = await allCandidates(situation, files);
    expect(candidates[0]?.title).toBe('`>` → `>=` in `b` (src/a.ts:2)');
    const first = text.slice(0, second.start);
    expect(candidates.filter((c) => !applied(text, c.edits).startsWith(first))).toEqual([]);
  });

  it('believes more in the more suspicious of two ranges', async () => {
    const one = { ...suspect, symbol: 'a', start: 0, end: second.start - 1, score: 0.1 };
    const situation = aSituation('src/a.ts', text, { suspects: [one, { ...second, score: 0.9 }] });
    const candidates = await allCandidates(situation, files);
    const shareOf = (symbol: string): number =>
      candidates.filter((c) => c.title.includes(`in \`${symbol}\``)).reduce((sum, c) => sum + c.share, 0);
    expect(shareOf('b')).toBeGreaterThan(3 * shareOf('a'));
  });

  it('raises a template that was believed in before, and one that a behavior favours', async () => {
    const situation = aSituation('src/a.ts', text);
    const rank = async (over: Parameters<typeof aSituation>[2]): Promise<number> => {
      const found = await allCandidates({ ...situation, ...over }, files);
      return found.findIndex((c) => c.skills.includes('template-repair:number-constant'));
    };
    const behavior: Behavior = {
      name: 'try-number-constant',
      trigger: {},
      instruction: 'Try another constant early.',
      prefer: 'template-repair:number-constant',
      status: 'active',
      evidence: { usedSolved: 2, usedFailed: 0, withheldSolved: 0, withheldFailed: 0 },
      sources: [],
    };
    const plain = await rank({});
    expect(await rank({ behaviors: [behavior] })).toBeLessThan(plain);
    const learned = { 'failing-test/template-repair:number-constant': { success: 9, failure: 1 } };
    expect(await rank({ beliefs: learned })).toBeLessThan(plain);
    // A trace of evidence adds to the template's own prior; it does not take its place.
    const trace = { 'failing-test/template-repair:number-constant': { success: 0, failure: 0.01 } };
    expect(await rank({ beliefs: trace })).toBe(plain);
  });

  it('proposes pairs after the singles, for bugs of two tokens', async () => {
    const two =
      'export function inside(x: number, low: number, high: number) {\n  return x < low || x > high;\n}\n';
    const right = two.replace('x < low || x > high', 'x <= low || x >= high');
    const candidates = await allCandidates(aSituation('a.ts', two), { 'a.ts': two });
    const pair = candidates.find((c) => applied(two, c.edits) === right);
    expect(pair?.title).toBe('`<` → `<=` and `>` → `>=` in `it` (a.ts:2)');
  });

  it('leaves alone what judges a failing test', async () => {
    for (const path of [
      'cart.test.ts',
      'tests/test_cart.py',
      'vitest.config.ts',
      'test/data.ts',
      'src/spec.d.ts',
    ]) {
      const situation = aSituation(path, text);
      expect(await allCandidates(situation, { [path]: text })).toEqual([]);
      const card = templateRepair({ sources: sourcesOf({ [path]: text }), syntax });
      expect(card.suits(situation).fit).toBe(0);
    }
    expect(
      (await allCandidates(aSituation('src/latest.ts', text), { 'src/latest.ts': text })).length,
    ).toBeGreaterThan(0);
  });

  it('fits failing tests best, errors a little, and nothing else', () => {
    const card = templateRepair({ sources: sourcesOf(files), syntax });
    const situation = aSituation('src/a.ts', text);
    const fitOf = (kind: 'failing-test' | 'diagnostic' | 'open-request'): number =>
      card.suits({ ...situation, target: { ...situation.target, kind } }).fit;
    expect([fitOf('failing-test'), fitOf('diagnostic'), fitOf('open-request')]).toEqual([1, 0.15, 0]);
    expect(card.suits({ ...situation, suspects: [] }).why).toContain('nothing points at code');
  });
});

describe('normal form', () => {
  it('is equal exactly when the results are', () => {
    const short = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 6 });
    const edit = fc.tuple(fc.nat(6), fc.nat(6), short);
    fc.assert(
      fc.property(short, edit, edit, (text, one, other) => {
        const results = [one, other].map(([a, b, by]) => {
          const [start = 0, end = 0] = [Math.min(a, text.length), Math.min(b, text.length)].toSorted(
            (x, y) => x - y,
          );
          return {
            normal: normalForm(text, [{ start, end, text: by }]),
            result: text.slice(0, start) + by + text.slice(end),
          };
        });
        const [first, second] = results;
        for (const { normal, result } of results) {
          if (normal === undefined) expect(result).toBe(text);
          else expect(text.slice(0, normal.start) + normal.text + text.slice(normal.end)).toBe(result);
        }
        if (first?.result === second?.result) expect(first?.normal).toEqual(second?.normal);
      }),
    );
  });
});
