import type { ModelRequest } from '../loop/rooms.ts';
import type { CancelSignal } from '../loop/types.ts';
import { type Answer, NO_ANSWER, wholeAnswer, withPiece } from './answer.ts';
import { chatBody, type Dialect } from './dialect.ts';
import { type Endpoint, keyHeaders } from './endpoint.ts';
import { cutShort, type Failure, failureOf, malformed, stalled } from './failure.ts';
import { isDoubled } from './repeats.ts';
import { MOST_CHARS_PER_TOKEN } from './tokens.ts';
import { watchdog } from './watchdog.ts';
import { openWire } from './wire.ts';

/** Where and how patiently to ask. */
export interface Line {
  readonly endpoint: Endpoint;
  readonly model: string;
  readonly apiKey: string | undefined;
  /** Seconds of silence that count as a stall; three times as long before the answer begins. */
  readonly stallSeconds: number;
  /** Seconds after which an answer is ended even if it goes on. */
  readonly longestSeconds: number;
}

/** What one attempt came to. */
export type Attempt =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | {
      readonly kind: 'failure';
      readonly failure: Failure;
      /** Whether the provider may charge for it: it took the request, or nobody knows that it did not. */
      readonly billable: boolean;
    };

/** Bytes of a stream for one token: the wrapping of a piece that holds a single one, with log-probabilities. */
const BYTES_PER_TOKEN = 8 * 1024;
const LEAST_BYTES = 1024 * 1024;

const NO_COMPLETION = 'not in the form of a chat completion';

/** Asks once. Ends at once when cancelled, and leaves no connection behind. Never throws. */
export async function attemptOnce(
  line: Line,
  request: ModelRequest,
  dialect: Dialect,
  signal: CancelSignal,
): Promise<Attempt> {
  const { stallSeconds, longestSeconds, model } = line;
  const where = line.endpoint.host;
  const connection = new AbortController();
  const dog = watchdog({ first: stallSeconds * 3, between: stallSeconds, whole: longestSeconds }, () =>
    connection.abort(),
  );
  const wire = openWire(dog.heard, LEAST_BYTES + request.maxTokens * BYTES_PER_TOKEN);
  const onCancel = (): void => connection.abort();
  signal.addEventListener('abort', onCancel, { once: true });
  const fail = (failure: Failure): Attempt => {
    const refused = failure.status !== undefined || failure.unsent === true;
    return { kind: 'failure', failure, billable: wire.accepted || !refused };
  };
  try {
    const answer = await untilAborted(
      receive(line, request, dialect, connection.signal, wire.fetch),
      connection.signal,
    );
    if ('nonsense' in answer) return fail(malformed(where, answer.nonsense));
    // A server that hangs up in the middle looks like one that has finished, but for its word that it has.
    return answer.finish === undefined ? fail(cutShort(where)) : { kind: 'answer', answer };
  } catch (error) {
    if (signal.aborted) return fail(CANCELLED);
    if (dog.barked !== undefined) return fail(stalled(where, dog.barked.seconds, dog.barked.why));
    return fail(failureOf(error, { where, model }, wire));
  } finally {
    dog.stop();
    signal.removeEventListener('abort', onCancel);
    connection.abort();
    wire.close();
  }
}

/** Receives one answer. Throws what the client library throws; its caller names it. */
async function receive(
  { endpoint, model, apiKey, longestSeconds }: Line,
  request: ModelRequest,
  dialect: Dialect,
  signal: AbortSignal,
  fetch: typeof globalThis.fetch,
): Promise<Answer | { readonly nonsense: string }> {
  // Loaded on first use: most episodes never need it, and it is the heaviest dependency.
  const { OpenAI } = await import('openai');
  const client = new OpenAI({
    baseURL: endpoint.baseURL,
    defaultQuery: { ...endpoint.query },
    // Null where the library would otherwise read the environment and send what it finds there to this server.
    apiKey: apiKey ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    defaultHeaders: keyHeaders(endpoint, apiKey),
    maxRetries: 0,
    timeout: longestSeconds * 2000,
    logLevel: 'off',
    fetch,
  });
  const body = chatBody(model, request, dialect);
  const { data: stream, response } = await client.chat.completions.create(body, { signal }).withResponse();
  const type = response.headers.get('content-type') ?? '';
  if (type.includes('text/html')) return { nonsense: 'with a web page, as a proxy or a login does' };
  if (type.includes('json')) return wholeAnswer(await response.text()) ?? { nonsense: NO_COMPLETION };
  const pieces: unknown[] = [];
  let answer = NO_ANSWER;
  for await (const piece of stream) {
    const longer = withPiece(answer, piece);
    if (longer === undefined) return { nonsense: NO_COMPLETION };
    pieces.push(piece);
    answer = longer;
    // Nobody who goes on like this will ever say that it is finished.
    if (answer.text.length + answer.thought.length > request.maxTokens * MOST_CHARS_PER_TOKEN)
      return { ...answer, finish: 'length' };
  }
  return settled(answer, pieces);
}

/** The answer without what was delivered twice. */
function settled(answer: Answer, pieces: readonly unknown[]): Answer {
  const all = pieces.map((piece) => JSON.stringify(piece));
  if (!isDoubled(all.filter((text) => /"(?:content|reasoning|reasoning_content)":"[^"]/.test(text))))
    return answer;
  let again = false;
  const once = pieces.filter((_, index) => {
    const copy = again;
    again = !copy && all[index] === all[index + 1];
    return !copy;
  });
  return once.reduce<Answer>((sum, piece) => withPiece(sum, piece) ?? sum, NO_ANSWER);
}

/** The promise's value, or a rejection as soon as the signal aborts; what the promise does later is of no interest. */
function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
    promise.then(resolve, reject);
  });
}

export const CANCELLED: Failure = {
  reason: 'cancelled',
  message: 'The request was stopped.',
  transient: false,
};
