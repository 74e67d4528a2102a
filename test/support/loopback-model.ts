import { createServer, type IncomingHttpHeaders, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { answerInstead, type Fault, json, usesUpReply, writeWithoutEnd } from './model-faults.ts';

interface LoopbackRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks at whatever was sent
  readonly body: any;
}

export interface LoopbackModel {
  /** For example `http://127.0.0.1:40001/v1`. */
  readonly baseUrl: string;
  readonly port: number;
  readonly requests: readonly LoopbackRequest[];
  /** Requests for an answer. */
  readonly chats: readonly LoopbackRequest[];
  /** Connections open now. */
  connections(): Promise<number>;
  close(): Promise<void>;
}

export interface LoopbackSettings {
  readonly replies?: readonly string[];
  /** What it replies to these words of the request, in place of the next of `replies`; the first that are found count. */
  readonly whenAsked?: readonly { readonly for: string; readonly reply: string }[];
  readonly faults?: readonly (Fault | undefined)[];
  readonly key?: string;
  /** Parameters that a chat request must not have, and the words it is refused with; the status is 400 unless told. */
  readonly refuses?: Readonly<Record<string, string | { readonly status: number; readonly body: unknown }>>;
  /** Sends the log-probabilities that were asked for. */
  readonly logprobs?: boolean;
  /** What is answered below the origin, by path, for example `/v1/models`; a function is given the body. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks at whatever was sent
  readonly routes?: Readonly<Record<string, unknown | ((body: any) => unknown)>>;
  /** A key and a certificate in PEM; then the address is https. */
  readonly tls?: { readonly key: string; readonly cert: string };
}

/**
 * A server on this machine that speaks OpenAI's chat completions, streaming and not, and lists one model. It gives
 * the replies in order (the last one again when they run out), and misbehaves as told: `faults[n]` is what happens to
 * the n-th chat request. With `key`, it refuses every other key.
 */
export async function startLoopbackModel(settings: LoopbackSettings = {}): Promise<LoopbackModel> {
  const { replies = ['ok'], whenAsked = [], faults = [], key, routes = {}, refuses = {} } = settings;
  const requests: LoopbackRequest[] = [];
  let asked = 0;
  let given = 0;
  const listener: RequestListener = async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const text = Buffer.concat(pieces).toString();
    const path = request.url ?? '';
    const body = text === '' ? undefined : JSON.parse(text);
    requests.push({ method: request.method ?? '', path, headers: request.headers, body });
    const shown = request.headers.authorization ?? `Bearer ${request.headers['api-key']}`;
    if (key !== undefined && shown !== `Bearer ${key}`) {
      return json(response, 401, { error: { message: `Incorrect API key provided: ${shown}` } });
    }
    const route = routes[path];
    if (route !== undefined) return json(response, 200, typeof route === 'function' ? route(body) : route);
    const plain = path.split('?')[0] ?? '';
    if (plain.endsWith('/models') && !plain.startsWith('/api/v'))
      return json(response, 200, { object: 'list', data: [{ id: 'loopback', object: 'model' }] });
    if (!plain.endsWith('/chat/completions'))
      return json(response, 404, { error: { message: 'no such path' } });
    const refused = Object.entries(refuses).find(([name]) => hasParameter(body, name));
    if (refused !== undefined) {
      const [, words] = refused;
      if (typeof words !== 'string') return json(response, words.status, words.body);
      return json(response, 400, { error: { message: words } });
    }
    const fault = faults[asked];
    asked += 1;
    const fitting = whenAsked.find((answer) => JSON.stringify(body.messages).includes(answer.for));
    const reply = fitting?.reply ?? replies[Math.min(given, replies.length - 1)] ?? '';
    if (usesUpReply(fault)) given += 1;
    if (answerInstead(response, fault)) return;
    await answer(response, reply, body, fault, settings.logprobs === true && body.logprobs === true);
  };
  const { tls } = settings;
  const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}/v1`,
    port,
    requests,
    get chats() {
      return requests.filter(({ path }) => path.includes('/chat/completions'));
    },
    connections: () => new Promise((resolve) => server.getConnections((_error, count) => resolve(count))),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** `system` is no parameter but a role that some models do not know. */
function hasParameter(body: { messages?: readonly { role: string }[] }, name: string): boolean {
  if (name === 'system') return body.messages?.some(({ role }) => role === 'system') ?? false;
  return name in body;
}

async function answer(
  response: ServerResponse,
  reply: string,
  body: { stream?: boolean },
  fault: Fault | undefined,
  likely: boolean,
): Promise<void> {
  const truth = { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 };
  const usage = fault?.kind === 'miscounted' ? fault.usage : truth;
  if (body.stream !== true || fault?.kind === 'whole') {
    const choices = [{ index: 0, message: { role: 'assistant', content: reply }, finish_reason: 'stop' }];
    return json(response, 200, { id: 'c1', object: 'chat.completion', choices, usage });
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const times = fault?.kind === 'doubled' && fault.what === 'pieces' ? 2 : 1;
  const send = (data: unknown): boolean => response.write(`data: ${JSON.stringify(data)}\n\n`.repeat(times));
  const piece = (delta: Readonly<Record<string, unknown>>, finish: string | null = null): unknown => ({
    id: 'c1',
    object: 'chat.completion.chunk',
    choices: [
      {
        index: 0,
        delta,
        finish_reason: finish,
        ...(likely && typeof delta.content === 'string'
          ? { logprobs: { content: [{ token: delta.content, logprob: -0.25, top_logprobs: [] }] } }
          : {}),
      },
    ],
  });
  if (writeWithoutEnd(response, fault, piece)) return;
  if (fault?.kind === 'stall') {
    const start = reply.slice(0, fault.after ?? 0);
    if (start !== '') send(piece({ content: start }));
    else response.flushHeaders();
    return;
  }
  const rounds = fault?.kind === 'doubled' && fault.what === 'stream' ? 2 : 1;
  const broken = fault?.kind === 'cut' || fault?.kind === 'torn';
  for (let round = 0; round < rounds; round += 1) {
    const end = fault?.kind === 'instead' ? 0 : broken ? Math.ceil(reply.length / 2) : reply.length;
    if (fault?.kind === 'instead') send(piece(fault.delta));
    for (let at = 0; at < end; at += 5) {
      send(piece({ content: reply.slice(at, Math.min(end, at + 5)) }));
      if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.pauseMs));
    }
    if (fault?.kind === 'torn') response.write('data: {"choices": [{"delta": {"con\n\n');
    if (fault?.kind === 'cut') {
      // The pieces must be on their way before the connection breaks.
      if (fault.politely === true) response.end();
      else setTimeout(() => response.destroy(), 20);
      return;
    }
    const finish = fault?.kind === 'finish' || fault?.kind === 'instead' ? (fault.reason ?? 'stop') : 'stop';
    send(piece({}, finish));
    if (fault?.kind !== 'uncounted') send({ id: 'c1', object: 'chat.completion.chunk', choices: [], usage });
  }
  response.end('data: [DONE]\n\n');
}
