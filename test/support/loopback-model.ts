import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a request is answered instead of with the next reply. A misbehaving answer uses up no reply. */
type Fault =
  | { readonly kind: 'rate-limit'; readonly retryAfter?: string }
  | { readonly kind: 'error'; readonly status: number; readonly message?: string }
  /** Sends the head and `after` characters, then nothing more, and keeps the connection open. */
  | { readonly kind: 'stall'; readonly after?: number }
  /** Sends half of the reply and hangs up; `politely` ends the stream without the word that it is finished. */
  | { readonly kind: 'cut'; readonly politely?: boolean }
  | { readonly kind: 'malformed'; readonly body: string; readonly contentType?: string }
  /** Pauses between pieces; the answer is sound. */
  | { readonly kind: 'slow'; readonly pauseMs: number }
  /** Answers whole although asked to stream. */
  | { readonly kind: 'whole' }
  /** Streams, but never says how many tokens it used. */
  | { readonly kind: 'uncounted' };

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
  readonly requests: readonly LoopbackRequest[];
  /** Connections open now. */
  connections(): Promise<number>;
  close(): Promise<void>;
}

/**
 * A server on this machine that speaks OpenAI's chat completions, streaming and not, and lists one model. It gives
 * the replies in order (the last one again when they run out), and misbehaves as told: `faults[n]` is what happens to
 * the n-th chat request. With `key`, it refuses every other key.
 */
export async function startLoopbackModel({
  replies = ['ok'],
  faults = [],
  key,
}: {
  readonly replies?: readonly string[];
  readonly faults?: readonly (Fault | undefined)[];
  readonly key?: string;
} = {}): Promise<LoopbackModel> {
  const requests: LoopbackRequest[] = [];
  let asked = 0;
  let given = 0;
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const text = Buffer.concat(pieces).toString();
    const path = request.url ?? '';
    const body = text === '' ? undefined : JSON.parse(text);
    requests.push({ method: request.method ?? '', path, headers: request.headers, body });
    if (key !== undefined && request.headers.authorization !== `Bearer ${key}`) {
      return json(response, 401, {
        error: { message: `Incorrect API key provided: ${request.headers.authorization}` },
      });
    }
    if (path.endsWith('/models'))
      return json(response, 200, { object: 'list', data: [{ id: 'loopback', object: 'model' }] });
    if (!path.endsWith('/chat/completions'))
      return json(response, 404, { error: { message: 'no such path' } });
    const fault = faults[asked];
    asked += 1;
    const reply = replies[Math.min(given, replies.length - 1)] ?? '';
    if (fault === undefined || ['slow', 'whole', 'uncounted'].includes(fault.kind)) given += 1;
    await answer(response, reply, body, fault);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    connections: () => new Promise((resolve) => server.getConnections((_error, count) => resolve(count))),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

async function answer(
  response: ServerResponse,
  reply: string,
  body: { stream?: boolean },
  fault?: Fault,
): Promise<void> {
  if (fault?.kind === 'rate-limit') {
    const headers: Record<string, string> =
      fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter };
    return json(response, 429, { error: { message: 'Rate limit reached' } }, headers);
  }
  if (fault?.kind === 'error')
    return json(response, fault.status, { error: { message: fault.message ?? 'it broke' } });
  if (fault?.kind === 'malformed') {
    response.writeHead(200, { 'content-type': fault.contentType ?? 'text/event-stream' }).end(fault.body);
    return;
  }
  const usage = { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 };
  if (body.stream !== true || fault?.kind === 'whole') {
    const choices = [{ index: 0, message: { role: 'assistant', content: reply }, finish_reason: 'stop' }];
    return json(response, 200, { id: 'c1', object: 'chat.completion', choices, usage });
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (data: unknown): boolean => response.write(`data: ${JSON.stringify(data)}\n\n`);
  const piece = (content: string, finish: string | null = null): unknown => ({
    id: 'c1',
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta: content === '' ? {} : { content }, finish_reason: finish }],
  });
  if (fault?.kind === 'stall') {
    const start = reply.slice(0, fault.after ?? 0);
    if (start !== '') send(piece(start));
    else response.flushHeaders();
    return;
  }
  const end = fault?.kind === 'cut' ? Math.ceil(reply.length / 2) : reply.length;
  for (let at = 0; at < end; at += 5) {
    send(piece(reply.slice(at, Math.min(end, at + 5))));
    if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.pauseMs));
  }
  if (fault?.kind === 'cut') {
    // The pieces must be on their way before the connection breaks.
    if (fault.politely === true) response.end();
    else setTimeout(() => response.destroy(), 20);
    return;
  }
  send(piece('', 'stop'));
  if (fault?.kind !== 'uncounted') send({ id: 'c1', object: 'chat.completion.chunk', choices: [], usage });
  response.end('data: [DONE]\n\n');
}
