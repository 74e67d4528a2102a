import { afterEach, describe, expect, it } from 'vitest';
import type { ModelAccount } from '../../../src/loop/events.ts';
import type { ModelReply } from '../../../src/loop/rooms.ts';
import { openLedger } from '../../../src/models/ledger.ts';
import { type OpenAiCompatibleOptions, openAiCompatible } from '../../../src/models/openai-compatible.ts';
import { mostInput } from '../../../src/models/tokens.ts';
import {
  type LoopbackModel,
  type LoopbackSettings,
  startLoopbackModel,
} from '../../support/loopback-model.ts';
import type { Fault } from '../../support/model-faults.ts';

/*
 * Each way in which a server, or what lies before it, can go wrong. Of each: it ends, the account tells the truth and
 * tells it once, and the message says what happened, where, and what to do next, without the key.
 */

const KEY = 'sekrit-key-of-a-person';
const PRICE = { input: 1, output: 2 };
const request = { system: 'You fix code.', user: 'Fix it.', maxTokens: 50, temperature: 0.2 };
const always = (fault: Fault): Fault[] => Array.from({ length: 9 }, () => fault);
const never = new AbortController().signal;

let servers: LoopbackModel[] = [];
afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
});

interface Ended {
  readonly reply: ModelReply;
  readonly totals: ModelAccount;
  readonly server: LoopbackModel;
}

async function ask(
  settings: LoopbackSettings,
  over: Partial<OpenAiCompatibleOptions> = {},
  signal: AbortSignal = never,
): Promise<Ended> {
  const server = await startLoopbackModel(settings);
  servers.push(server);
  const ledger = openLedger({ tokens: 100_000, dollars: 1 });
  const model = openAiCompatible({
    ...{ baseUrl: server.baseUrl, model: 'loopback', apiKey: KEY, price: PRICE, ledger },
    // So patient that no busy machine looks like a silent server; who tests the patience sets less.
    ...{ stallSeconds: 30, firstWaitSeconds: 0.02, longestSeconds: 60, retries: 2 },
    ...over,
  });
  const reply = await model.complete(request, signal);
  const totals = ledger.account();
  expect(totals.reserved).toEqual({ tokens: 0, dollars: 0 });
  expect(totals.calls).toBe(reply.usage.calls);
  expect(totals.tokens).toBe(reply.usage.tokens);
  return { reply, totals, server };
}

