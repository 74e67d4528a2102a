import type { ServerResponse } from 'node:http';

/** How a chat request is answered instead of with the next reply. A misbehaving answer uses up no reply. */
export type Fault =
  | { readonly kind: 'rate-limit'; readonly retryAfter?: string; readonly message?: string }
  | {
      readonly kind: 'error';
      readonly status: number;
      readonly message?: string;
      readonly headers?: Record<string, string>;
    }
  /** Any body with any status. */
  | {
      readonly kind: 'raw';
      readonly status: number;
      readonly body: string;
      readonly headers?: Record<string, string>;
    }
  | { readonly kind: 'redirect'; readonly status: number; readonly to: string }
  /** Hangs up before it has said anything. */
  | { readonly kind: 'reset' }
  /** Takes the request and never says anything. */
  | { readonly kind: 'silent' }
  /** Sends the head and `after` characters, then nothing more, and keeps the connection open. */
  | { readonly kind: 'stall'; readonly after?: number }
  /** Sends half of the reply and hangs up; `politely` ends the stream without the word that it is finished. */
  | { readonly kind: 'cut'; readonly politely?: boolean }
  | { readonly kind: 'malformed'; readonly body: string | Uint8Array; readonly contentType?: string }
  /** Half of the reply, then a piece that is no JSON. */
  | { readonly kind: 'torn' }
  /** Pauses between pieces; the answer is sound. */
  | { readonly kind: 'slow'; readonly pauseMs: number }
  /** Never ends: writes words, thinks, or only sends comments that keep the connection open. */
  | { readonly kind: 'endless'; readonly what: 'words' | 'thoughts' | 'comments' }
  /** One piece of so many megabytes. */
  | { readonly kind: 'huge'; readonly megabytes: number }
  /** Answers whole although asked to stream. */
  | { readonly kind: 'whole' }
  /** Streams, but never says how many tokens it used. */
  | { readonly kind: 'uncounted' }
  /** Says something else than the truth of the tokens. */
  | { readonly kind: 'miscounted'; readonly usage: unknown }
  /** Each piece twice in a row, or the whole stream a second time behind the first. */
  | { readonly kind: 'doubled'; readonly what: 'pieces' | 'stream' }
  /** Ends for another reason than being done. */
  | { readonly kind: 'finish'; readonly reason: string }
  /** What comes in place of text. */
  | { readonly kind: 'instead'; readonly delta: Readonly<Record<string, unknown>>; readonly reason?: string };

/** Faults whose answer is the reply after all. */
const SOUND: readonly string[] = ['slow', 'whole', 'uncounted', 'miscounted', 'doubled', 'finish'];

export function usesUpReply(fault: Fault | undefined): boolean {
  return fault === undefined || SOUND.includes(fault.kind);
}

export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** Answers that are no stream of pieces; false when the fault is another one. */
export function answerInstead(response: ServerResponse, fault: Fault | undefined): boolean {
  switch (fault?.kind) {
    case 'rate-limit': {
      const headers: Record<string, string> =
        fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter };
      json(response, 429, { error: { message: fault.message ?? 'Rate limit reached' } }, headers);
      return true;
    }
    case 'error':
      json(response, fault.status, { error: { message: fault.message ?? 'it broke' } }, fault.headers);
      return true;
    case 'raw':
      response.writeHead(fault.status, { 'content-type': 'text/html', ...fault.headers }).end(fault.body);
      return true;
    case 'redirect':
      response.writeHead(fault.status, { location: fault.to }).end();
      return true;
    case 'reset':
      response.socket?.resetAndDestroy();
      return true;
    case 'silent':
      return true;
    case 'malformed':
      response.writeHead(200, { 'content-type': fault.contentType ?? 'text/event-stream' }).end(fault.body);
      return true;
    default:
      return false;
  }
}

/** Writes for ever, or as much as the fault says; ends when the other side hangs up. False when it is another one. */
export function writeWithoutEnd(
  response: ServerResponse,
  fault: Fault | undefined,
  piece: (delta: Readonly<Record<string, unknown>>) => unknown,
): boolean {
  if (fault?.kind === 'huge') {
    response.write(
      `data: ${JSON.stringify(piece({ content: 'x'.repeat(fault.megabytes * 1024 * 1024) }))}\n\n`,
    );
    return true;
  }
  if (fault?.kind !== 'endless') return false;
  const words = `data: ${JSON.stringify(piece({ content: 'and so on ' }))}\n\n`;
  const thoughts = `data: ${JSON.stringify(piece({ reasoning_content: 'hmm, ' }))}\n\n`;
  const text = { words, thoughts, comments: ': still here\n\n' }[fault.what];
  const timer = setInterval(() => response.write(text), 5);
  response.on('close', () => clearInterval(timer));
  return true;
}
