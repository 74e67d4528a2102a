import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as editor from '../../support/editor.ts';

vi.mock('vscode', () => import('../../support/editor.ts'));
const { surfaceHandlers } = await import('../../../src/vscode/surface-handlers.ts');

describe('fixing what is selected in the terminal', () => {
  let clipboard: string;

  beforeEach(() => {
    vi.clearAllMocks();
    editor.workspace.isTrusted = true;
    editor.workspace.workspaceFolders = [{ uri: editor.Uri.file('/project'), name: 'project', index: 0 }];
    editor.env.clipboard.readText.mockImplementation(async () => clipboard);
    editor.env.clipboard.writeText.mockImplementation(async (text: string) => {
      clipboard = text;
    });
    editor.commands.executeCommand.mockImplementation(async (name) => {
      if (name === 'workbench.action.terminal.copySelection') clipboard = 'nothing of note';
    });
  });
  const fix = () => surfaceHandlers({} as never).fixTerminalSelection();

  it('gives the clipboard back', async () => {
    clipboard = 'my words';
    await fix();
    expect(clipboard).toBe('my words');
    expect(editor.window.showInformationMessage).toHaveBeenCalledOnce();
  });

  it('writes nothing over what is no text', async () => {
    clipboard = '';
    await fix();
    expect(editor.env.clipboard.writeText).not.toHaveBeenCalled();
  });

  it('leaves it alone where nothing is trusted', async () => {
    editor.workspace.isTrusted = false;
    await fix();
    expect(editor.env.clipboard.readText).not.toHaveBeenCalled();
  });
});
