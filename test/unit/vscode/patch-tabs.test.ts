import { readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import * as editor from '../../support/editor.ts';

const changed = new editor.EventEmitter<undefined>();
const executeCommand = vi.fn(async (..._: readonly unknown[]) => undefined);
const group: { activeTab?: { label: string } } = {};
vi.mock('vscode', () => ({
  ...editor,
  commands: { executeCommand },
  window: {
    ...editor.window,
    tabGroups: {
      ...{ all: [], activeTabGroup: group, close: async () => true },
      ...{ onDidChangeTabs: changed.event, onDidChangeTabGroups: changed.event },
    },
  },
}));
const { PatchTabs } = await import('../../../src/vscode/review/patch-tabs.ts');

it('an editor of several files has the buttons of a patch only while it shows one of ours', async () => {
  const tabs = new PatchTabs();
  const isShown = (label?: string): unknown => {
    if (label === undefined) delete group.activeTab;
    else group.activeTab = { label };
    changed.fire(undefined);
    return executeCommand.mock.lastCall;
  };
  tabs.add('clamp – tests pass');
  expect(isShown('Git: Working Tree (2 files)')).toBeUndefined();
  const key = 'credence.showsPatch';
  expect(isShown('clamp – tests pass (2 files)')).toEqual(['setContext', key, true]);
  expect(isShown('Git: Working Tree (2 files)')).toEqual(['setContext', key, false]);
  expect(isShown('clamp – tests pass')).toEqual(['setContext', key, true]);
  await tabs.close([]);
  expect(executeCommand.mock.lastCall).toEqual(['setContext', key, false]);

  const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'));
  const clauses = contributes.menus['editor/title'].map(({ when }: { when: string }) => when);
  const several = clauses.filter((when: string) => when.includes('multiDiffEditor'));
  expect(several).toHaveLength(4);
  for (const when of several) expect(when).toContain(`activeEditor == multiDiffEditor && ${key}`);
});