function failed({ reply, server }: Ended): Extract<ModelReply, { kind: 'failed' }> {
  if (reply.kind !== 'failed') throw new Error(`expected a failure, got “${reply.text}”`);
  // What happened and where, then what to do: at least two sentences, or one with a clause.
  expect(reply.message).toMatch(/^\S.*[.:;] .*\.$/);
  expect(reply.message).toMatch(new RegExp(`127\\.0\\.0\\.1:${server.port}|loopback`));
  expect(reply.message).not.toContain(KEY);
  expect(reply.message).not.toMatch(/undefined|\[object|TypeError|Error:|<\w+>|\bat .*\.js/);
  return reply;
}

/** Nothing was answered, so nothing is charged; what may be charged all the same is told apart. */
function chargesNothing({ totals }: Ended): void {
  expect(totals).toMatchObject({ calls: 0, tokens: 0, dollars: 0 });
}

const HTML =
  '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>nginx</h1></body></html>';

describe('a server that fails before it answers', () => {
  it.each<[string, Fault, string, RegExp, number]>([
    ['hangs up', { kind: 'reset' }, 'unreachable', /ended before the answer did/, 3],
    ['500', { kind: 'error', status: 500 }, 'server-error', /failed \(500\).*Try again later/, 3],
    ['502', { kind: 'error', status: 502 }, 'server-error', /failed \(502\)/, 3],
    ['503', { kind: 'error', status: 503 }, 'server-error', /failed \(503\)/, 3],
    [
      '529',
      { kind: 'error', status: 529, message: 'Overloaded' },
      'server-error',
      /failed \(529\).*“Overloaded”/,
      3,
    ],
    ['408', { kind: 'error', status: 408 }, 'server-error', /failed \(408\)/, 3],
    ['401', { kind: 'error', status: 401, message: `bad key ${KEY}` }, 'unauthorised', /key \(401\)/, 1],
    ['403', { kind: 'error', status: 403, message: `bad key ${KEY}` }, 'unauthorised', /key \(403\)/, 1],
    ['402', { kind: 'error', status: 402, message: 'Insufficient credits' }, 'no-credit', /Add credit/, 1],
    [
      'a quota that is used up',
      { kind: 'rate-limit', message: 'You exceeded your current quota, please check your plan' },
      'no-credit',
      /no credit is left \(429\)/,
      1,
    ],
    [
      'a model that it does not have',
      { kind: 'error', status: 404, message: 'The model `loopback` does not exist' },
      'unknown-model',
      /does not know the model loopback/,
      1,
    ],
    ['a limit without a time', { kind: 'rate-limit' }, 'rate-limited', /Wait a little/, 3],
    ['a limit for an hour', { kind: 'rate-limit', retryAfter: '3600' }, 'rate-limited', /Wait 3600 s/, 1],
    [
      'a prompt that is too long',
      {
        kind: 'error',
        status: 400,
        message: "This model's maximum context length is 8192 tokens. However, you requested 9000 tokens.",
      },
      'too-long',
      /does not fit the context of loopback.*larger context/,
      1,
    ],
    [
      'a body that is too large for a proxy',
      { kind: 'raw', status: 413, body: '<html><head><title>413 Too Large</title></head></html>' },
      'too-long',
      /does not fit/,
      1,
    ],
    [
      'a content filter',
      {
        kind: 'error',
        status: 400,
        message: "The response was filtered due to Azure OpenAI's content management policy",
      },
      'filtered',
      /content filter.*Word the request differently/,
      1,
    ],
    [
      'a page of a proxy',
      { kind: 'raw', status: 502, body: HTML },
      'server-error',
      /“a web page titled 502/,
      3,
    ],
    [
      'a refusal that has no words',
      { kind: 'raw', status: 400, body: '' },
      'server-error',
      /refused the request \(400\)\. Check/,
      1,
    ],
    [
      'a refusal of a Python server',
      {
        kind: 'raw',
        status: 422,
        body: '{"detail":[{"loc":["body","messages",0],"msg":"field required","type":"x"}]}',
      },
      'server-error',
      /“0: field required”/,
      1,
    ],
  ])('%s', async (_name, fault, reason, says, asked) => {
    const ended = await ask({ faults: always(fault) });
    expect(failed(ended)).toMatchObject({ reason });
    expect(failed(ended).message).toMatch(says);
    chargesNothing(ended);
    // A refusal costs nothing; who hangs up may have begun.
    expect(ended.totals.possible.calls).toBe(fault.kind === 'reset' ? 3 : 0);
    expect(ended.server.chats).toHaveLength(asked);
  });

  it('says nothing at all', async () => {
    const ended = await ask({ faults: always({ kind: 'silent' }) });
    expect(failed(ended)).toMatchObject({ reason: 'stalled', retryable: true });
    chargesNothing(ended);
    expect(ended.totals.possible.calls).toBe(1);
    await expect.poll(() => ended.server.connections()).toBe(0);
  });

  it('is not there', async () => {
    const server = await startLoopbackModel();
    await server.close();
    const ended = await ask({}, { baseUrl: server.baseUrl });
    expect(ended.reply).toMatchObject({ kind: 'failed', reason: 'unreachable', retryable: false });
    expect(JSON.stringify(ended.reply)).toMatch(/nothing listens there; start the server/);
    chargesNothing(ended);
    expect(ended.totals.possible.calls).toBe(0);
  });

  it('refuses with a megabyte of words', async () => {
    const body = `{"error": {"message": "${'no '.repeat(300_000)}"}}`;
    const ended = await ask({ faults: always({ kind: 'raw', status: 400, body }) });
    expect(failed(ended).message.length).toBeLessThan(600);
  });
});

describe('a server that sends on to another', () => {
  it.each([301, 302, 307, 308])('%i: neither key nor code go there', async (status) => {
    const other = await startLoopbackModel({ replies: ['from the other'] });
    servers.push(other);
    const to = other.baseUrl.replace('127.0.0.1', 'localhost').replace('/v1', '/v1/chat/completions');
    const ended = await ask({ faults: always({ kind: 'redirect', status, to }) });
    expect(failed(ended)).toMatchObject({ reason: 'unreachable', retryable: false });
    expect(failed(ended).message).toContain(
      `sends on to http://localhost:${other.port}, which was not followed`,
    );
    expect(other.requests).toEqual([]);
    expect(ended.server.chats).toHaveLength(1);
    chargesNothing(ended);
  });

  it('without saying to which', async () => {
    const ended = await ask({ faults: always({ kind: 'redirect', status: 302, to: 'http://' }) });
    expect(failed(ended).message).toContain('an address that is none');
  });
});

describe('an answer that breaks off', () => {
  it.each<[string, Fault, string, RegExp, number, Partial<OpenAiCompatibleOptions>?]>([
    ['by a reset', { kind: 'cut' }, 'unreachable', /ended before the answer did/, 3],
    ['politely', { kind: 'cut', politely: true }, 'malformed', /ended before the answer did/, 3],
    ['in a torn piece', { kind: 'torn' }, 'malformed', /not JSON/, 3],
    [
      'in bytes that are no UTF-8',
      {
        kind: 'malformed',
        body: Buffer.concat([
          Buffer.from('data: {"choices":[{"index":0,"delta":{"content":"gr'),
          Buffer.from([0xfc, 0x6e]),
          Buffer.from('"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n'),
        ]),
      },
      'malformed',
      /not UTF-8/,
      3,
    ],
    [
      'with the error of the provider',
      { kind: 'malformed', body: 'data: {"error": {"message": "Engine overloaded", "code": 502}}\n\n' },
      'server-error',
      /broke off with an error. It said: “Engine overloaded”/,
      3,
    ],
    [
      'in silence',
      { kind: 'stall', after: 4 },
      'stalled',
      /silent for more than 2 s/,
      1,
      { stallSeconds: 2 },
    ],
    [
      'before the first word',
      { kind: 'stall' },
      'stalled',
      /silent for more than 0.9 s/,
      1,
      { stallSeconds: 0.3 },
    ],
    [
      'never: words',
      { kind: 'endless', what: 'comments' },
      'stalled',
      /was not done after 1.5 s/,
      1,
      { longestSeconds: 1.5 },
    ],
    [
      'by its size',
      { kind: 'huge', megabytes: 3 },
      'malformed',
      /ended at \d MB, more than was asked for/,
      1,
    ],
    [
      'as a page of a proxy',
      { kind: 'malformed', body: HTML, contentType: 'text/html' },
      'malformed',
      /with a web page.*Check that the base URL/,
      3,
    ],
  ])(
    '%s: it is charged as possible, never as paid',
    async (_name, fault, reason, says, asked, patience = {}) => {
      const ended = await ask({ replies: ['a longer reply'], faults: always(fault) }, patience);
      expect(failed(ended)).toMatchObject({ reason });
      expect(failed(ended).message).toMatch(says);
      chargesNothing(ended);
      expect(ended.server.chats).toHaveLength(asked);
      expect(ended.totals.possible.calls).toBe(asked);
      expect(ended.totals.possible.dollars).toBeGreaterThan(0);
      // Nobody holds on to a server that is still talking, or is not.
      if (asked === 1) await expect.poll(() => ended.server.connections()).toBe(0);
    },
  );

  it('and then succeeds is charged once', async () => {
    const ended = await ask({ replies: ['a longer reply'], faults: [{ kind: 'cut' }, { kind: 'torn' }] });
    expect(ended.reply).toMatchObject({ kind: 'text', text: 'a longer reply' });
    expect(ended.totals).toMatchObject({ calls: 1, tokens: 18, possible: { calls: 2 } });
  });

  it.each(['words', 'thoughts'] as const)(
    'that goes on for ever in %s is ended at its length',
    async (what) => {
      const ended = await ask({ faults: always({ kind: 'endless', what }) }, { longestSeconds: 20 });
      expect(ended.server.chats).toHaveLength(1);
      expect(ended.totals.calls).toBe(1);
      if (what === 'words') expect(ended.reply).toMatchObject({ kind: 'text', truncated: true });
      else expect(failed(ended)).toMatchObject({ reason: 'no-text' });
      await expect.poll(() => ended.server.connections()).toBe(0);
    },
  );
});

describe('an answer without an answer', () => {
  const toolCall = { tool_calls: [{ index: 0, id: 't', function: { name: 'edit_file', arguments: '{}' } }] };
  it.each<[string, Fault, string, RegExp]>([
    ['nothing', { kind: 'instead', delta: {} }, 'no-text', /answered with nothing/],
    ['white space', { kind: 'instead', delta: { content: ' \n' } }, 'no-text', /thought|nothing/],
    [
      'a tool call',
      { kind: 'instead', delta: toolCall, reason: 'tool_calls' },
      'no-text',
      /tool “edit_file”/,
    ],
    ['thought alone', { kind: 'instead', delta: { reasoning_content: 'hm' } }, 'no-text', /Lower its effort/],
    ['thought under its other name', { kind: 'instead', delta: { reasoning: 'hm' } }, 'no-text', /thought/],
    [
      'thought up to the limit',
      { kind: 'instead', delta: { reasoning_content: 'hm' }, reason: 'length' },
      'no-text',
      /spent all 50 tokens on thinking/,
    ],
    [
      'thought in tags up to the limit',
      { kind: 'instead', delta: { content: '<think>hm, let me' }, reason: 'length' },
      'no-text',
      /spent all 50 tokens/,
    ],
    ['what a filter left', { kind: 'finish', reason: 'content_filter' }, 'filtered', /content filter/],
    ['a refusal', { kind: 'instead', delta: { refusal: 'I cannot.' } }, 'filtered', /declined.*“I cannot”/],
  ])('%s: it was written, so it is charged, once', async (_name, fault, reason, says) => {
    const ended = await ask({ faults: always(fault) });
    expect(failed(ended)).toMatchObject({ reason, retryable: true });
    expect(failed(ended).message).toMatch(says);
    expect(ended.totals).toMatchObject({ calls: 1, tokens: 18, possible: { calls: 0 } });
    expect(ended.server.chats).toHaveLength(1);
  });
});

describe('an answer that is odd and sound', () => {
  const TEXT = 'const total = items.reduce((sum, item) => sum + item.price, 0);';

  it.each<[string, Fault]>([
    ['pieces that come twice', { kind: 'doubled', what: 'pieces' }],
    ['a stream that comes twice', { kind: 'doubled', what: 'stream' }],
    ['one that drips', { kind: 'slow', pauseMs: 30 }],
    ['one that is not streamed', { kind: 'whole' }],
  ])('%s', async (_name, fault) => {
    const ended = await ask({ replies: [TEXT], faults: [fault] });
    expect(ended.reply).toMatchObject({ kind: 'text', text: TEXT, truncated: false });
    expect(ended.totals).toMatchObject({ calls: 1, tokens: 18 });
  });

  it('the wrong content type', async () => {
    const piece = { choices: [{ index: 0, delta: { content: TEXT }, finish_reason: 'stop' }] };
    const body = `data: ${JSON.stringify(piece)}\n\ndata: [DONE]\n\n`;
    const ended = await ask({
      faults: [{ kind: 'malformed', body, contentType: 'application/octet-stream' }],
    });
    expect(ended.reply).toMatchObject({ kind: 'text', text: TEXT });
  });

  it('one that ends at its length', async () => {
    const ended = await ask({ replies: [TEXT], faults: [{ kind: 'finish', reason: 'length' }] });
    expect(ended.reply).toMatchObject({ kind: 'text', truncated: true });
  });

  const estimate = Math.ceil((request.system.length + request.user.length) / 4) + Math.ceil(TEXT.length / 4);
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['zeros', { prompt_tokens: 0, completion_tokens: 0 }],
    ['negative numbers', { prompt_tokens: -5, completion_tokens: -1 }],
    ['millions', { prompt_tokens: 9_000_000, completion_tokens: 9_000_000 }],
    ['halves', { prompt_tokens: 0.5, completion_tokens: 1.5 }],
    ['words', { prompt_tokens: 'eleven', completion_tokens: 'seven' }],
    ['a list', []],
  ])('a count of tokens that cannot be true: %s', async (_name, usage) => {
    const ended = await ask({ replies: [TEXT], faults: [{ kind: 'miscounted', usage }] });
    expect(ended.reply).toMatchObject({ kind: 'text', text: TEXT });
    expect(ended.totals).toMatchObject({ calls: 1, tokens: estimate });
  });

  it('what the provider says it charges is believed before any table', async () => {
    const usage = { prompt_tokens: 11, completion_tokens: 7, cost: 0.25 };
    const ended = await ask({ faults: [{ kind: 'miscounted', usage }] });
    expect(ended.totals).toMatchObject({ calls: 1, tokens: 18, dollars: 0.25 });
  });

  it('input that the provider had kept is charged at its own price', async () => {
    const usage = { prompt_tokens: 11, completion_tokens: 7, prompt_tokens_details: { cached_tokens: 10 } };
    const price = { input: 100, cachedInput: 1, output: 0 };
    const ended = await ask({ faults: [{ kind: 'miscounted', usage }] }, { price });
    expect(ended.totals.dollars).toBeCloseTo((100 + 10) / 1e6, 12);
  });
});

