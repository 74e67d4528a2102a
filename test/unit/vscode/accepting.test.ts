import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PatchedFile } from '../../../src/engine/protocol.ts';
import { INTERNAL_COMMANDS } from '../../../src/vscode/commands.ts';
import * as editor from '../../support/editor.ts';

vi.mock('vscode', () => import('../../support/editor.ts'));
const { PatchReview } = await import('../../../src/vscode/patch-review.ts');
const { tellOutcome } = await import('../../../src/vscode/chat/texts.ts');
const { internalHandlers } = await import('../../../src/vscode/handlers.ts');
const { verifierFor } = await import('../../../src/vscode/review/verifier.ts');

const folder = { uri: editor.Uri.file('/project'), name: 'project', index: 0 };
const before = 'let a = 1;\nlet b = 2;\nlet c = 3;\n';
const patch: readonly PatchedFile[] = [
  { path: 'a.ts', before, after: 'let a = 9;\nlet b = 2;\nlet c = 9;\n' },
];
const other = {
  candidate: 'other',
  title: 'another way',
  why: 'shorter',
  patch: [{ path: 'a.ts', before, after: 'x\n' }],
};

const focus = { kind: 'workspace' };

async function reviewOf(episode: string) {
  const apply = vi.fn(async (_: unknown): Promise<object> => ({ kind: 'applied' }));
  const verify = vi.fn(async (..._: readonly unknown[]) => true);
  const onAccepted = vi.fn();
  const settled: string[] = [];
  const onSettled = (of: { finished: { episode: string } }, as: string): void => {
    settled.push(`${of.finished.episode} ${as}`);
  };
  const parts = { acceptance: { apply }, verify, onSettled, onPending: () => undefined };
  const review = new PatchReview(parts as never);
  const offer = (id: string) =>
    review.offer({
      folder,
      focus,
      onAccepted,
      isAskedElsewhere: true,
      finished: {
        ...{ type: 'finished', id, episode: id, patch, diff: '', alternatives: [other] },
        outcome: { candidate: { title: 'one way' }, evidence: { fixed: ['adds'], rungs: [], commands: [] } },
      },
    } as never);
  await offer(episode);
  return { review, apply, verify, onAccepted, offer, settled };
}

beforeEach(() => vi.clearAllMocks());

describe('accepting a patch', () => {
  it('says what became of it, once', async () => {
    const whole = await reviewOf('one');
    await whole.review.accept();
    await whole.offer('two');
    whole.review.toggle('a.ts', 1, false);
    await whole.review.accept();
    await whole.offer('three');
    await whole.review.use('other');
    await whole.review.accept();
    await whole.offer('four');
    await whole.offer('five');
    await whole.review.discard();
    expect(whole.settled).toEqual([
      ...['one accepted', 'two in-part', 'three another'],
      ...['four left', 'five discarded'],
    ]);
  });

  it('says nothing of one that could not be applied', async () => {
    const { review, apply, settled } = await reviewOf('one');
    apply.mockResolvedValueOnce({ kind: 'not-applied', message: 'the file has changed' });
    await review.accept();
    expect(settled).toEqual([]);
    expect(review.isPending).toBe(true);
  });

  it('publishes the lessons of the whole patch that was confirmed, and watches what becomes of it', async () => {
    const { review, apply, verify, onAccepted } = await reviewOf('one');
    await review.accept();
    expect(verify).not.toHaveBeenCalled();
    expect(apply).toHaveBeenCalledWith(expect.objectContaining({ episode: 'one' }));
    expect(onAccepted).toHaveBeenCalledOnce();
  });

  it('learns nothing from a part of it, which is held to the tests that the whole fixed', async () => {
    const { review, apply, verify, onAccepted } = await reviewOf('one');
    review.toggle('a.ts', 1, false);
    await review.accept();
    expect(verify).toHaveBeenCalledWith(folder, [expect.objectContaining({ path: 'a.ts' })], {
      fixes: ['adds'],
      focus,
    });
    expect(apply.mock.calls[0]?.[0]).not.toHaveProperty('episode');
    expect(onAccepted).not.toHaveBeenCalled();
  });

  it('learns nothing from another patch in its place', async () => {
    const { review, apply, verify, onAccepted } = await reviewOf('one');
    await review.use('other');
    await review.accept();
    expect(verify).toHaveBeenCalledWith(folder, other.patch, { fixes: ['adds'], focus });
    expect(apply.mock.calls[0]?.[0]).not.toHaveProperty('episode');
    expect(onAccepted).not.toHaveBeenCalled();
  });
});

describe('the question what is to become of a patch', () => {
  async function asked(isOnPage: boolean): Promise<readonly unknown[][]> {
    const isAskedOnPage = vi.fn((_: string) => isOnPage);
    const review = new PatchReview({
      ...{ onPending: () => undefined, onSettled: () => undefined, isAskedOnPage },
    } as never);
    await review.offer({
      folder,
      focus,
      finished: {
        ...{ type: 'finished', id: 'one', episode: 'one', patch, diff: '', alternatives: [] },
        outcome: { credence: 0.8, reason: 'a `<` in `a`', candidate: { title: 'change `<=` to `<` in `a`' } },
      },
    } as never);
    await vi.waitFor(() => expect(isAskedOnPage).toHaveBeenCalledWith('one'), 10_000);
    await new Promise(setImmediate);
    return editor.window.showInformationMessage.mock.calls;
  }

  it('is put by a notification where no page is in sight that asks it, and code in it has no backticks', async () => {
    const [message] = await asked(false);
    expect(message?.[0]).toBe('Credence 80%: a ‘<’ in a');
    const shown = editor.commands.executeCommand.mock.calls.find(([name]) => name === 'vscode.diff');
    expect(shown?.[3]).toMatch(/^change ‘<=’ to ‘<’ in a – /);
    // At its first change.
    expect(shown?.[4]).toHaveProperty('selection');
  });

  it('is put there alone where one is', async () => {
    expect(await asked(true)).toEqual([]);
  });
});

