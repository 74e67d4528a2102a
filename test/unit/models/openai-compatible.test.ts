import { afterEach, describe, expect, it } from 'vitest';
import type { LanguageModel, ModelReply } from '../../../src/loop/rooms.ts';
import { type OpenAiCompatibleOptions, openAiCompatible } from '../../../src/models/openai-compatible.ts';
import { type LoopbackModel, startLoopbackModel } from '../../support/loopback-model.ts';

let server: LoopbackModel | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const never = new AbortController().signal;
const request = { system: 'You fix code.', user: 'Fix it.', maxTokens: 50, temperature: 0.2 };

async function modelOf(
  setup: Parameters<typeof startLoopbackModel>[0],
  over: Partial<OpenAiCompatibleOptions> = {},
): Promise<{ model: LanguageModel; server: LoopbackModel }> {
  const started = await startLoopbackModel(setup);
  server = started;
  const quick = { model: 'loopback', stallSeconds: 30, firstWaitSeconds: 0.02 };
  return { model: openAiCompatible({ baseUrl: started.baseUrl, ...quick, ...over }), server: started };
}

function failure(reply: ModelReply): Extract<ModelReply, { kind: 'failed' }> {
  if (reply.kind !== 'failed') throw new Error(`expected a failure, got “${reply.text}”`);
  expect(reply.usage).toEqual({ tokens: 0, dollars: 0, calls: 0 });
  expect(reply.message).toMatch(/^[A-Z0-9].*\.$/);
  expect(reply.message).not.toMatch(/undefined|\[object|TypeError|at .*\.js/);
  return reply;
}

describe('a server that behaves', () => {
  it('streams the answer and counts it once, as the server counted', async () => {
    const { model, server } = await modelOf(
      { replies: ['Hällo, wörld 🎉'] },
      { price: { input: 1, output: 2 } },
    );
    const reply = await model.complete(request, never);
    expect(reply).toMatchObject({ kind: 'text', text: 'Hällo, wörld 🎉', truncated: false });
    expect(reply.usage.tokens).toBe(18);
    expect(reply.usage.calls).toBe(1);
    expect(reply.usage.dollars).toBeCloseTo(25e-6);
    expect(server.requests[0]?.body).toMatchObject({ model: 'loopback', stream: true, max_tokens: 50 });
  });

  it('is sent no key when there is none, not even one from the environment', async () => {
    process.env.OPENAI_API_KEY = 'sk-of-somebody-else';
    try {
      const { model, server } = await modelOf({});
      expect((await model.complete(request, never)).kind).toBe('text');
      expect(JSON.stringify(server.requests)).not.toContain('somebody-else');
      expect(server.requests[0]?.headers.authorization).toBeUndefined();
    } finally {
      delete process.env.OPENAI_API_KEY;
    }
  });

  it('is estimated from the characters when it does not count', async () => {
    const { model } = await modelOf({ replies: ['x'.repeat(40)], faults: [{ kind: 'uncounted' }] });
    expect((await model.complete(request, never)).usage.tokens).toBe(Math.ceil(20 / 4) + 10);
  });

  it('may answer whole', async () => {
    const { model } = await modelOf({ replies: ['all at once'], faults: [{ kind: 'whole' }] });
    expect(await model.complete(request, never)).toMatchObject({
      text: 'all at once',
      usage: { tokens: 18 },
    });
  });

  it('may be slow as long as it keeps talking', async () => {
    const { model } = await modelOf({ replies: ['x'.repeat(30)], faults: [{ kind: 'slow', pauseMs: 150 }] });
    expect(await model.complete(request, never)).toMatchObject({ text: 'x'.repeat(30) });
  });

  it('may think aloud first, which is no part of the reply', async () => {
    const { model } = await modelOf({ replies: ['<think>hmm\nhmm</think>\n\nthe answer'] });
    expect(await model.complete(request, never)).toMatchObject({ text: 'the answer' });
  });
});

describe('a server that misbehaves for a moment', () => {
  it.each([
    ['rate limit', { kind: 'rate-limit' }],
    ['internal error', { kind: 'error', status: 500 }],
    ['bad gateway', { kind: 'error', status: 502 }],
    ['connection cut', { kind: 'cut' }],
    ['stream ended early', { kind: 'cut', politely: true }],
    ['nonsense in the stream', { kind: 'malformed', body: 'data: {"choices": [{"del\n\n' }],
    ['wrong shape', { kind: 'malformed', body: 'data: {"choices": "none"}\n\n' }],
    ['a page instead of an answer', { kind: 'malformed', body: '<html>hi</html>', contentType: 'text/html' }],
    ['broken JSON', { kind: 'malformed', body: '{"choices": [', contentType: 'application/json' }],
    ['empty body', { kind: 'malformed', body: '' }],
    ['error in the stream', { kind: 'malformed', body: 'data: {"error": {"message": "overloaded"}}\n\n' }],
  ] as const)('%s: asks again and charges the one success', async (_name, fault) => {
    const { model, server } = await modelOf({ replies: ['fine'], faults: [fault] });
    const reply = await model.complete(request, never);
    expect(reply).toEqual({
      kind: 'text',
      text: 'fine',
      truncated: false,
      usage: { tokens: 18, dollars: 0, calls: 1 },
    });
    expect(server.requests).toHaveLength(2);
  });

  it('waits as long as Retry-After asks', async () => {
    const { model } = await modelOf({ faults: [{ kind: 'rate-limit', retryAfter: '1' }] });
    const began = performance.now();
    expect((await model.complete(request, never)).kind).toBe('text');
    expect(performance.now() - began).toBeGreaterThan(950);
  });

  it('learns which parameters a server takes', async () => {
    const message = "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.";
    const { model, server } = await modelOf({ faults: [{ kind: 'error', status: 400, message }] });
    expect((await model.complete(request, never)).kind).toBe('text');
    await model.complete(request, never);
    expect(server.requests.map((r) => 'max_completion_tokens' in r.body)).toEqual([false, true, true]);
  });
});

describe('a server that keeps misbehaving', () => {
  const always = <T>(fault: T): T[] => Array.from({ length: 9 }, () => fault);

  it.each([
    ['server-error', { kind: 'error', status: 503 }, /failed \(503\).*Try again later/],
    ['rate-limited', { kind: 'rate-limit' }, /429.*choose another model/],
    ['unreachable', { kind: 'cut' }, /ended before the answer did/],
    ['malformed', { kind: 'cut', politely: true }, /ended before the answer did/],
    ['malformed', { kind: 'malformed', body: 'data: {oops\n\n' }, /base URL/],
    [
      'malformed',
      { kind: 'malformed', body: '{}', contentType: 'application/json' },
      /form of a chat completion/,
    ],
  ] as const)('%s after a bounded number of attempts', async (reason, fault, says) => {
    const { model, server } = await modelOf({ replies: ['a longer reply'], faults: always(fault) });
    const failed = failure(await model.complete(request, never));
    expect(failed.reason).toBe(reason);
    expect(failed.message).toMatch(says);
    expect(server.requests).toHaveLength(3);
  });

  it.each([0, 4])('stalled when nothing comes, after %i characters', async (after) => {
    const { model, server } = await modelOf(
      { replies: ['long reply'], faults: always({ kind: 'stall', after }) },
      { stallSeconds: 0.3 },
    );
    const failed = failure(await model.complete(request, never));
    expect(failed).toMatchObject({ reason: 'stalled', retryable: true });
    expect(server.requests).toHaveLength(1);
    await expect.poll(() => server.connections()).toBe(0);
  });

  it('does not wait for a limit that lasts longer than the episode', async () => {
    const { model, server } = await modelOf({ faults: always({ kind: 'rate-limit', retryAfter: '3600' }) });
    const failed = failure(await model.complete(request, never));
    expect(failed).toMatchObject({ reason: 'rate-limited', retryable: false });
    expect(failed.message).toContain('3600 s');
    expect(server.requests).toHaveLength(1);
  });

  it('says that the model is not known there', async () => {
    const { model } = await modelOf({
      faults: always({ kind: 'error', status: 404, message: 'model not found' }),
    });
    expect(failure(await model.complete(request, never)).message).toMatch(/loopback.*model not found.*\/v1/);
  });
});

describe('a key that is refused', () => {
  it('is said once, plainly, and never shown', async () => {
    const { model, server } = await modelOf({ key: 'right' }, { apiKey: 'sekrit-wrong-key' });
    const failed = failure(await model.complete(request, never));
    expect(failed).toMatchObject({ reason: 'unauthorised', retryable: false });
    expect(failed.message).not.toContain('sekrit');
    expect(server.requests).toHaveLength(1);
  });

  it('is not shown when the server repeats it in another error', async () => {
    const message = 'bad request by sekrit-wrong-key';
    const { model } = await modelOf(
      { faults: [{ kind: 'error', status: 400, message }] },
      { apiKey: 'sekrit-wrong-key' },
    );
    expect(failure(await model.complete(request, never)).message).toMatch(/bad request by \[redacted\]/);
  });
});

describe('no server', () => {
  it('is said at once', async () => {
    const { baseUrl, close } = await startLoopbackModel();
    await close();
    const failed = failure(await openAiCompatible({ baseUrl, model: 'm' }).complete(request, never));
    expect(failed).toMatchObject({ reason: 'unreachable', retryable: false });
    expect(failed.message).toMatch(/127\.0\.0\.1:\d+: nothing listens there/);
  });

  it.each(['', 'localhost', 'ftp://x/v1', 'file:///etc'])(
    'an address that is none: “%s”',
    async (baseUrl) => {
      const failed = failure(await openAiCompatible({ baseUrl, model: 'm' }).complete(request, never));
      expect(failed.message).toMatch(/base URL cannot be used/);
    },
  );

  it('does not show a password in the address', async () => {
    const baseUrl = 'http://me:hunter2hunter2@127.0.0.1:1/v1';
    const failed = failure(
      await openAiCompatible({ baseUrl, model: 'm', retries: 0 }).complete(request, never),
    );
    expect(failed.message).not.toContain('hunter2');
  });
});

describe('cancelling', () => {
  it.each([
    ['during a stall', { kind: 'stall', after: 3 }],
    ['during a slow answer', { kind: 'slow', pauseMs: 2000 }],
    ['while waiting to ask again', { kind: 'rate-limit', retryAfter: '10' }],
  ] as const)('%s takes effect at once and leaves nothing open', async (_name, fault) => {
    const { model, server } = await modelOf(
      { replies: ['x'.repeat(100)], faults: [fault] },
      { stallSeconds: 20 },
    );
    const stop = new AbortController();
    const pending = model.complete(request, stop.signal);
    await expect.poll(() => server.requests.length).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    stop.abort();
    // Otherwise each of them goes on for longer than a test may take.
    expect(failure(await pending)).toMatchObject({ reason: 'cancelled', retryable: false });
    expect(server.requests).toHaveLength(1);
  });

  it('before the start asks nothing', async () => {
    const { model, server } = await modelOf({});
    expect(failure(await model.complete(request, AbortSignal.abort())).reason).toBe('cancelled');
    expect(server.requests).toHaveLength(0);
  });
});

describe('the loopback server', () => {
  it('lists its model and answers without streaming', async () => {
    server = await startLoopbackModel({ replies: ['hello'] });
    const models = await (await fetch(`${server.baseUrl}/models`)).json();
    expect(models).toMatchObject({ data: [{ id: 'loopback' }] });
    const asked = { method: 'POST', body: JSON.stringify({ messages: [] }) };
    const answer = await (await fetch(`${server.baseUrl}/chat/completions`, asked)).json();
    expect(answer).toMatchObject({ choices: [{ message: { content: 'hello' } }] });
  });
});
