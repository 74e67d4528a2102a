import { beforeEach, expect, it, vi } from 'vitest';
import * as editor from '../../support/editor.ts';

vi.mock('vscode', () => import('../../support/editor.ts'));
const { PatchReview } = await import('../../../src/vscode/patch-review.ts');
const { ReviewView } = await import('../../../src/vscode/review/review-view.ts');

const before = 'let a = 1;\nlet b = 2;\nlet c = 3;\n';
const one = [{ path: 'a.ts', before, after: 'let a = 9;\nlet b = 2;\nlet c = 3;\n' }];
const two = [{ path: 'a.ts', before, after: 'let a = 9;\nlet b = 2;\nlet c = 9;\n' }];
const other = { candidate: 'other', title: 'another way', why: 'shorter', patch: two };

/** What the editor was last told of whether there is something to choose. */
async function choiceOf(patch: readonly object[], alternatives: readonly object[]): Promise<unknown> {
  const onPending = () => undefined;
  const review = new PatchReview({ onPending, onSettled: () => undefined } as never);
  const view = new ReviewView(review);
  await review.offer({
    ...{ folder: { uri: editor.Uri.file('/project') }, isAskedElsewhere: true },
    finished: { episode: 'one', patch, diff: '', alternatives, outcome: { candidate: { title: '' } } },
  } as never);
  view.dispose();
  const told = editor.commands.executeCommand.mock.calls.filter(([, key]) => key === 'credence.hasChoice');
  return told.at(-1)?.[2];
}

beforeEach(() => vi.clearAllMocks());

it('is there where something can be chosen, and takes no room where nothing can', async () => {
  expect(await choiceOf(one, [])).toBeUndefined();
  expect(await choiceOf(two, [])).toBe(true);
  expect(await choiceOf(one, [{ ...other, differs: false }])).toBe(true);
});

it('opens by itself only where the choice makes a difference', async () => {
  await choiceOf(one, [{ ...other, differs: false }]);
  expect(editor.treeView.reveal).not.toHaveBeenCalled();
  await choiceOf(one, [{ ...other, differs: true }]);
  expect(editor.treeView.reveal).toHaveBeenCalledOnce();
});

it('goes with the patch', async () => {
  const review = new PatchReview({ onPending: () => undefined, onSettled: () => undefined } as never);
  const view = new ReviewView(review);
  await review.offer({
    ...{ folder: { uri: editor.Uri.file('/project') }, isAskedElsewhere: true },
    finished: {
      episode: 'one',
      patch: two,
      diff: '',
      alternatives: [],
      outcome: { candidate: { title: '' } },
    },
  } as never);
  await review.discard();
  view.dispose();
  const told = editor.commands.executeCommand.mock.calls.filter(([, key]) => key === 'credence.hasChoice');
  expect(told.map(([, , value]) => value)).toEqual([true, false]);
});
