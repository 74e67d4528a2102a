import { describe, expect, it } from 'vitest';
import { readRules } from '../../../src/context/rules/rule-files.ts';
import type { Sources } from '../../../src/loop/rooms.ts';

type Files = Readonly<Record<string, string>>;
const sourcesOf = (files: Files): Sources => ({
  list: () => Object.keys(files).toSorted(),
  read: (path) => files[path],
});
const sourcesRead = (files: Files, concerned: readonly string[] = []): string[] =>
  readRules(sourcesOf(files), concerned).map(({ source }) => source);

describe('rules of the project', () => {
  it.each([
    'AGENTS.md',
    'CLAUDE.md',
    'GEMINI.md',
    'CONVENTIONS.md',
    '.cursorrules',
    '.windsurfrules',
    '.clinerules',
    '.roorules',
    '.clinerules/style.md',
    '.cursor/rules/style.mdc',
    '.windsurf/rules/style.md',
    '.kilocode/rules/style.md',
    '.roo/rules/style.md',
    '.continue/rules/style.md',
    '.amazonq/rules/style.md',
    '.github/copilot-instructions.md',
    '.junie/guidelines.md',
  ])('are read from %s', (path) => {
    expect(readRules(sourcesOf({ [path]: 'Use tabs.' }), [])).toEqual([
      { source: path, text: 'Use tabs.', relevance: expect.any(Number) },
    ]);
  });

  it('are not read from files that are only called alike', () => {
    expect(
      sourcesRead({
        'docs/CONVENTIONS.md': 'x',
        'src/agents.ts': 'x',
        'a/.cursorrules': 'x',
        'README.md': 'x',
      }),
    ).toEqual([]);
  });

  it('of the nearest folder come first, and those of other folders not at all', () => {
    const files = {
      'AGENTS.md': 'root',
      'app/AGENTS.md': 'app',
      'app/ui/AGENTS.md': 'ui',
      'api/AGENTS.md': 'api',
    };
    expect(sourcesRead(files, ['app/ui/button.ts'])).toEqual([
      'app/ui/AGENTS.md',
      'app/AGENTS.md',
      'AGENTS.md',
    ]);
  });

  it.each([
    ['globs: *.py', 'src/a.py', true],
    ['globs: *.py', 'src/a.ts', false],
    ['globs: src/**/*.ts, lib/**', 'lib/x.js', true],
    ['globs: **/*.{ts,tsx}', 'src/a.tsx', true],
    ['globs:\n  - "*.py"\n  - "src/*.ts"', 'src/a.ts', true],
    ['applyTo: "**/*.ts"', 'src/a.ts', true],
    ['globs: *.py\nalwaysApply: true', 'src/a.ts', true],
  ])('that are bound to files count for these: %s for %s', (head, path, counts) => {
    const files = { '.cursor/rules/a.mdc': `---\ndescription: d\n${head}\n---\nUse tabs.\n` };
    expect(sourcesRead(files, [path]).length === 1).toBe(counts);
    if (counts) expect(readRules(sourcesOf(files), [path])[0]?.text).toBe('Use tabs.');
  });

  it('are cut at a line when they are long, and the same text is given once', () => {
    const long = Array.from({ length: 2000 }, (_, i) => `- rule ${i}`).join('\n');
    const rules = readRules(sourcesOf({ 'AGENTS.md': long, 'CLAUDE.md': long }), []);
    expect(rules).toHaveLength(1);
    expect(rules[0]?.text.length).toBeLessThan(6100);
    expect(rules[0]?.text).toMatch(/- rule \d+\n\(cut: \d+ characters in all\)$/);
  });
});
