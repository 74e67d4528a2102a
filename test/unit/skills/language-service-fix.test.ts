import { describe, expect, it } from 'vitest';
import type { Situation } from '../../../src/loop/ports.ts';
import type { Candidate } from '../../../src/loop/types.ts';
import { languageServiceFix } from '../../../src/skills/language-service-fix.ts';
import { aSurvey } from '../../support/world.ts';
import { languageServiceOver } from './language-service.ts';
import { applied, aSituation, sourcesOf } from './scene.ts';

type Files = Readonly<Record<string, string>>;

/** A task to clear every error of the files. */
function scene(
  files: Files,
  kind: Situation['target']['kind'] = 'diagnostic',
  over: Partial<Situation> = {},
) {
  const typeChecker = languageServiceOver(files);
  const diagnostics = Object.keys(files).flatMap((path) => typeChecker.diagnose(path));
  const target = {
    kind,
    tests: [],
    files: [],
    diagnostics: kind === 'diagnostic' ? diagnostics.map((d) => d.key) : [],
  };
  const situation = aSituation('a.ts', '', { survey: aSurvey({ diagnostics }), target, ...over });
  return { skill: languageServiceFix({ sources: sourcesOf(files), typeChecker }), situation };
}

async function candidates({ skill, situation }: ReturnType<typeof scene>): Promise<readonly Candidate[]> {
  const episode = skill.start(situation);
  const found: Candidate[] = [];
  for (;;) {
    const proposal = await episode.propose(situation, new AbortController().signal);
    if (proposal.kind !== 'candidate') return found;
    found.push(proposal.candidate);
  }
}

const MISSPELT = 'const total = 1;\nexport const twice = totl * 2;\n';

describe('language-service fixes', () => {
  it('correct a misspelt name first', async () => {
    const [first] = await candidates(scene({ 'a.ts': MISSPELT }));
    expect(applied(MISSPELT, first?.edits ?? [])).toBe('const total = 1;\nexport const twice = total * 2;\n');
    expect(first?.skills).toEqual(['language-service-fix', 'language-service-fix:spelling']);
    expect(first?.title).toBe("Change spelling to 'total' (a.ts:2)");
  });

  it('clear several errors at once when single fixes cannot', async () => {
    const text =
      'const total = 1;\nexport const a = totl;\nexport const b = tota;\nasync function f() { return 1; }\n';
    const all = await candidates(scene({ 'a.ts': text }));
    const texts = all.map((c) => applied(text, c.edits));
    expect(texts).toContain(text.replace('totl', 'total').replace('tota;', 'total;'));
    const together = all.find((c) => c.title.endsWith('and 1 more'));
    expect(together?.share).toBeGreaterThan(0);
  });

  it('add an import from another file', async () => {
    const files = {
      'a.ts': 'export const x = helper(1);\n',
      'b.ts': 'export const helper = (n: number) => n;\n',
    };
    const all = await candidates(scene(files));
    expect(
      all
        .map((c) => applied(files['a.ts'], c.edits))
        .some((text) => text.startsWith('import { helper } from')),
    ).toBe(true);
  });

  it('are ordered by what was learned of each kind of fix', async () => {
    const text = 'interface P {\n  total: number;\n}\nexport const f = (p: P): number => p.totl;\n';
    const plain = await candidates(scene({ 'a.ts': text }));
    expect(plain[0]?.skills).toContain('language-service-fix:spelling');
    const beliefs = {
      'diagnostic/language-service-fix:spelling': { success: 0, failure: 20 },
      'diagnostic/language-service-fix:fixMissingMember': { success: 20, failure: 0 },
    };
    const learned = await candidates(scene({ 'a.ts': text }, 'diagnostic', { beliefs }));
    expect(learned[0]?.skills).toContain('language-service-fix:fixMissingMember');
  });

  it('have shares that sum to at most 1, and never repeat a result', async () => {
    const text = 'const total = 1;\nexport const a = totl;\nexport const b = tota;\nexport const c = toal;\n';
    const all = await candidates(scene({ 'a.ts': text }));
    expect(all.reduce((sum, c) => sum + c.share, 0)).toBeLessThanOrEqual(1 + 1e-9);
    const results = all.map((c) => applied(text, c.edits));
    expect(new Set(results).size).toBe(results.length);
    expect(new Set(all.map((c) => c.id)).size).toBe(all.length);
  });

  it('never silence an error', async () => {
    const text =
      '// @ts-check\nconst total = 1;\nexport const a = totl;\n/** @type {string} */\nexport const b = total;\n';
    const all = await candidates(scene({ 'a.ts': text.replace('export const b', 'export const b: string') }));
    expect(all.filter((c) => /ts-ignore|ts-expect-error|ts-nocheck/.test(JSON.stringify(c.edits)))).toEqual(
      [],
    );
  });

  it('help a failing test whose source does not compile, but never edit the test', async () => {
    const files = { 'a.ts': MISSPELT, 'cart.test.ts': 'const value = 1;\nexport const seen = valu;\n' };
    const failing = scene(files, 'failing-test');
    expect(failing.skill.suits(failing.situation).fit).toBe(0.6);
    const all = await candidates(failing);
    expect(all.length).toBeGreaterThan(0);
    expect(all.flatMap((c) => c.edits.map((edit) => edit.path)).filter((path) => path !== 'a.ts')).toEqual(
      [],
    );
  });

  it('do not suit a place without a type checker or without errors', () => {
    const { situation } = scene({ 'a.ts': MISSPELT });
    const without = languageServiceFix({ sources: sourcesOf({}) });
    expect(without.suits(situation)).toEqual({ fit: 0, why: 'no type checker here' });
    const clean = scene({ 'a.ts': 'export {};\n' });
    expect(clean.skill.suits(clean.situation)).toEqual({ fit: 0, why: 'there are no compile errors to fix' });
  });
});
