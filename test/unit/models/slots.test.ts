import { describe, expect, it } from 'vitest';
import type { ModelHistory, ModelReply } from '../../../src/loop/rooms.ts';
import { scripted } from '../../../src/models/scripted.ts';
import { twoSlots } from '../../../src/models/slots.ts';

const never = new AbortController().signal;
const request = { system: 's', user: 'u', maxTokens: 100, temperature: 0 };
const failedOnce: ModelHistory = { fast: { failed: 1, passed: 0 }, strong: { failed: 0, passed: 0 } };
const refusal = (reason: 'unreachable' | 'over-budget' | 'rate-limited' | 'no-text'): ModelReply => ({
  ...{ kind: 'failed', reason, message: 'Not now. Try later.', retryable: false },
  usage: { tokens: 0, dollars: 0, calls: 0 },
});

function pair(fast: Parameters<typeof scripted>[0], strong: Parameters<typeof scripted>[0], dollars = 1) {
  const models = { fast: scripted(fast, 'small'), strong: scripted(strong, 'large') };
  const price = { input: dollars, output: dollars };
  const both = twoSlots({
    fast: { model: models.fast, price: { input: 0, output: 0 } },
    strong: { model: models.strong, price },
  });
  return { ...models, both };
}

describe('two models behind one face', () => {
  it('asks the fast one first and says so', async () => {
    const { both, strong } = pair(['from the small'], ['from the large']);
    expect(await both.complete(request, never)).toMatchObject({
      text: 'from the small',
      by: { model: 'small', slot: 'fast', why: 'the fast model proposes first' },
    });
    expect(strong.requests).toHaveLength(0);
  });

  it('asks the strong one after a failure, if it is worth it', async () => {
    const asked = { ...request, history: failedOnce };
    expect(await pair(['a'], ['b']).both.complete(asked, never)).toMatchObject({
      text: 'b',
      by: { model: 'large', slot: 'strong' },
    });
    expect(await pair(['a'], ['b'], 9000).both.complete(asked, never)).toMatchObject({
      text: 'a',
      by: { slot: 'fast', why: expect.stringContaining('not worth its price') },
    });
  });

  it('takes the fast one where the budget does not allow the strong one', async () => {
    const { both, strong } = pair(['a', 'a'], [refusal('over-budget'), 'b']);
    const asked = { ...request, history: failedOnce };
    expect(await both.complete(asked, never)).toMatchObject({ text: 'a', by: { slot: 'fast' } });
    // The budget may be enough for a shorter prompt, so that it is asked again.
    expect(await both.complete(asked, never)).toMatchObject({ text: 'b' });
    expect(strong.requests).toHaveLength(2);
  });

  it('does not ask again where nobody is', async () => {
    const { both, fast } = pair([refusal('unreachable')], ['b', 'c']);
    expect(await both.complete(request, never)).toMatchObject({
      text: 'b',
      by: { slot: 'strong', why: expect.stringContaining('cannot be had') },
    });
    expect(await both.complete(request, never)).toMatchObject({ text: 'c' });
    expect(fast.requests).toHaveLength(1);
  });

  it('takes an answer without an edit for a failure', async () => {
    const { both } = pair([refusal('no-text'), 'a'], ['b']);
    expect(await both.complete(request, never)).toMatchObject({ reason: 'no-text' });
    expect(await both.complete(request, never)).toMatchObject({ text: 'b', by: { slot: 'strong' } });
  });

  it('gives the failure back when neither can be had', async () => {
    const { both } = pair([refusal('unreachable')], [refusal('unreachable')]);
    expect(await both.complete(request, never)).toMatchObject({ kind: 'failed', reason: 'unreachable' });
  });

  it('does not call the dear one because the cheap one is busy', async () => {
    const { both, strong } = pair([refusal('rate-limited')], ['b']);
    expect(await both.complete(request, never)).toMatchObject({ reason: 'rate-limited' });
    expect(strong.requests).toHaveLength(0);
  });
});
