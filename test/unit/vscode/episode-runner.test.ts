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

describe('an answer about a patch', () => {
  it('says whether an episode begins with it: none does while another is at work', async () => {
    vi.clearAllMocks();
    const outcome = { candidate: { title: 't' } };
    const finished = { episode: 'one', outcome, patch: [{ path: 'a.ts', before: '', after: 'x' }] };
    const run = vi.fn(async (..._: readonly unknown[]): Promise<unknown> => ({ kind: 'finished', finished }));
    const offer = vi.fn(async (_: { readonly onAnswered: (answer: string) => boolean }) => undefined);
    const one = new EpisodeRunner({
      engine: { run, cancel: () => undefined },
      review: { offer },
      trace: { begin: () => undefined, end: () => undefined },
      status: { working: () => undefined, failed: () => undefined, finished: () => undefined },
      onBegin: () => undefined,
      onLearned: () => undefined,
      stateFolder: () => editor.Uri.file('/state'),
      userFolder: editor.Uri.file('/user'),
    } as never);
    const folder = { uri: editor.Uri.file('/p') };
    const episode = { folder, title: 't', request: 'r', focus: { kind: 'workspace' } } as never;
    await one.run(episode);
    const onAnswered = offer.mock.lastCall?.[0].onAnswered;
    let end: (result: unknown) => void = () => undefined;
    run.mockReturnValueOnce(new Promise((settle) => (end = settle)));
    const other = one.run(episode);
    await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(2));
    expect(onAnswered?.('5')).toBe(false);
    expect(editor.window.showInformationMessage).toHaveBeenCalledOnce();
    end({ kind: 'failed', message: 'stopped' });
    await other;
    expect(onAnswered?.('6')).toBe(true);
    await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(3));
    expect(run.mock.lastCall?.[0]).toMatchObject({ resume: 'one', answer: '6' });
  });
});

describe('going on from an episode that its budget ended', () => {
  it('says nothing anew: what was answered before it is known of it, and is no answer to its own question', async () => {
    vi.clearAllMocks();
    const outcome = { verdict: 'budget-exhausted', credence: 0.4, reason: 'The budget is used up.' };
    const run = vi.fn(async (_: unknown, follow: (event: unknown) => void): Promise<unknown> => {
      if (run.mock.calls.length > 1) return { kind: 'failed', message: 'stopped' };
      follow({ type: 'decided', decision: { kind: 'stop', because: 'budget' } });
      return { kind: 'finished', finished: { episode: 'cut', outcome, patch: [] } };
    });
    let choose: (button: string) => void = () => undefined;
    const asked = new Promise<string>((settle) => (choose = settle));
    editor.window.showInformationMessage.mockReturnValueOnce(asked);
    const ignored = () => undefined;
    const one = new EpisodeRunner({
      engine: { run, cancel: ignored },
      trace: { begin: ignored, end: ignored, add: ignored },
      status: { working: ignored, follow: ignored, failed: ignored, finished: ignored },
      onBegin: ignored,
      onLearned: ignored,
      stateFolder: () => editor.Uri.file('/state'),
      userFolder: editor.Uri.file('/user'),
    } as never);
    const folder = { uri: editor.Uri.file('/p') };
    const task = { request: 'r', focus: { kind: 'workspace' } };
    await one.run({ ...task, folder, title: 't', resume: 'asked', answer: '5' } as never);
    choose('Go On From Here');
    await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(2));
    expect(run.mock.calls[0]?.[0]).toMatchObject({ ...task, resume: 'asked', answer: '5' });
    expect(run.mock.calls[1]?.[0]).toMatchObject({ ...task, resume: 'cut' });
    expect(run.mock.calls[1]?.[0]).not.toHaveProperty('answer');
  });
});
