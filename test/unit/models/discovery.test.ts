import { afterEach, describe, expect, it } from 'vitest';
import { listModels } from '../../../src/models/discovery.ts';
import { findLocalServers } from '../../../src/models/local-servers.ts';
import { openAiCompatible } from '../../../src/models/openai-compatible.ts';
import {
  type LoopbackModel,
  type LoopbackSettings,
  startLoopbackModel,
} from '../../support/loopback-model.ts';

const never = new AbortController().signal;
let servers: LoopbackModel[] = [];
afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
});

async function start(settings: LoopbackSettings): Promise<LoopbackModel> {
  const server = await startLoopbackModel(settings);
  servers.push(server);
  return server;
}

const list = (...data: unknown[]) => ({ object: 'list', data });

/** Ollama with three models: one loaded, one with a size of its own, one for embeddings. */
const OLLAMA = {
  '/v1/models': list(
    { id: 'coder:7b', owned_by: 'library' },
    { id: 'long:3b', owned_by: 'library' },
    { id: 'idle:1b', owned_by: 'library' },
    { id: 'embed', owned_by: 'library' },
  ),
  '/api/version': { version: '0.12.0' },
  '/api/ps': { models: [{ name: 'coder:7b', model: 'coder:7b', context_length: 8192 }] },
  '/api/show': ({ model }: { model: string }) => ({
    parameters: model === 'long:3b' ? 'temperature 0.7\nnum_ctx                        16384\n' : '',
    model_info: { 'general.architecture': 'qwen2', 'qwen2.context_length': 32768 },
    capabilities: model === 'embed' ? ['embedding'] : ['completion', 'tools'],
  }),
};

describe('the models of a server, with what they hold there', () => {
  it.each<[string, LoopbackSettings['routes'], string, unknown]>([
    [
      'Ollama: as it is loaded, not as it was trained',
      OLLAMA,
      'Ollama',
      [
        { name: 'coder:7b', contextTokens: 8192 },
        { name: 'long:3b', contextTokens: 16384 },
        {
          ...{ name: 'idle:1b', contextTokens: 4096 },
          note: expect.stringMatching(/not loaded.*OLLAMA_CONTEXT_LENGTH.*up to 32768/),
        },
      ],
    ],
    [
      'LM Studio',
      {
        '/v1/models': list({ id: 'coder', owned_by: 'organization_owner' }),
        '/api/v0/models': list(
          {
            id: 'coder',
            type: 'llm',
            state: 'loaded',
            max_context_length: 131072,
            loaded_context_length: 4096,
          },
          { id: 'other', type: 'vlm', state: 'not-loaded', max_context_length: 32768 },
          { id: 'embed', type: 'embeddings', state: 'not-loaded', max_context_length: 512 },
        ),
      },
      'LM Studio',
      [
        { name: 'coder', contextTokens: 4096 },
        { name: 'other', note: 'not loaded; can hold up to 32768' },
      ],
    ],
    [
      'LM Studio in its newer words',
      {
        '/v1/models': list({ id: 'coder', owned_by: 'organization_owner' }),
        '/api/v1/models': {
          models: [
            {
              ...{ key: 'coder', type: 'llm', max_context_length: 131072 },
              loaded_instances: [{ id: 'coder', config: { context_length: 9000 } }],
            },
            { key: 'other', type: 'llm', max_context_length: 1000, loaded_instances: [] },
          ],
        },
      },
      'LM Studio',
      [
        { name: 'coder', contextTokens: 9000 },
        { name: 'other', note: 'not loaded; can hold up to 1000' },
      ],
    ],
    [
      'vLLM',
      { '/v1/models': list({ id: 'Qwen/Qwen3', owned_by: 'vllm', max_model_len: 40960 }) },
      'vLLM',
      [{ name: 'Qwen/Qwen3', contextTokens: 40960 }],
    ],
    [
      'llama.cpp: what one slot holds',
      {
        '/v1/models': list({ id: 'm.gguf', owned_by: 'llamacpp', meta: { n_ctx_train: 131072 } }),
        '/props': { default_generation_settings: { n_ctx: 2048 }, total_slots: 4 },
      },
      'llama.cpp',
      [{ name: 'm.gguf', contextTokens: 2048 }],
    ],
    [
      'a gateway that tells sizes and prices as OpenRouter does',
      {
        '/v1/models': list({
          id: 'maker/model',
          context_length: 200000,
          top_provider: { context_length: 128000, max_completion_tokens: 16384 },
          pricing: { prompt: '0.0000025', completion: '0.00001', input_cache_read: '0.00000025' },
        }),
      },
      'other',
      [
        {
          ...{ name: 'maker/model', contextTokens: 128000, longestReply: 16384 },
          price: { input: 2.5, output: 10, cachedInput: 0.25 },
        },
      ],
    ],
    [
      'a server that tells nothing but names, and odd sizes',
      {
        '/v1/models': list(
          { id: 'a' },
          { id: 'b', max_model_len: 'many', pricing: { prompt: '-1' }, meta: null },
        ),
      },
      'other',
      [{ name: 'a' }, { name: 'b' }],
    ],
  ])('%s', async (_name, routes, server, models) => {
    const { baseUrl } = await start({ routes: routes ?? {} });
    expect(await listModels({ baseUrl }, never)).toEqual({ kind: 'listed', server, models });
  });

  it('asks for the one model that is of interest', async () => {
    const server = await start({ routes: OLLAMA });
    await listModels({ baseUrl: server.baseUrl, only: 'coder:7b' }, never);
    expect(server.requests.filter(({ path }) => path === '/api/show').map(({ body }) => body)).toEqual([
      { model: 'coder:7b' },
    ]);
  });
});

