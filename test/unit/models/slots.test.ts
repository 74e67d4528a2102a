import { describe, expect, it, onTestFinished } from 'vitest';
import type { ModelHistory, ModelReply } from '../../../src/loop/rooms.ts';
import { openLedger } from '../../../src/models/ledger.ts';
import { openAiCompatible } from '../../../src/models/openai-compatible.ts';
import { FREE } from '../../../src/models/prices.ts';
import { scripted } from '../../../src/models/scripted.ts';
import { twoSlots } from '../../../src/models/slots.ts';
import { startLoopbackModel } from '../../support/loopback-model.ts';

const never = new AbortController().signal;
const request = { system: 's', user: 'u', maxTokens: 100, temperature: 0 };
const failedOnce: ModelHistory = { fast: { failed: 1, passed: 0 }, strong: { failed: 0, passed: 0 } };
type Reason = Extract<ModelReply, { kind: 'failed' }>['reason'];
const refusal = (reason: Reason, retryable = false): ModelReply => ({
  ...{ kind: 'failed', reason, message: 'Not now. Try later.', retryable },
  usage: { tokens: 0, dollars: 0, calls: 0 },
});

function pair(fast: Parameters<typeof scripted>[0], strong: Parameters<typeof scripted>[0], dollars = 1) {
  const models = { fast: scripted(fast, 'small'), strong: scripted(strong, 'large') };
  const both = twoSlots({
    fast: { ...models.fast, price: () => FREE },
    strong: { ...models.strong, price: () => ({ input: dollars, output: dollars }) },
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

  it('says who would be asked, so that a prompt can be written for that one', async () => {
    const { both } = pair([refusal('unauthorised')], ['b']);
    const fresh: ModelHistory = { fast: { failed: 0, passed: 0 }, strong: { failed: 0, passed: 0 } };
    expect(both.expected?.(fresh)).toBe('small');
    expect(both.expected?.(failedOnce)).toBe('large');
    expect(pair([], [], 9000).both.expected?.(failedOnce)).toBe('small');
    await both.complete(request, never);
    expect(both.expected?.(fresh)).toBe('large');
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

  it.each(['rate-limited', 'server-error', 'unauthorised', 'no-credit'] as const)(
    'takes the fast one for the rest where the strong one fails for good: %s',
    async (reason) => {
      const { both, strong } = pair(['a', 'c'], [refusal(reason), 'b']);
      const asked = { ...request, history: failedOnce };
      expect(await both.complete(asked, never)).toMatchObject({
        text: 'a',
        by: { slot: 'fast', why: 'the strong model cannot be had: Not now. Try later.' },
      });
      expect(await both.complete(asked, never)).toMatchObject({ text: 'c' });
      expect(strong.requests).toHaveLength(1);
    },
  );

  it('asks the other for a prompt that is too long for one, and the one again for the next', async () => {
    const { both } = pair([refusal('too-long'), 'a'], ['b']);
    const shorter = { ...request, user: '' };
    const passed: ModelHistory = { fast: { failed: 0, passed: 1 }, strong: { failed: 0, passed: 0 } };
    expect(await both.complete(request, never)).toMatchObject({ text: 'b', by: { slot: 'strong' } });
    expect(await both.complete({ ...shorter, history: passed }, never)).toMatchObject({ text: 'a' });
  });

  it('asks nobody else once it is stopped', async () => {
    const { both, strong } = pair([refusal('cancelled')], ['b']);
    expect(await both.complete(request, never)).toMatchObject({ reason: 'cancelled' });
    expect(strong.requests).toHaveLength(0);
  });

  it('takes an answer without an edit for a failure', async () => {
    const { both } = pair([refusal('no-text', true), 'a'], ['b']);
    expect(await both.complete(request, never)).toMatchObject({ reason: 'no-text' });
    expect(await both.complete(request, never)).toMatchObject({ text: 'b', by: { slot: 'strong' } });
  });

  it('gives the failure back when neither can be had', async () => {
    const { both } = pair([refusal('unreachable')], [refusal('unreachable')]);
    expect(await both.complete(request, never)).toMatchObject({ kind: 'failed', reason: 'unreachable' });
  });

  it('does not call the dear one because the cheap one is busy', async () => {
    const { both, strong } = pair([refusal('rate-limited', true)], ['b']);
    expect(await both.complete(request, never)).toMatchObject({ reason: 'rate-limited' });
    expect(strong.requests).toHaveLength(0);
  });
});

describe('what two servers tell of their models', () => {
  const listing = (id: string, size: number, price: string) => ({
    data: [{ id, context_length: size, pricing: { prompt: price, completion: price } }],
  });
  const open = async (id: string, size: number, price: string, replies: readonly string[]) => {
    const server = await startLoopbackModel({
      replies,
      routes: { '/v1/models': listing(id, size, price) },
    });
    onTestFinished(() => server.close());
    return server;
  };

  it('is learned of both, so that a prompt fits either and the cap of dollars holds', async () => {
    const small = await open('small', 32_000, '0', ['from the small']);
    const large = await open('large', 8000, '0.01', ['from the large']);
    const ledger = openLedger({ tokens: 100_000, dollars: 0.5 });
    const strong = openAiCompatible({ baseUrl: large.baseUrl, model: 'large', ledger, slot: 'strong' });
    const both = twoSlots({
      fast: openAiCompatible({ baseUrl: small.baseUrl, model: 'small', ledger }),
      strong,
    });
    expect(await both.limits?.(never)).toEqual({ contextTokens: 8000 });
    expect(strong.price()).toEqual({ input: 10_000, output: 10_000 });
    // The cap does not allow what the large one may cost, whoever it is that asks it.
    expect(await strong.complete(request, never)).toMatchObject({ reason: 'over-budget' });
    expect(await both.complete({ ...request, history: failedOnce }, never)).toMatchObject({
      text: 'from the small',
    });
    expect(large.chats).toHaveLength(0);
  });

  it('is asked before the first call where only the server can tell the price', async () => {
    const server = await open('large', 8000, '0.01', ['dear']);
    const ledger = openLedger({ tokens: 100_000, dollars: 0.5 });
    // An address of this machine that does not look like one: its models are not taken to be free.
    const baseUrl = server.baseUrl.replace('127.0.0.1', '0.0.0.0');
    const model = openAiCompatible({ baseUrl, model: 'large', ledger });
    expect(model.price()).toBeUndefined();
    expect(await model.complete(request, never)).toMatchObject({ reason: 'over-budget' });
    expect(server.chats).toHaveLength(0);
  });
});
