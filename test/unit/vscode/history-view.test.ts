import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as editor from '../../support/editor.ts';
import { sampleTrace } from '../trace/sample-trace.ts';

vi.mock('vscode', () => import('../../support/editor.ts'));
const { HistoryView } = await import('../../../src/vscode/history-view.ts');

describe('the history', () => {
  let state: string;
  const text = `${sampleTrace()
    .map((event) => JSON.stringify(event))
    .join('\n')}\n`;
  const idOf = (at: number): string => `202601020304${at}-aaaaaaaa`;

  beforeEach(() => {
    state = mkdtempSync(join(tmpdir(), 'history-view-'));
    mkdirSync(join(state, 'episodes'));
    editor.workspace.workspaceFolders = [{ uri: editor.Uri.file('/project'), name: 'project', index: 0 }];
  });
  afterEach(() => {
    editor.workspace.workspaceFolders = [];
    rmSync(state, { recursive: true, force: true });
  });

  function store(many: number): void {
    for (let at = 10; at < 10 + many; at += 1)
      writeFileSync(join(state, 'episodes', `${idOf(at)}.jsonl`), text);
  }
  function opened(waiting?: string) {
    const view = new HistoryView(
      () => editor.Uri.file(state) as never,
      () => ({ running: '', ended: new Set<string>(), waiting }),
    );
    const rows = async () => {
      const days = await view.getChildren();
      return (await Promise.all(days.map((day) => view.getChildren(day)))).flat();
    };
    return { view, rows };
  }

  it('shows the newest at once, says that it reads the others, and then shows them', async () => {
    store(45);
    const { view, rows } = opened();
    const changed = vi.fn();
    view.onDidChangeTreeData(changed);
    const first = (await rows()).map((row) => row.kind === 'episode' && row.episode.id);
    expect(first).toHaveLength(40);
    expect(first[0]).toBe(idOf(54));
    expect(editor.treeView.message).toBe('Reading earlier episodes…');
    await vi.waitFor(() => expect(changed).toHaveBeenCalled(), 10_000);
    expect(editor.treeView.message).toBe('');
    expect(await rows()).toHaveLength(45);
  });

  it('says nothing of the kind where there are few', async () => {
    store(3);
    const { rows } = opened();
    expect(await rows()).toHaveLength(3);
    expect(editor.treeView.message).toBe('');
  });

  it('says of a patch that it waits, and what became of it', async () => {
    store(3);
    const { view, rows } = opened(idOf(12));
    await view.keepDecision(editor.workspace.workspaceFolders[0] as never, idOf(11), 'discarded');
    const words = (await rows()).map((row) => String(view.getTreeItem(row).description).split(' · ')[0]);
    expect(words).toEqual(['waits for you', 'discarded', 'solved']);
    const [gone] = (await rows()).slice(1);
    await view.delete([gone as never]);
    expect(await rows()).toHaveLength(2);
  });

  it('finds an episode by what was decided', async () => {
    store(3);
    const { view, rows } = opened();
    await view.keepDecision(editor.workspace.workspaceFolders[0] as never, idOf(11), 'in-part');
    await view.search('accepted in part');
    expect(await rows()).toHaveLength(1);
  });
});
