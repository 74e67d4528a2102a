import { REDACTED } from '../loop/redact.ts';
import type { LanguageModel, ModelReply, ModelRequest } from '../loop/rooms.ts';
import type { CancelSignal } from '../loop/types.ts';
import { type Answer, NO_ANSWER, wholeAnswer, withoutThinking, withPiece } from './answer.ts';
import { adapted, COMMON_DIALECT, chatBody, type Dialect } from './dialect.ts';
import { cutShort, type Failure, failureOf, malformed } from './failure.ts';
import { backOff, sleep } from './retry.ts';
import { listeningFetch, watchdog } from './watchdog.ts';

export interface OpenAiCompatibleOptions {
  /** Up to and including the version, for example `http://127.0.0.1:11434/v1`. */
  readonly baseUrl: string;
  readonly model: string;
  /** A local server needs none; then no Authorization header is sent. */
  readonly apiKey?: string | undefined;
  /** Seconds of silence inside an answer that count as a stall; three times as long before it begins. Default 30. */
  readonly stallSeconds?: number;
  /** Attempts after the first. Default 2. */
  readonly retries?: number;
  /** Seconds before the second attempt, doubled for each further one. Default 1. */
  readonly firstWaitSeconds?: number;
  /** The longest wait that is accepted from a server, in seconds; above it the call fails at once. Default 20. */
  readonly longestWaitSeconds?: number;
  /** US dollars per million tokens. Default 0, as for a local server. */
  readonly price?: { readonly input: number; readonly output: number };
}

/** Characters of English and code per token, roughly; used only when the server does not count. */
const CHARS_PER_TOKEN = 4;

const NOTHING_USED = { tokens: 0, dollars: 0, calls: 0 };

/** What one attempt came to: an answer, complete or not, or a failure. */
type Attempt =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'failure'; readonly failure: Failure };

/**
 * A language model behind any endpoint that speaks OpenAI's chat completions. Answers are streamed, so that a stall
 * is seen and a cancel takes effect at once. Never throws; a successful call is charged once, however many attempts
 * it took, and a failed one is charged nothing.
 */
export function openAiCompatible(options: OpenAiCompatibleOptions): LanguageModel {
  const { model, baseUrl } = options;
  const key = options.apiKey?.trim() || undefined;
  const where = hostOf(baseUrl);
  let dialect = COMMON_DIALECT;

  const failed = (failure: Failure, retryable = failure.transient): ModelReply => ({
    kind: 'failed',
    reason: failure.reason,
    message: key === undefined ? failure.message : failure.message.replaceAll(key, REDACTED),
    retryable,
    usage: NOTHING_USED,
  });

  return {
    name: model,
    complete: async (request, signal) => {
      if (where === undefined) return failed(badAddress(baseUrl));
      let policy = backOff(
        options.retries ?? 2,
        options.firstWaitSeconds ?? 1,
        options.longestWaitSeconds ?? 20,
      );
      for (;;) {
        if (signal.aborted) return failed(CANCELLED);
        const attempt = await attemptOnce({ ...options, apiKey: key, where }, request, dialect, signal);
        if (attempt.kind === 'answer') return replyOf(attempt.answer, request, options.price);
        const { failure } = attempt;
        const other =
          failure.status === 400 || failure.status === 422 ? adapted(dialect, failure.said) : undefined;
        if (other !== undefined) {
          dialect = other;
          continue;
        }
        // A stall has cost its patience already; whether to ask again is for the caller to weigh.
        if (!failure.transient || failure.reason === 'stalled') return failed(failure);
        const next = policy.next(failure.wait);
        // Asking again within the episode helps only where the wait is short.
        if (next === undefined)
          return failed(failure, failure.reason === 'malformed' || failure.reason === 'server-error');
        await sleep(next.wait, signal);
        policy = next.policy;
      }
    },
  };
}