describe('a button of an earlier episode', () => {
  const buttons = (episode: string): { readonly command: string; readonly arguments?: unknown[] }[] => {
    const pressed = vi.fn();
    const outcome = { verdict: 'solved', credence: 1, reason: '', candidate: {} };
    tellOutcome({ episode, outcome, patch, diff: '' } as never, false, {
      markdown: () => undefined,
      button: pressed,
    } as never);
    return pressed.mock.calls.map(([button]) => button);
  };

  it('acts on the patch of that episode alone, and says when it is no longer waiting', async () => {
    const { review, apply, offer } = await reviewOf('one');
    const handlers = internalHandlers({ review } as never);
    const press = async (episode: string, name: 'acceptPatch' | 'discardPatch' | 'showEvidence') => {
      const button = buttons(episode).find(({ command }) => command === INTERNAL_COMMANDS[name]);
      await handlers[name](...(button?.arguments ?? []));
    };
    await offer('two');
    for (const name of ['acceptPatch', 'discardPatch', 'showEvidence'] as const) {
      editor.window.showInformationMessage.mockClear();
      await press('one', name);
      expect(String(editor.window.showInformationMessage.mock.calls[0]?.[0])).toContain('of this episode');
    }
    expect(apply).not.toHaveBeenCalled();
    expect(review.reviewed?.finished.episode).toBe('two');
    await press('two', 'acceptPatch');
    expect(apply).toHaveBeenCalledOnce();
  });

  it('is not taken for a menu, which says what page is shown', async () => {
    const { review, apply } = await reviewOf('one');
    await internalHandlers({ review } as never).acceptPatch(editor.Uri.file('/a.ts'));
    expect(apply).toHaveBeenCalledOnce();
  });
});

describe('a patch that no longer fits', () => {
  const refused = async (answer: string | undefined) => {
    const { review, apply } = await reviewOf('one');
    const onAgain = vi.fn();
    Object.assign(review.reviewed ?? {}, { onAgain });
    apply.mockResolvedValue({ kind: 'not-applied', message: 'a.ts has changed' });
    editor.window.showWarningMessage.mockResolvedValue(answer);
    await review.accept();
    await vi.waitFor(() => expect(editor.window.showWarningMessage).toHaveBeenCalledOnce());
    await new Promise((settled) => setTimeout(settled));
    return { review, onAgain };
  };

  it('is looked for anew when the person wants that, in place of the old one', async () => {
    const { review, onAgain } = await refused('Run Again');
    expect(onAgain).toHaveBeenCalledOnce();
    expect(review.isPending).toBe(false);
  });

  it('stays to be looked at otherwise', async () => {
    const { review, onAgain } = await refused(undefined);
    expect(onAgain).not.toHaveBeenCalled();
    expect(review.isPending).toBe(true);
  });
});

describe('what was chosen of a patch', () => {
  const FOCUS = { kind: 'diagnostic', path: 'a.ts', start: 1, end: 2, message: 'Cannot find b.' } as const;
  const chosen = async (report: object, fixes: readonly string[], answer?: string): Promise<boolean> => {
    editor.window.showWarningMessage.mockResolvedValue(answer);
    const told = { verdict: 'verified', reason: 'nothing shows what it is for', ...report };
    const ask = async () => ({ answer: { errors: { added: [], cleared: 0, left: [] }, ...told } });
    return verifierFor({ ask } as never)(folder as never, patch, { fixes, focus: FOCUS });
  };

  it('is applied without a question while it fixes all that the confirmed patch fixes', async () => {
    expect(await chosen({ tests: { fixed: ['adds', 'more'] } }, ['adds'])).toBe(true);
    expect(await chosen({ tests: { fixed: ['test/a.test.ts::adds'] } }, ['test/a.test.ts'])).toBe(true);
    expect(
      await chosen(
        { tests: { fixed: [] }, errors: { added: [], cleared: 1, left: ['a.ts:9 TS1 Cannot find c.'] } },
        [],
      ),
    ).toBe(true);
    expect(editor.window.showWarningMessage).not.toHaveBeenCalled();
  });

  it.each([
    ['breaks something', { verdict: 'refuted', tests: { fixed: ['adds'] } }, ['adds'], 'nothing shows'],
    [
      'breaks nothing and fixes too little',
      { tests: { fixed: ['adds'] } },
      ['adds', 'takes away'],
      'leaves 1',
    ],
    [
      'leaves the error that it was asked for',
      {
        tests: { fixed: ['adds'] },
        errors: { added: [], cleared: 1, left: ['a.ts:1 TS2304 Cannot find b.'] },
      },
      ['adds'],
      'leaves an error',
    ],
    ['fixes nothing at all', { tests: { fixed: [] } }, [], 'nothing shows'],
  ])('is asked about where it %s', async (_, report, fixes, said) => {
    expect(await chosen(report, fixes)).toBe(false);
    expect(String(editor.window.showWarningMessage.mock.calls[0]?.[0])).toContain(said);
    expect(await chosen(report, fixes, 'Apply Anyway')).toBe(true);
  });
});
