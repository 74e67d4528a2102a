import { resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { RepositoryMap } from '../../src/context/map/repository-map.ts';
import { createPromptContext } from '../../src/context/prompt/prompt-context.ts';
import { takeLease } from '../../src/environment/isolation/lease.ts';
import { Snapshot } from '../../src/environment/isolation/snapshot.ts';
import { loadTypescript } from '../../src/environment/typescript/load.ts';
import { TypescriptChecker } from '../../src/environment/typescript/type-checker.ts';
import type { Situation } from '../../src/loop/ports.ts';
import { projectOf } from '../support/projects.ts';
import { aSurvey, aTask } from '../support/world.ts';
import { grammars } from '../unit/context/map/grammars.ts';

const OURS = resolve(import.meta.dirname, '../../node_modules/typescript/lib/typescript.js');
const { signal } = new AbortController();

const files = {
  'tsconfig.json':
    '{"compilerOptions":{"strict":true,"noEmit":true,"module":"esnext","moduleResolution":"bundler","types":[]}}',
  'store.ts': 'export class Store {\n  save(what: string): number {\n    return what.length;\n  }\n}\n',
  'draft.ts': 'export class Draft {\n  save(what: string): number {\n    return -what.length;\n  }\n}\n',
  'made.ts': `import { Store } from './store.ts';\nexport const made = { kept: [new Store()] };\n`,
  'use.ts': `import { made } from './made.ts';\nexport function all(unknown: any): number[] {\n  unknown.open();\n  return made.kept.map((one) => one.save('x'));\n}\n`,
};

async function workspace() {
  const folder = projectOf(files);
  const lease = takeLease();
  onTestFinished(() => lease.release());
  const snapshot = await Snapshot.take(folder, [], lease, signal);
  const loaded = loadTypescript(folder, true, OURS);
  if (loaded === undefined) throw new Error('no TypeScript');
  return { snapshot, typeChecker: new TypescriptChecker(loaded, snapshot) };
}

const situation: Situation = {
  task: aTask({ request: 'mend it', focus: { kind: 'file', path: 'use.ts' } }),
  survey: aSurvey(),
  target: { kind: 'open-request', tests: [], files: [], diagnostics: [] },
  suspects: [],
  behaviors: [],
  beliefs: {},
  steps: [],
  remaining: { seconds: 60, tokens: 50_000, dollars: 1 },
};

describe('names after a dot', () => {
  it('are told by types: files of the workspace, nothing from outside, silence about what has no type', async () => {
    const { typeChecker } = await workspace();
    expect(Object.fromEntries(typeChecker.members('use.ts') ?? [])).toEqual({
      kept: ['made.ts'],
      map: [],
      save: ['store.ts'],
    });
    expect(typeChecker.members('tsconfig.json')).toBeUndefined();
  });

  it('lead a prompt to the right one of two that are called alike', async () => {
    const { snapshot, typeChecker } = await workspace();
    const map = new RepositoryMap({ grammars });
    const context = createPromptContext({ sources: snapshot, redact: (text) => text, map, typeChecker });
    const { blocks } = await context.gather(situation, [], 3000, signal);
    const shown = blocks.find(({ source }) => source === 'repository map')?.text ?? '';
    expect(shown).toContain('store.ts');
    expect(shown).not.toContain('draft.ts');
  });

  it('without types may be either', async () => {
    const { snapshot } = await workspace();
    const context = createPromptContext({
      sources: snapshot,
      redact: (text) => text,
      map: new RepositoryMap({ grammars }),
    });
    const { blocks } = await context.gather(situation, [], 3000, signal);
    expect(blocks.find(({ source }) => source === 'repository map')?.text).toContain('draft.ts');
  });
});
