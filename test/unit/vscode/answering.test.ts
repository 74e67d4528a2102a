import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as editor from '../../support/editor.ts';

vi.mock('vscode', () => import('../../support/editor.ts'));
const { sayOutcome } = await import('../../../src/vscode/say-outcome.ts');
const { followups } = await import('../../../src/vscode/chat/followups.ts');
const { PatchReview } = await import('../../../src/vscode/patch-review.ts');

const question = { text: 'What should be better?', options: ['It is shorter', 'It is safer'] };
const asked = { verdict: 'asked', credence: 0, reason: 'only you can tell', question } as never;

beforeEach(() => vi.resetAllMocks());

describe('a question that an episode ended with', () => {
  it('is answered by one of its options', async () => {
    editor.window.showInformationMessage.mockImplementation(async (_text, first) => first);
    editor.window.showQuickPick.mockImplementation(async (items) => (items as { label: string }[])[1]);
    expect(await sayOutcome(asked, false)).toBe('It is safer');
    expect(editor.window.showQuickPick.mock.lastCall?.[1]).toMatchObject({ placeHolder: question.text });
  });

  it('is answered in the person’s own words, and empty ones are none', async () => {
    editor.window.showInformationMessage.mockImplementation(async (_text, first) => first);
    editor.window.showQuickPick.mockImplementation(async (items) => (items as unknown[]).at(-1));
    editor.window.showInputBox.mockResolvedValueOnce('  It keeps digits ').mockResolvedValueOnce(' ');
    expect(await sayOutcome(asked, false)).toBe('It keeps digits');
    expect(await sayOutcome(asked, false)).toBeUndefined();
  });

  it('may be left alone, and what asks nothing has no answer', async () => {
    expect(await sayOutcome(asked, false)).toBeUndefined();
    editor.window.showInformationMessage.mockImplementation(async (_text, first) => first);
    const stopped = { verdict: 'exhausted', credence: 0, reason: 'nothing passed' } as never;
    expect(await sayOutcome(stopped, false)).toBeUndefined();
    expect(editor.window.showQuickPick).not.toHaveBeenCalled();
  });

  it('is none where a budget ended it; then it can go on', async () => {
    const goOn = vi.fn();
    editor.window.showInformationMessage.mockImplementation(async (_text, first) => first);
    const cut = { verdict: 'exhausted', credence: 0, reason: 'the budget is used up' } as never;
    expect(await sayOutcome(cut, false, goOn)).toBeUndefined();
    expect(editor.window.showInformationMessage.mock.lastCall?.slice(1)).toEqual([
      'Go On From Here',
      'Show Trace',
    ]);
    expect(goOn).toHaveBeenCalledOnce();
  });

  it('is none where a person stopped it, who is not asked anything', async () => {
    const stopped = { verdict: 'cancelled', credence: 0, reason: 'cancelled' } as never;
    expect(await sayOutcome(stopped, false)).toBeUndefined();
    expect(editor.window.showInformationMessage).not.toHaveBeenCalled();
  });

  it('is offered with its options in a chat', () => {
    const next = { episode: 'one', request: 'r', options: question.options };
    expect(followups({ metadata: { ended: 'asked', asked: next } } as never)).toEqual(
      question.options.map((option) => ({ prompt: option, command: 'answer', label: option })),
    );
  });

  it('of a patch that waits: the answer gives the patch up for what comes of it, once that begins', async () => {
    // The first time another episode is at work.
    const onAnswered = vi.fn((_: string) => true).mockReturnValueOnce(false);
    const onPending = vi.fn();
    const onSettled = vi.fn();
    const isAskedOnPage = () => false;
    editor.window.showInformationMessage.mockImplementation(async (_text, first) => first);
    editor.window.showQuickPick.mockImplementation(async (items) => (items as unknown[])[0]);
    let isAskedAgain: (() => void) | undefined;
    editor.window.showInformationMessage
      .mockImplementationOnce(async (_text, first) => first)
      .mockImplementationOnce(
        (_text, first) => new Promise((settle) => (isAskedAgain = () => settle(first))),
      );
    const review = new PatchReview({
      ...{ acceptance: {}, verify: vi.fn(), onPending, onSettled, isAskedOnPage },
    } as never);
    const told = { candidates: [], telling: { input: 'clamp(5)', results: ['5', '6'] } };
    const outcome = { credence: 0.4, reason: '', candidate: { title: 'one way' }, undecided: told };
    const patch = [{ path: 'a.ts', before: 'a\n', after: 'b\n' }];
    await review.offer({
      ...{ folder: { uri: editor.Uri.file('/p') }, onAccepted: vi.fn(), onAnswered },
      finished: {
        ...{ episode: 'one', patch, diff: '', alternatives: [] },
        outcome: { ...outcome, question: { text: 'What should clamp(5) give?', options: ['5', '6'] } },
      },
    } as never);
    await vi.waitFor(() => expect(isAskedAgain).toBeDefined(), 10_000);
    expect(onAnswered).toHaveBeenCalledWith('5');
    expect(review.isPending).toBe(true);
    isAskedAgain?.();
    await vi.waitFor(() => expect(onAnswered).toHaveBeenCalledTimes(2));
    expect(review.isPending).toBe(false);
    expect(onSettled.mock.calls.map(([, as]) => as)).toEqual(['answered']);
  });
});
