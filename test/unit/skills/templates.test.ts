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
    // The last needs a second file; its own test has one.
    const covered = new Set([...SCENARIOS.map(([template]) => template), 'other-import']);
    expect(Object.keys(TEMPLATES).filter((template) => !covered.has(template))).toEqual([]);
  });
});