describe('what cannot be listed is told in a sentence', () => {
  it('a key that is refused, without showing it', async () => {
    const { baseUrl } = await start({ key: 'right' });
    const listing = await listModels({ baseUrl, apiKey: 'sekrit-wrong-key' }, never);
    expect(listing).toEqual({
      kind: 'failed',
      message: expect.stringMatching(/refused the API key \(401\)/),
    });
    expect(JSON.stringify(listing)).not.toContain('sekrit');
  });

  it.each<[string, unknown, RegExp]>([
    ['another list', { models: [] }, /not with a list of models.*\/v1/],
    ['a list of something else', list({ name: 'x' }), /not with a list of models/],
    ['null', null, /not with a list of models/],
  ])('%s', async (_name, body, says) => {
    const { baseUrl } = await start({ routes: { '/v1/models': () => body } });
    expect(await listModels({ baseUrl }, never)).toEqual({
      kind: 'failed',
      message: expect.stringMatching(says),
    });
  });

  it('nobody is there', async () => {
    const { baseUrl, close } = await startLoopbackModel();
    await close();
    expect(await listModels({ baseUrl }, never)).toEqual({
      kind: 'failed',
      message: expect.stringMatching(/nothing listens there; start the server/),
    });
  });

  it('an address that is none', async () => {
    expect(await listModels({ baseUrl: 'localhost' }, never)).toMatchObject({ kind: 'failed' });
  });

  it('a person who stops it', async () => {
    const { baseUrl } = await start({});
    const listing = await listModels({ baseUrl }, AbortSignal.abort());
    expect(listing).toMatchObject({ kind: 'failed', message: 'The request was stopped.' });
  });
});

describe('servers on this machine', () => {
  it('are found at the ports that are tried, with their models, and sent no key', async () => {
    const ollama = await start({ routes: OLLAMA });
    const page = await start({ routes: { '/v1/models': { hello: 'another program' } } });
    const gone = await startLoopbackModel();
    await gone.close();
    const found = await findLocalServers(never, [gone.port, page.port, ollama.port]);
    expect(found.map(({ server, baseUrl }) => ({ server, baseUrl }))).toEqual([
      { server: 'Ollama', baseUrl: ollama.baseUrl },
    ]);
    expect(ollama.requests.filter(({ headers }) => headers.authorization !== undefined)).toEqual([]);
  });
});

