import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { createEnvironment } from '../../src/environment/environment.ts';
import { passedConfirmation, passedSearch } from '../../src/loop/judge.ts';
import type { Situation } from '../../src/loop/ports.ts';
import { chooseTarget } from '../../src/loop/target.ts';
import type { Candidate, Focus } from '../../src/loop/types.ts';
import { linterFix } from '../../src/skills/linter-fix.ts';
import { projectOf } from '../support/projects.ts';
import { testSyntax } from '../support/syntax.ts';
import { aTask } from '../support/world.ts';

const tools = mkdtempSync(join(tmpdir(), 'linters-'));
afterAll(() => rmSync(tools, { recursive: true, force: true }));
const { signal } = new AbortController();

/** Absolute `node_modules` with ESLint, or undefined when the registry does not answer. */
function installEslint(): string | undefined {
  const folder = join(tools, 'eslint');
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{}');
  const npm = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--fetch-retries=0', 'eslint@9'], {
    cwd: folder,
    timeout: 120_000,
    stdio: 'ignore',
  });
  return npm.status === 0 ? join(folder, 'node_modules') : undefined;
}
const eslint = installEslint();

async function open(files: Readonly<Record<string, string>>, focus: Focus, modules?: string) {
  const folder = projectOf(files);
  if (modules !== undefined) symlinkSync(modules, join(folder, 'node_modules'));
  const environment = await createEnvironment({
    folder,
    overlays: [],
    trusted: true,
    syntax: testSyntax(),
    signal,
  });
  onTestFinished(() => environment.dispose());
  const task = aTask({ request: '', focus });
  const survey = await environment.survey(task, signal);
  const choice = chooseTarget(task, survey, []);
  if (choice.kind === 'none') throw new Error(choice.reason);
  const { target } = choice;
  const remaining = { seconds: 60, tokens: 0, dollars: 0 };
  const situation: Situation = {
    task,
    survey,
    target,
    suspects: [],
    behaviors: [],
    beliefs: {},
    steps: [],
    remaining,
  };
  const { lintFixes } = environment;
  if (lintFixes === undefined) throw new Error('no linter was found');
  const skill = linterFix({ linters: lintFixes });
  const candidates: Candidate[] = [];
  for (const episode = skill.start(situation); ; ) {
    const proposal = await episode.propose(situation, signal);
    if (proposal.kind !== 'candidate') break;
    candidates.push(proposal.candidate);
  }
  return { environment, situation, target, skill, candidates };
}

const SOURCE = 'export function twice(n) {\n  let result = n * 2;\n  return result;\n}\n';
const TESTS = {
  'package.json': '{"type":"module","scripts":{"test":"node --test test/*.test.js"}}',
  'test/twice.test.js': `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { twice } from '../src/twice.js';
test('doubles', () => assert.equal(twice(2), 4));
`,
};

function focusOn(code: string, source: string): Focus {
  const start = SOURCE.indexOf('let');
  return {
    kind: 'diagnostic',
    path: 'src/twice.js',
    start,
    end: start + 3,
    code,
    source,
    message: 'never reassigned',
  };
}

describe('what a linter reports is mended by its own safe fix', () => {
  const biome = {
    ...TESTS,
    'src/twice.js': SOURCE,
    'biome.json': '{"linter":{"rules":{"style":{"useConst":"error"}}}}',
  };

  it('and verified by that linter and the tests: Biome', async () => {
    const { environment, situation, target, skill, candidates } = await open(
      biome,
      focusOn('lint/style/useConst', 'biome'),
    );
    expect(situation.survey.diagnostics.map(({ code }) => code)).toContain('lint/style/useConst');
    expect(skill.suits(situation).fit).toBe(1);
    const [candidate] = candidates;
    if (candidate === undefined) throw new Error('Biome has a fix for it');
    expect(environment.patch(candidate)[0]?.after).toBe(SOURCE.replace('let', 'const'));
    expect(candidate.skills).toEqual(['linter-fix', 'linter-fix:lint/style/useConst']);
    expect(passedSearch(await environment.evaluate(candidate, target, signal), target)).toBe(true);
    const confirmed = await environment.confirm(candidate, target, signal);
    expect(passedConfirmation(confirmed, target)).toBe(true);
    expect(confirmed.rungs.find(({ rung }) => rung === 'suite')?.status).toBe('passed');
  });

  it('and an edit that leaves it does not pass', async () => {
    const { environment, target } = await open(biome, focusOn('lint/style/useConst', 'biome'));
    const at = SOURCE.indexOf('n * 2');
    const candidate: Candidate = {
      id: 'x',
      skills: ['x'],
      title: 'x',
      share: 1,
      why: 'x',
      edits: [
        { kind: 'modify', path: 'src/twice.js', replacements: [{ start: at, end: at + 5, text: '2 * n' }] },
      ],
    };
    const seen = await environment.evaluate(candidate, target, signal);
    expect(seen.clearedDiagnostics).toEqual([]);
    expect(passedSearch(seen, target)).toBe(false);
  });

  it.skipIf(eslint === undefined)(
    'and verified by that linter and the tests: ESLint, which the registry must give',
    async () => {
      const files = {
        ...TESTS,
        'src/twice.js': SOURCE,
        'eslint.config.js': "export default [{ rules: { 'prefer-const': 'error' } }];\n",
      };
      const { environment, target, candidates } = await open(
        files,
        focusOn('prefer-const', 'eslint'),
        eslint,
      );
      const [candidate] = candidates;
      if (candidate === undefined) throw new Error('ESLint has a fix for it');
      expect(environment.patch(candidate)[0]?.after).toBe(SOURCE.replace('let', 'const'));
      expect(passedConfirmation(await environment.confirm(candidate, target, signal), target)).toBe(true);
    },
  );
});
