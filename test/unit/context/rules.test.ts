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

  it.each([
    ['a replacement pattern', '*.{$&,ts}'],
    ['very many choices', `*.${'{a,b}'.repeat(26)},*.ts`.replace(/^(.*),(\*\.ts)$/, '$2,$1')],
    ['many braces that open', `*.ts,${'{'.repeat(7000)}`],
    ['many commas', `*.ts${','.repeat(7000)}`],
    ['many stars', `*.ts,${'*a'.repeat(100)}b`],
  ])(
    'bound to files by %s are read in time',
    (_what, globs) => {
      const files = { '.cursor/rules/a.mdc': `---\nglobs: ${globs}\n---\nUse tabs.\n` };
      expect(sourcesRead(files, [`${'a'.repeat(240)}.ts`])).toHaveLength(1);
    },
    5000,
  );

  it('are no front matter when it does not end within 8 KB', () => {
    const text = `---\nglobs: *.py\n${'x: y\n'.repeat(4000)}---\nUse tabs.\n`;
    expect(readRules(sourcesOf({ '.cursor/rules/a.mdc': text }), ['a.ts'])[0]?.text).toMatch(/^---/);
  });

  it('are of files inside: one that a runner names elsewhere harms nothing', () => {
    const files = { '.cursor/rules/a.mdc': '---\nglobs: *.ts\n---\nUse tabs.\n' };
    expect(sourcesRead(files, ['/usr/lib/x.ts', '../x.ts'])).toEqual([]);
    expect(sourcesRead(files, ['/usr/lib/x.ts', 'x.ts'])).toHaveLength(1);
  });

  it('are read from at most 64 files, those of the nearest folder first', () => {
    const files: Record<string, string> = { 'AGENTS.md': 'root', 'app/AGENTS.md': 'app' };
    for (let i = 0; i < 500; i += 1) files[`.cursor/rules/${i}.mdc`] = `rule ${i}`;
    const read: string[] = [];
    const sources: Sources = {
      list: () => Object.keys(files),
      read: (path) => {
        read.push(path);
        return files[path];
      },
    };
    expect(readRules(sources, ['app/x.ts'])).toHaveLength(24);
    expect(read).toHaveLength(64);
    expect(read.slice(0, 2)).toEqual(['app/AGENTS.md', 'AGENTS.md']);
  });

  it('are cut at a line when they are long, and the same text is given once', () => {
    const long = Array.from({ length: 2000 }, (_, i) => `- rule ${i}`).join('\n');
    const rules = readRules(sourcesOf({ 'AGENTS.md': long, 'CLAUDE.md': long }), []);
    expect(rules).toHaveLength(1);
    expect(rules[0]?.text.length).toBeLessThan(6100);
    expect(rules[0]?.text).toMatch(/- rule \d+\n\(cut: \d+ characters in all\)$/);
  });
});
