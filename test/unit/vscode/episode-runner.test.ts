import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as editor from '../../support/editor.ts';

vi.mock('vscode', () => import('../../support/editor.ts'));
vi.mock('../../../src/vscode/settings.ts', () => ({
  readModels: async () => ({}),
  readBudget: () => ({}),
  readVerification: () => ({}),
}));
vi.mock('../../../src/vscode/workspace-state.ts', () => ({ unsavedTexts: () => ({}) }));
const { EpisodeRunner } = await import('../../../src/vscode/episode-runner.ts');

describe('stopping an episode while it is being prepared', () => {
  const run = vi.fn(async () => ({ kind: 'failed', message: 'It was run.' }));
  const begin = vi.fn();
  const runner = () =>
    new EpisodeRunner({
      engine: { run, cancel: () => undefined },
      trace: { begin, end: () => undefined },
      status: { working: () => undefined, failed: () => undefined },
      onBegin: () => undefined,
      onLearned: () => undefined,
      stateFolder: () => editor.Uri.file('/state'),
      userFolder: editor.Uri.file('/user'),
    } as never);
  const episode = {
    folder: { uri: editor.Uri.file('/p') },
    title: 't',
    request: 'r',
    focus: { kind: 'workspace' },
  };

  beforeEach(() => {
    vi.clearAllMocks();
    editor.workspace.isTrusted = true;
    editor.workspace.fs.stat = async () => undefined;
  });

  it('keeps the engine from hearing of it', async () => {
    const one = runner();
    const running = one.run(episode as never);
    expect(one.stop()).toBe(true);
    expect(await running).toEqual({ kind: 'failed', message: 'Credence was stopped before it began.' });
    expect(run).not.toHaveBeenCalled();
    expect(begin).not.toHaveBeenCalled();
    expect(one.isRunning).toBe(false);
    // The next one is not stopped with it.
    expect(await one.run(episode as never)).toEqual({ kind: 'failed', message: 'It was run.' });
  });

  it('holds for a chat that was cancelled as well', async () => {
    const chat = new editor.CancellationTokenSource();
    const running = runner().run({ ...episode, token: chat.token } as never);
    chat.cancel();
    expect(await running).toEqual({ kind: 'failed', message: 'Credence was stopped before it began.' });
    expect(run).not.toHaveBeenCalled();
  });
});
