import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as editor from '../../support/editor.ts';

vi.mock('vscode', () => import('../../support/editor.ts'));
const { openSample } = await import('../../../src/vscode/first-run.ts');

describe('the sample', () => {
  let home: string;
  let chosen: 'own' | 'storage';

  beforeEach(() => {
    vi.clearAllMocks();
    home = mkdtempSync(join(tmpdir(), 'credence-sample-'));
    editor.window.showQuickPick.mockImplementation(async (rows) => {
      const [storage, own] = rows as readonly unknown[];
      return chosen === 'own' ? own : storage;
    });
    editor.window.showOpenDialog.mockImplementation(async () => [editor.Uri.file(home)]);
    Object.assign(editor.workspace.fs, {
      readFile: async ({ path }: editor.Uri) => readFileSync(path),
      writeFile: async ({ path }: editor.Uri, text: Uint8Array) => {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text);
      },
      readDirectory: async ({ path }: editor.Uri) => {
        try {
          return readdirSync(path);
        } catch {
          throw new editor.FileSystemError(path);
        }
      },
    });
  });
  afterEach(() => rmSync(home, { recursive: true }));

  const open = () =>
    openSample({
      extensionUri: editor.Uri.file(join(import.meta.dirname, '../../..')),
      globalStorageUri: editor.Uri.file(home),
    } as never);

  it('is written into a folder of one’s own once; later it is opened as it was left', async () => {
    chosen = 'own';
    await open();
    const file = join(home, 'credence-first-fix', 'src', 'shipping.js');
    expect(readFileSync(file, 'utf8')).toContain('export');
    writeFileSync(file, '// my work\n');
    await open();
    expect(readFileSync(file, 'utf8')).toBe('// my work\n');
    const opened = editor.commands.executeCommand.mock.calls.filter(([name]) => name === 'vscode.openFolder');
    expect(opened).toHaveLength(2);
  });

  it('is written anew each time in the extension’s own storage', async () => {
    chosen = 'storage';
    await open();
    const file = join(home, 'sample', 'credence-first-fix', 'src', 'shipping.js');
    writeFileSync(file, '// my work\n');
    await open();
    expect(readFileSync(file, 'utf8')).toContain('export');
  });
});