async function attemptOnce(
  options: OpenAiCompatibleOptions & { readonly where: string },
  request: ModelRequest,
  dialect: Dialect,
  signal: CancelSignal,
): Promise<Attempt> {
  const { where, model, stallSeconds = 30 } = options;
  const connection = new AbortController();
  const dog = watchdog({ first: stallSeconds * 3, between: stallSeconds }, () => connection.abort());
  const onCancel = (): void => connection.abort();
  signal.addEventListener('abort', onCancel, { once: true });
  const fail = (failure: Failure): Attempt => ({ kind: 'failure', failure });
  try {
    const answer = await untilAborted(
      receive(options, request, dialect, connection.signal, dog.heard),
      connection.signal,
    );
    if (answer === 'nonsense') return fail(malformed(where, 'not in the form of a chat completion'));
    // A server that hangs up in the middle looks like one that has finished, but for its word that it has.
    return answer.finish === undefined ? fail(cutShort(where)) : { kind: 'answer', answer };
  } catch (error) {
    if (signal.aborted) return fail(CANCELLED);
    if (dog.barked) return fail(stalled(where, stallSeconds));
    return fail(failureOf(error, where, model));
  } finally {
    dog.stop();
    signal.removeEventListener('abort', onCancel);
    connection.abort();
  }
}

/** Receives one answer. Throws what the client library throws; its caller names it. */
async function receive(
  options: OpenAiCompatibleOptions,
  request: ModelRequest,
  dialect: Dialect,
  signal: AbortSignal,
  onBytes: () => void,
): Promise<Answer | 'nonsense'> {
  // Loaded on first use: most episodes never need it, and it is the heaviest dependency.
  const { OpenAI } = await import('openai');
  const client = new OpenAI({
    baseURL: options.baseUrl,
    // Null where the library would otherwise read the environment and send what it finds there to this server.
    apiKey: options.apiKey ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    defaultHeaders: options.apiKey === undefined ? { Authorization: null } : {},
    maxRetries: 0,
    logLevel: 'off',
    fetch: listeningFetch(onBytes),
  });
  const body = chatBody(options.model, request, dialect);
  const { data: stream, response } = await client.chat.completions.create(body, { signal }).withResponse();
  if (response.headers.get('content-type')?.includes('json'))
    return wholeAnswer(await response.text()) ?? 'nonsense';
  let answer = NO_ANSWER;
  for await (const piece of stream) {
    const longer = withPiece(answer, piece);
    if (longer === undefined) return 'nonsense';
    answer = longer;
  }
  return answer;
}

/** The promise's value, or a rejection as soon as the signal aborts; what the promise does later is of no interest. */
function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
    promise.then(resolve, reject);
  });
}

function replyOf(answer: Answer, request: ModelRequest, price = { input: 0, output: 0 }): ModelReply {
  const estimate = (chars: number): number => Math.ceil(chars / CHARS_PER_TOKEN);
  const input = answer.counted?.input || estimate(request.system.length + request.user.length);
  const output = answer.counted?.output || estimate(answer.text.length);
  const dollars = (input * price.input + output * price.output) / 1_000_000;
  const usage = { tokens: input + output, dollars, calls: 1 };
  return { kind: 'text', text: withoutThinking(answer.text), truncated: answer.finish === 'length', usage };
}

const CANCELLED: Failure = {
  reason: 'cancelled',
  message: 'The request was stopped.',
  transient: false,
  said: '',
};

function stalled(where: string, seconds: number): Failure {
  const message = `${where} fell silent for more than ${seconds} s. Try again, or choose a faster model.`;
  return { reason: 'stalled', message, transient: true, said: '' };
}

function badAddress(baseUrl: string): Failure {
  const shown = baseUrl.trim() === '' ? 'It is empty' : 'It is not an http or https address';
  const message = `The model's base URL cannot be used. ${shown}; set one such as http://127.0.0.1:11434/v1.`;
  return { reason: 'unreachable', message, transient: false, said: '' };
}

/** The host for messages; never the whole address, which may hold a password. Undefined when it is no web address. */
function hostOf(baseUrl: string): string | undefined {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url.host : undefined;
}