describe('the limits of a model', () => {
  it('come from its server, once, and shorten what is asked for', async () => {
    const server = await start({ routes: OLLAMA, replies: ['ok'] });
    const model = openAiCompatible({ baseUrl: server.baseUrl, model: 'coder:7b' });
    expect(await model.limits?.(never)).toEqual({ contextTokens: 8192 });
    const asked = server.requests.length;
    expect(await model.limits?.(never)).toEqual({ contextTokens: 8192 });
    expect(server.requests).toHaveLength(asked);
    await model.complete({ system: '', user: 'x'.repeat(12_000), maxTokens: 50_000, temperature: 0 }, never);
    const [chat] = server.chats;
    expect(chat?.body.max_tokens).toBeLessThan(8192 - 12_000 / 4);
    expect(chat?.body.max_tokens).toBeGreaterThan(3000);
  });

  it('bound the answer where the server writes shorter ones, for who asks for more may be refused', async () => {
    const top_provider = { context_length: 128_000, max_completion_tokens: 2048 };
    const server = await start({ routes: { '/v1/models': { data: [{ id: 'brief', top_provider }] } } });
    const model = openAiCompatible({ baseUrl: server.baseUrl, model: 'brief' });
    await model.limits?.(never);
    await model.complete({ system: '', user: 'x', maxTokens: 4096, temperature: 0 }, never);
    expect(server.chats[0]?.body.max_tokens).toBe(2048);
  });

  it('keep a prompt at home that the server would cut without a word', async () => {
    const server = await start({ routes: OLLAMA });
    const model = openAiCompatible({ baseUrl: server.baseUrl, model: 'coder:7b' });
    await model.limits?.(never);
    const reply = await model.complete(
      { system: '', user: 'x'.repeat(40_000), maxTokens: 500, temperature: 0 },
      never,
    );
    expect(reply).toMatchObject({ kind: 'failed', reason: 'too-long', usage: { calls: 0 } });
    expect(server.chats).toHaveLength(0);
  });

  it('are learned from a refusal that names them', async () => {
    const message = "This model's maximum context length is 4096 tokens. However, you requested 9000.";
    const server = await start({ faults: [{ kind: 'error', status: 400, message }] });
    const model = openAiCompatible({ baseUrl: server.baseUrl, model: 'loopback' });
    const request = { system: '', user: 'x'.repeat(20_000), maxTokens: 500, temperature: 0 };
    expect(await model.complete(request, never)).toMatchObject({ reason: 'too-long' });
    expect(await model.complete(request, never)).toMatchObject({ reason: 'too-long' });
    expect(server.chats).toHaveLength(1);
  });

  it('are the person’s own where they are told', async () => {
    const server = await start({ routes: OLLAMA });
    const model = openAiCompatible({ baseUrl: server.baseUrl, model: 'coder:7b', contextTokens: 999 });
    expect(await model.limits?.(never)).toEqual({ contextTokens: 999 });
  });

  it('are unknown where the server does not tell, which is not asked twice', async () => {
    const server = await start({ routes: { '/v1/models': () => null } });
    const model = openAiCompatible({ baseUrl: server.baseUrl, model: 'm' });
    expect(await model.limits?.(never)).toEqual({});
    expect(await model.limits?.(never)).toEqual({});
    expect(server.requests).toHaveLength(1);
  });

  it('are asked for again by whoever was stopped', async () => {
    const server = await start({ routes: OLLAMA });
    const model = openAiCompatible({ baseUrl: server.baseUrl, model: 'coder:7b' });
    expect(await model.limits?.(AbortSignal.abort())).toEqual({});
    expect(await model.limits?.(never)).toEqual({ contextTokens: 8192 });
  });
});
