import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { relevantBehaviors } from '../../../src/engine/behaviors.ts';
import { printHandbook } from '../../../src/handbook/markdown.ts';
import type { Behavior } from '../../../src/loop/types.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'credence-behaviors-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('what was learned from a hidden file is not told to other agents, whichever list above it hides it', async () => {
  const learned = (name: string, path?: string, instruction = 'Look for it.'): Behavior => ({
    ...{ name, trigger: {}, instruction, status: 'pinned', sources: [] },
    evidence: { usedSolved: 0, usedFailed: 0, withheldSolved: 0, withheldFailed: 0 },
    ...(path === undefined ? {} : { citations: [{ path, hash: 'abcdef012345' }] }),
  });
  const files = {
    '.credence/handbook.md': printHandbook([
      learned('Open', 'src/open.js'),
      learned('By hand'),
      learned('Hidden above', 'src/orders.js'),
      learned('Hidden beside', 'src/deep/rates.js'),
      learned('Hidden by git', 'notes/own.js'),
      learned('Named', undefined, 'It was `x` before `y` (src/orders.js:8).'),
      learned('Named in a group', undefined, 'It was `f(x)` → `f(y)` (app/(shop)/page.js:8).'),
      learned('Outside', '../elsewhere.js'),
    ]),
    '.credenceignore': '\uFEFFsrc/orders.js\napp/\n',
    'src/deep/.cursorignore': 'rates.js\n',
    '.git/info/exclude': 'notes/\n',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const told = await relevantBehaviors({ folder, stateFolder: join(folder, 'state') }, {});
  expect(told.map(({ name }) => name).toSorted()).toEqual(['By hand', 'Open']);
});
