import { describe, expect, it } from 'vitest';
import { TEMPLATES } from '../../../src/skills/template-repair/templates.ts';
import { textsOf } from './one-line-bugs.ts';
import { allCandidates, applied, aSituation } from './scene.ts';
import { SCENARIOS } from './template-scenarios.ts';
import { JAVA_SCENARIOS } from './template-scenarios-java.ts';

describe('template repair', () => {
  it.each(SCENARIOS)('%s in %s: %s', async (template, path, marked, within) => {
    const { wrong, right } = textsOf(marked);
    const candidates = await allCandidates(aSituation(path, wrong), { [path]: wrong });
    const rank = candidates.findIndex((candidate) => applied(wrong, candidate.edits) === right);
    expect(candidates[rank]?.skills).toContain(`template-repair:${template}`);
    expect(rank + 1).toBeLessThanOrEqual(within);
  });

  it.each(JAVA_SCENARIOS)('%s in Java: %s', async (template, marked, within) => {
    const { wrong, right } = textsOf(marked);
    const candidates = await allCandidates(aSituation('A.java', wrong), { 'A.java': wrong });
    const rank = candidates.findIndex((candidate) => applied(wrong, candidate.edits) === right);
    expect(candidates[rank]?.skills).toContain(`template-repair:${template}`);
    expect(rank + 1).toBeLessThanOrEqual(within);
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
    const covered = new Set(SCENARIOS.map(([template]) => template));
    expect(Object.keys(TEMPLATES).filter((template) => !covered.has(template))).toEqual([]);
  });
});
