import * as z from 'zod/mini';
import { redact } from '../loop/redact.ts';
import type { ModelReply } from '../loop/rooms.ts';
import { retryAfter } from './retry.ts';

type Reason = Extract<ModelReply, { kind: 'failed' }>['reason'];

/** Why one attempt failed. */
export interface Failure {
  readonly reason: Reason;
  /** What happened and what to do next, for a person. */
  readonly message: string;
  /** Whether another attempt of the same request may do better. */
  readonly transient: boolean;
  /** Seconds the server asked to wait. */
  readonly wait?: number;
  readonly status?: number;
  /** What the server itself said, redacted and short; empty when it said nothing readable. */
  readonly said: string;
}

/** An error as the client library throws it, seen through what we use of it. */
const thrown = z.object({
  status: z.optional(z.number()),
  code: z.optional(z.unknown()),
  name: z.optional(z.string()),
  message: z.optional(z.string()),
  headers: z.optional(z.unknown()),
  error: z.optional(z.unknown()),
});

const serverMessage = z.union([
  z.object({ message: z.string() }),
  z.object({ error: z.string() }),
  z.string(),
]);

/** The tagged failure for whatever an attempt threw. `where` is the server's host, `model` the model's name. */
export function failureOf(error: unknown, where: string, model: string): Failure {
  const seen = thrown.safeParse(error);
  const { status, message = '', headers, error: body } = seen.success ? seen.data : {};
  const said = sentence(body, status === undefined ? '' : message);
  const quote = said === '' ? '' : ` It said: “${said}”.`;
  const make = (reason: Reason, text: string, transient: boolean, more: Partial<Failure> = {}): Failure => ({
    reason,
    message: text,
    transient,
    said,
    ...(status === undefined ? {} : { status }),
    ...more,
  });
  if (error instanceof SyntaxError) return malformed(where, 'what it sent is not JSON');
  if (status === 401 || status === 403) {
    return make(
      'unauthorised',
      `${where} refused the API key (${status}). Set a valid key for ${model} and try again.`,
      false,
    );
  }
  if (status === 429) {
    const wait = headers instanceof Headers ? retryAfter(headers.get('retry-after'), Date.now()) : undefined;
    const until = wait === undefined ? 'Wait a little' : `Wait ${Math.ceil(wait)} s`;
    const text = `${where} limits how often it answers (429).${quote} ${until}, or choose another model.`;
    return make('rate-limited', text, true, wait === undefined ? {} : { wait });
  }
  if (status === 404) {
    const text = `${where} does not know the model ${model}, or the base URL is not an OpenAI-compatible one (404).${quote} Check both; the URL usually ends in /v1.`;
    return make('server-error', text, false);
  }
  if (status === 408 || status === 409 || (status !== undefined && status >= 500)) {
    const wait = headers instanceof Headers ? retryAfter(headers.get('retry-after'), Date.now()) : undefined;
    const text = `${where} failed (${status}).${quote} Try again later, or look at the server's own log.`;
    return make('server-error', text, true, wait === undefined ? {} : { wait });
  }
  if (status !== undefined) {
    return make(
      'server-error',
      `${where} refused the request (${status}).${quote} Check the model's name and its limits.`,
      false,
    );
  }
  if (body !== undefined && body !== null) {
    return make('server-error', `${where} broke off with an error.${quote} Try again later.`, true);
  }
  return unreachable(error, where, said);
}

/** The answer does not follow the protocol. */
export function malformed(where: string, what: string): Failure {
  return {
    reason: 'malformed',
    message: `${where} answered, but ${what}. Check that the base URL is that of an OpenAI-compatible server.`,
    transient: true,
    said: '',
  };
}

/** The answer ended before it was complete. */
export function cutShort(where: string): Failure {
  return {
    reason: 'malformed',
    message: `The connection to ${where} ended before the answer did. Try again; if it persists, look at the server's own log.`,
    transient: true,
    said: '',
  };
}

function unreachable(error: unknown, where: string, said: string): Failure {
  const codes = causes(error);
  const has = (...names: string[]): boolean => names.some((name) => codes.includes(name));
  if (has('UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE', 'HPE_INVALID_CONSTANT')) {
    return { ...cutShort(where), reason: 'unreachable', said };
  }
  const [why, transient] = has('ECONNREFUSED')
    ? ['nothing listens there; start the server or correct the base URL', false]
    : has('ENOTFOUND')
      ? ['no such host; correct the base URL or check the network', false]
      : ['check the network and the base URL', true];
  return {
    reason: 'unreachable',
    message: `Could not reach ${where}: ${why}.`,
    transient: transient === true,
    said,
  };
}

/** Error codes along the chain of causes; a cut-off connection hides its code two levels down. */
function causes(error: unknown): string[] {
  const found: string[] = [];
  for (let at = error, depth = 0; at instanceof Error && depth < 6; depth += 1) {
    if ('code' in at && typeof at.code === 'string') found.push(at.code);
    // Several addresses of one host fail together.
    if (at instanceof AggregateError) for (const each of at.errors) found.push(...causes(each));
    at = at.cause;
  }
  return found;
}

function sentence(body: unknown, fallback: string): string {
  const seen = serverMessage.safeParse(body);
  const raw = !seen.success
    ? fallback
    : typeof seen.data === 'string'
      ? seen.data
      : 'message' in seen.data
        ? seen.data.message
        : seen.data.error;
  return redact(raw.replace(/\s+/g, ' ').trim()).slice(0, 200);
}
