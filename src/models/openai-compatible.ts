import { REDACTED } from '../loop/redact.ts';
import type { Effort, ModelReply, ModelRequest, ModelSlot } from '../loop/rooms.ts';
import type { CancelSignal } from '../loop/types.ts';
import { attemptOnce, CANCELLED } from './attempt.ts';
import { contextNamedIn } from './complaint.ts';
import { adapted, type Dialect, type DialectMemory, dialectMemory } from './dialect.ts';
import { type Listing, listModels } from './discovery.ts';
import { readEndpoint } from './endpoint.ts';
import type { Failure } from './failure.ts';
import type { Ledger } from './ledger.ts';
import { type Price, type PricedModel, type PriceTable, priceFor } from './prices.ts';
import { NOTHING_USED, replyTo } from './reply.ts';
import { admit } from './reservation.ts';
import { backOff, sleep } from './retry.ts';

export interface OpenAiCompatibleOptions {
  /** Up to and including the version, for example `http://127.0.0.1:11434/v1`. */
  readonly baseUrl: string;
  readonly model: string;
  /** A local server needs none; then no Authorization header is sent. */
  readonly apiKey?: string | undefined;
  /** Seconds of silence inside an answer that count as a stall; three times as long before it begins. Default 30. */
  readonly stallSeconds?: number;
  /** Seconds after which an answer is ended even if it goes on. Default 600. */
  readonly longestSeconds?: number;
  /** Attempts after the first. Default 2. */
  readonly retries?: number;
  /** Seconds before the second attempt, doubled for each further one. Default 1. */
  readonly firstWaitSeconds?: number;
  /** The longest wait that is accepted from a server, in seconds; above it the call fails at once. Default 20. */
  readonly longestWaitSeconds?: number;
  /** The price of this very model; without it the tables are asked. */
  readonly price?: Price;
  /** The person's table of prices. */
  readonly prices?: PriceTable;
  /** Asked before each attempt and told after it. Without one nothing is limited. */
  readonly ledger?: Ledger | undefined;
  /** What the ledger books the calls under. Default `fast`. */
  readonly slot?: ModelSlot;
  /** Where refusals of parameters are remembered; share it between models of one process. */
  readonly dialects?: DialectMemory;
  /** Tokens that the model holds, where the person knows better than the server tells. */
  readonly contextTokens?: number | undefined;
  /** Used for requests that ask for none themselves. */
  readonly effort?: Effort | undefined;
  /** Numbers in 0..1 for the waits between attempts. */
  readonly chance?: () => number;
}

/** The sizes of a model are worth a moment of waiting, no more. */
const LIST_SECONDS = 3;

/**
 * A language model behind any endpoint that speaks OpenAI's chat completions. Answers are streamed, so that a stall
 * is seen and a cancel takes effect at once. Never throws. What was answered is charged once, also if it holds no text;
 * an attempt that broke off is booked as possible with all that it could cost; one that was refused is charged nothing.
 */
export function openAiCompatible(options: OpenAiCompatibleOptions): PricedModel {
  const { model, baseUrl, ledger, effort } = options;
  const apiKey = options.apiKey?.trim() || undefined;
  const endpoint = readEndpoint(baseUrl);
  const dialects = options.dialects ?? dialectMemory();
  const payee = { model, slot: options.slot ?? 'fast' };
  let contextTokens = options.contextTokens;
  let longestReply: number | undefined;
  let listed: Price | undefined;
  let asked: Promise<Listing> | undefined;

  const failed = (failure: Failure, retryable = failure.transient): ModelReply => ({
    kind: 'failed',
    reason: failure.reason,
    message: apiKey === undefined ? failure.message : failure.message.replaceAll(apiKey, REDACTED),
    retryable,
    usage: NOTHING_USED,
  });
  if ('problem' in endpoint) {
    const failure: Failure = { reason: 'unreachable', message: endpoint.problem, transient: false };
    return { name: model, price: () => undefined, complete: async () => failed(failure) };
  }
  const line = {
    endpoint,
    model,
    apiKey,
    stallSeconds: options.stallSeconds ?? 30,
    longestSeconds: options.longestSeconds ?? 600,
  };

  const priceNow = (): Price | undefined =>
    options.price ?? priceFor(model, { own: options.prices ?? {}, listed, local: endpoint.local });

  /** What the server tells of the model, asked once. */
  const learnLimits = async (signal: CancelSignal): Promise<void> => {
    asked ??= listModels({ baseUrl, apiKey, only: model, seconds: LIST_SECONDS }, signal);
    const found = await asked;
    // Who was stopped has learned nothing; who could not tell is not asked for it before each call.
    if (signal.aborted) asked = undefined;
    const entry = found.kind === 'listed' ? found.models.find(({ name }) => name === model) : undefined;
    contextTokens ??= entry?.contextTokens;
    longestReply ??= entry?.longestReply;
    listed ??= entry?.price;
  };

  /** One attempt within the account: what it may cost is set aside before, and closed after. */
  const paid = async (
    request: ModelRequest,
    dialect: Dialect,
    signal: CancelSignal,
  ): Promise<{ readonly reply: ModelReply } | { readonly failure: Failure }> => {
    const price = priceNow();
    const admission = admit(request, { payee, price, ledger, contextTokens, longestReply });
    if (admission.kind === 'refused') {
      const { reason, message } = admission;
      return { reply: failed({ reason, message, transient: false }) };
    }
    const { reservation, maxTokens } = admission;
    const bounded = { ...request, maxTokens };
    const attempt = await attemptOnce(line, bounded, dialect, signal);
    if (attempt.kind === 'answer') {
      const { reply, cost } = replyTo(bounded, attempt.answer, { where: endpoint.host, model, price });
      reservation.settle(cost);
      return { reply };
    }
    if (attempt.billable) reservation.abandon();
    else reservation.release();
    return attempt;
  };

  /** Whether the refusal taught another way to ask. */
  const learns = (failure: Failure, used: Dialect, request: ModelRequest): boolean => {
    if (failure.status !== 400 && failure.status !== 422) return false;
    // A call beside this one may have learned it in the meantime.
    if (dialects.recall(endpoint.baseURL, model) !== used) return true;
    const other = adapted(used, failure.complaint?.all ?? '', request);
    if (other !== undefined) dialects.learn(endpoint.baseURL, model, other);
    return other !== undefined;
  };

  return {
    name: model,
    price: priceNow,
    limits: async (signal) => {
      await learnLimits(signal);
      return contextTokens === undefined ? {} : { contextTokens };
    },
    complete: async (given, signal) => {
      const request = effort === undefined ? given : { effort, ...given };
      // Without a price the cap of dollars would not hold.
      if (ledger !== undefined && priceNow() === undefined && !signal.aborted) await learnLimits(signal);
      let policy = backOff(
        options.retries ?? 2,
        options.firstWaitSeconds ?? 1,
        options.longestWaitSeconds ?? 20,
        options.chance,
      );
      for (;;) {
        if (signal.aborted) return failed(CANCELLED);
        const dialect = dialects.recall(endpoint.baseURL, model);
        const attempt = await paid(request, dialect, signal);
        if ('reply' in attempt) return attempt.reply;
        const { failure } = attempt;
        if (learns(failure, dialect, request)) continue;
        if (failure.reason === 'too-long' && failure.complaint !== undefined)
          contextTokens ??= contextNamedIn(failure.complaint);
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
