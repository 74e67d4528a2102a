import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as editor from '../../support/editor.ts';

vi.mock('vscode', () => import('../../support/editor.ts'));
const { surfaceHandlers } = await import('../../../src/vscode/surface-handlers.ts');

describe('a fix of the lightbulb that is applied', () => {
  const folder = { uri: editor.Uri.file('/project'), name: 'project', index: 0 };
  const tell = vi.fn();
  const apply = async (more: object, applied: object = { kind: 'applied' }) => {
    const parts = { acceptance: { apply: async () => applied }, background: { tell } };
    await surfaceHandlers(parts as never).applyFix(folder.uri.toString(), { id: 'one', patch: [], ...more });
    return editor.window.showInformationMessage.mock.calls.map(([text]) => String(text));
  };

  beforeEach(() => {
    vi.clearAllMocks();
    editor.workspace.workspaceFolders = [folder];
  });

  it('before its tests have run says that they were not waited for', async () => {
    expect(await apply({ testing: true })).toEqual([expect.stringContaining('before its tests had run')]);
    expect(tell).toHaveBeenCalledExactlyOnceWith({ type: 'accepted', id: 'one' });
  });

  it('says nothing where they have run, and tells nobody of what could not be applied', async () => {
    expect(await apply({ tests: { passed: 3, failed: 0 } })).toEqual([]);
    expect(tell).toHaveBeenCalledOnce();
    expect(await apply({ testing: true }, { kind: 'not-applied', message: 'The file changed.' })).toEqual([]);
    expect(tell).toHaveBeenCalledOnce();
    expect(editor.window.showWarningMessage).toHaveBeenCalledExactlyOnceWith('The file changed.');
  });
});
