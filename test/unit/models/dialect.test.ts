import { afterEach, describe, expect, it } from 'vitest';
import type { LanguageModel, ModelRequest } from '../../../src/loop/rooms.ts';
import { dialectMemory } from '../../../src/models/dialect.ts';
import { openAiCompatible } from '../../../src/models/openai-compatible.ts';
import {
  type LoopbackModel,
  type LoopbackSettings,
  startLoopbackModel,
} from '../../support/loopback-model.ts';

const never = new AbortController().signal;
/** Asks for all that an endpoint may have. */
const everything: ModelRequest = {
  ...{ system: 'You fix code.', user: 'Fix it.', maxTokens: 50, temperature: 0.2 },
  ...{ seed: 7, effort: 'low', logprobs: true },
  schema: { name: 'answer', schema: { type: 'object' } },
};

let server: LoopbackModel | undefined;
afterEach(() => server?.close());

async function modelOf(settings: LoopbackSettings): Promise<{ model: LanguageModel; server: LoopbackModel }> {
  const started = await startLoopbackModel(settings);
  server = started;
  return { model: openAiCompatible({ baseUrl: started.baseUrl, model: 'loopback' }), server: started };
}

describe('what an endpoint may have or not', () => {
  it('is used where it has it', async () => {
    const { model, server } = await modelOf({ replies: ['{"a": 1}'], logprobs: true });
    const reply = await model.complete(everything, never);
    expect(server.chats[0]?.body).toMatchObject({
      ...{ seed: 7, reasoning_effort: 'low', logprobs: true, stream_options: { include_usage: true } },
      response_format: { type: 'json_schema', json_schema: { name: 'answer', schema: { type: 'object' } } },
    });
    expect(reply).toMatchObject({
      text: '{"a": 1}',
      logprobs: [
        { token: '{"a":', logprob: -0.25 },
        { token: ' 1}', logprob: -0.25 },
      ],
    });
  });

  it('is not sent unless it is asked for', async () => {
    const { model, server } = await modelOf({});
    await model.complete({ system: 's', user: 'u', maxTokens: 50, temperature: 0 }, never);
    const { messages: _messages, ...body } = server.chats[0]?.body ?? {};
    expect(body).toEqual({
      ...{ model: 'loopback', stream: true, max_tokens: 50, temperature: 0 },
      stream_options: { include_usage: true },
    });
  });

  it.each<[string, LoopbackSettings['refuses'], readonly string[]]>([
    ['logprobs', { logprobs: 'logprobs is not supported with this model' }, ['logprobs']],
    ['logprobs, by its other name', { logprobs: 'This model does not support log_probs' }, ['logprobs']],
    ['seed', { seed: "Unrecognized request argument supplied: 'seed'" }, ['seed']],
    ['response_format', { response_format: 'response_format: json_schema unavailable' }, ['response_format']],
    ['a grammar', { response_format: 'failed to parse grammar' }, ['response_format']],
    ['stream_options', { stream_options: 'Unknown parameter: stream_options' }, ['stream_options']],
    ['temperature', { temperature: "'temperature' does not support 0.2 with this model." }, ['temperature']],
    ['effort', { reasoning_effort: '"qwen" does not support thinking' }, ['reasoning_effort']],
    [
      'two of them, one after the other',
      { seed: 'seed: extra inputs are not permitted', logprobs: 'logprobs: extra inputs are not permitted' },
      ['seed', 'logprobs'],
    ],
    [
      'one without naming it',
      { seed: { status: 422, body: { detail: 'Extra inputs are not permitted' } } },
      ['seed', 'logprobs', 'stream_options', 'response_format', 'reasoning_effort'],
    ],
  ])('is left out after the endpoint refused it, and not tried again: %s', async (_name, refuses, gone) => {
    const { model, server } = await modelOf({ refuses: refuses ?? {} });
    const reply = await model.complete(everything, never);
    expect(reply).toMatchObject({ kind: 'text', text: 'ok', usage: { calls: 1 } });
    const refusals = server.chats.length - 1;
    expect(refusals).toBe(Object.keys(refuses ?? {}).length);
    await model.complete(everything, never);
    expect(server.chats).toHaveLength(refusals + 2);
    for (const name of gone) expect(server.chats.at(-1)?.body).not.toHaveProperty(name);
    expect(server.chats.at(-1)?.body).toMatchObject({ model: 'loopback', max_tokens: 50 });
  });

  it('a system message that the model does not know stands at the head of the user’s', async () => {
    const refuses = { system: "Unsupported value: 'messages[0].role' does not support 'system'" };
    const { model, server } = await modelOf({ refuses });
    expect(await model.complete(everything, never)).toMatchObject({ kind: 'text' });
    expect(server.chats.at(-1)?.body.messages).toEqual([
      { role: 'user', content: 'You fix code.\n\nFix it.' },
    ]);
  });

  it('is learned by calls that run beside each other, each asked again once', async () => {
    const { model, server } = await modelOf({ refuses: { seed: 'unknown parameter seed' } });
    const replies = await Promise.all([1, 2, 3].map(() => model.complete(everything, never)));
    expect(replies.map(({ kind }) => kind)).toEqual(['text', 'text', 'text']);
    expect(server.chats.length).toBeLessThanOrEqual(6);
  });

  it('is known to another model object that shares the memory, for this model alone', async () => {
    const started = await startLoopbackModel({ refuses: { seed: 'unknown parameter seed' } });
    server = started;
    const dialects = dialectMemory();
    const open = (model: string) => openAiCompatible({ baseUrl: started.baseUrl, model, dialects });
    await open('one').complete(everything, never);
    await open('one').complete(everything, never);
    expect(started.chats).toHaveLength(3);
    await open('two').complete(everything, never);
    expect(started.chats).toHaveLength(5);
  });

  it('an address with a version in its query keeps it, as Azure wants it', async () => {
    const started = await startLoopbackModel();
    server = started;
    const model = openAiCompatible({
      baseUrl: `${started.baseUrl}?api-version=2024-10-21`,
      model: 'loopback',
    });
    expect(await model.complete(everything, never)).toMatchObject({ kind: 'text' });
    await model.limits?.(never);
    expect(started.requests.slice(0, 2).map(({ path }) => path)).toEqual([
      '/v1/chat/completions?api-version=2024-10-21',
      '/v1/models?api-version=2024-10-21',
    ]);
  });

  it('a refusal that is about something else is told, not guessed at', async () => {
    const { model, server } = await modelOf({ refuses: { messages: 'the moon is in the wrong place' } });
    const reply = await model.complete(everything, never);
    expect(reply).toMatchObject({ kind: 'failed', reason: 'server-error' });
    expect(server.chats).toHaveLength(1);
  });
});