describe('stopping', () => {
  it.each<[string, Fault]>([
    ['before the first word', { kind: 'silent' }],
    ['within the answer', { kind: 'endless', what: 'comments' }],
    ['while waiting to ask again', { kind: 'rate-limit', retryAfter: '15' }],
  ])('%s ends at once, asks no more and leaves nothing set aside', async (_name, fault) => {
    const stop = new AbortController();
    const started = ask({ faults: always(fault) }, { stallSeconds: 60, longestSeconds: 60 }, stop.signal);
    await expect.poll(() => servers[0]?.chats.length).toBe(1);
    stop.abort();
    const ended = await started;
    expect(ended.reply).toMatchObject({ kind: 'failed', reason: 'cancelled', retryable: false });
    expect(ended.server.chats).toHaveLength(1);
    if (fault.kind !== 'rate-limit') await expect.poll(() => ended.server.connections()).toBe(0);
  });
});

describe('the caps of the budget', () => {
  /** What one call sets aside at most. */
  const aside = mostInput(request) + request.maxTokens;
  const start = async (settings: LoopbackSettings, tokens: number) => {
    const server = await startLoopbackModel(settings);
    servers.push(server);
    const ledger = openLedger({ tokens, dollars: 1 });
    const model = openAiCompatible({
      ...{ baseUrl: server.baseUrl, model: 'loopback', price: PRICE, ledger },
      ...{ firstWaitSeconds: 0.02, retries: 5 },
    });
    return { server, ledger, model };
  };

  it('hold for calls that run beside each other', async () => {
    const { server, ledger, model } = await start({ faults: [{ kind: 'slow', pauseMs: 50 }] }, 2 * aside);
    const replies = await Promise.all([1, 2, 3, 4, 5].map(() => model.complete(request, never)));
    expect(replies.map((reply) => (reply.kind === 'failed' ? reply.reason : 'text'))).toEqual([
      ...['text', 'text', 'over-budget', 'over-budget', 'over-budget'],
    ]);
    expect(server.chats).toHaveLength(2);
    expect(ledger.account().tokens).toBeLessThanOrEqual(2 * aside);
  });

  it('hold for attempts after one that broke off, which may have cost something', async () => {
    const { server, ledger, model } = await start(
      { replies: ['a reply'], faults: always({ kind: 'cut' }) },
      aside,
    );
    expect(await model.complete(request, never)).toMatchObject({ kind: 'failed', reason: 'over-budget' });
    expect(server.chats).toHaveLength(1);
    expect(ledger.account()).toMatchObject({ calls: 0, possible: { calls: 1, tokens: aside } });
  });

  it('shorten an answer that they cannot pay in full', async () => {
    const long = { ...request, maxTokens: 5000 };
    const { server, model } = await start({}, mostInput(request) + 800);
    expect(await model.complete(long, never)).toMatchObject({ kind: 'text' });
    expect(server.chats[0]?.body.max_tokens).toBe(800);
  });
});
