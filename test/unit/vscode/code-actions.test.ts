import { describe, expect, it, vi } from 'vitest';
import * as editor from '../../support/editor.ts';

vi.mock('vscode', () => import('../../support/editor.ts'));
const { FixActions } = await import('../../../src/vscode/code-actions.ts');

describe('the menu at a problem', () => {
  it('says what is on its way, and which problem is meant where there are several', () => {
    const folder = { uri: editor.Uri.file('/project'), name: 'project', index: 0 };
    editor.workspace.getWorkspaceFolder.mockReturnValue(folder);
    const titles = (messages: readonly string[], isAtWorkOn: boolean) => {
      const actions = new FixActions({ known: () => undefined, isAtWorkOn: () => isAtWorkOn } as never);
      const at = { line: 0, character: 0 };
      const range = { start: at, end: at };
      const document = { uri: editor.Uri.file('/project/src/a.ts'), offsetAt: () => 0 };
      const diagnostics = messages.map((message) => ({ message, range }));
      return actions
        .provideCodeActions(document as never, range as never, { diagnostics } as never)
        .map(({ title }) => title);
    };
    expect(titles(['no such name'], false)).toEqual(['Fix with Credence…']);
    expect(titles(['no such name'], true)).toEqual(['Fix with Credence… (fixes are being verified)']);
    expect(titles(['no such name\nin a', 'no such type'], false)).toEqual([
      'Fix with Credence… no such name',
      'Fix with Credence… no such type',
    ]);
  });
});

describe('fixing all while a file is saved', () => {
  const offered = (paths: readonly string[]) => {
    const folder = { uri: editor.Uri.file('/project'), name: 'project', index: 0 };
    editor.workspace.getWorkspaceFolder.mockReturnValue(folder);
    const patch = paths.map((path) => ({ path, before: 'a\n', after: 'b\n' }));
    const all = {
      id: 'all',
      title: 'Change a to b',
      patch,
      types: 'checker',
      tests: { passed: 3, failed: 0 },
    };
    const actions = new FixActions({ known: () => ({ fixes: new Map(), all }) } as never);
    const only = new editor.CodeActionKind('source.fixAll.credence');
    const document = { uri: editor.Uri.file('/project/src/a.ts') };
    return actions.provideCodeActions(document as never, {} as never, { diagnostics: [], only } as never);
  };

  it('edits that file', () => {
    expect(offered(['src/a.ts'])).toHaveLength(1);
  });

  it('never touches another one', () => {
    expect(offered(['src/a.ts', 'src/b.ts'])).toEqual([]);
    expect(offered(['src/b.ts'])).toEqual([]);
  });
});
