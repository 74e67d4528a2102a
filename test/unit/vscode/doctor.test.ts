import { expect, it, vi } from 'vitest';
import * as editor from '../../support/editor.ts';

const showQuickPick = vi.fn(async (..._: readonly unknown[]) => undefined);
vi.mock('vscode', () => ({
  ...editor,
  window: { ...editor.window, showQuickPick },
  workspace: { workspaceFolders: [{ name: 'cart', uri: editor.Uri.file('/cart') }] },
}));
const { runDoctor } = await import('../../../src/vscode/doctor.ts');

const MISSING = {
  ...{ area: 'runner', status: 'missing' },
  ...{ found: '`package.json` names vitest, but it is not installed.', next: 'Run `npm install` there.' },
};

async function listFor(checks: readonly unknown[]): Promise<readonly unknown[]> {
  showQuickPick.mockClear();
  await runDoctor({
    ask: async () => ({ answer: { version: '1', folder: '/cart', checks, seconds: 1 } }),
  } as never);
  return showQuickPick.mock.calls[0] ?? [];
}

it('what is missing stands first, in plain words', async () => {
  const fine = { area: 'git', status: 'ok', found: 'git version 2.' };
  const [items, options] = await listFor([fine, MISSING]);
  expect(items).toMatchObject([
    {
      description: 'package.json names vitest, but it is not installed.',
      detail: 'Run ‘npm install’ there.',
    },
    { description: 'git version 2.' },
    {},
  ]);
  expect(options).toMatchObject({ title: 'Credence: one thing is missing here' });
});

it('several things are counted', async () => {
  const [, options] = await listFor([MISSING, MISSING]);
  expect(options).toMatchObject({ title: 'Credence: 2 things are missing here' });
});
