import type { ModelReply, ModelSlot } from '../loop/rooms.ts';
import type { CancelSignal } from '../loop/types.ts';
import { NO_ANSWER } from './answer.ts';
import type { Ledger } from './ledger.ts';
import { entryFor, FREE, type PricedModel, type PriceTable } from './prices.ts';
import { NOTHING_USED, replyTo } from './reply.ts';
import { admit } from './reservation.ts';
import { MOST_CHARS_PER_TOKEN } from './tokens.ts';
import { watchdog } from './watchdog.ts';

type FailedReason = Extract<ModelReply, { kind: 'failed' }>['reason'];

/** What is asked of a model that the editor has. */
export interface EditorQuestion {
  /** The editor's own id of the model. */
  readonly editor: string;
  readonly system: string;
  readonly user: string;
  readonly maxTokens: number;
  readonly temperature: number;
}

/** What comes back, piece by piece; one of the last two ends it. */
export interface EditorListener {
  readonly onText: (text: string) => void;
  readonly onDone: (counted: { readonly input: number; readonly output: number } | undefined) => void;
  readonly onFailed: (reason: FailedReason, message: string) => void;
}

/** The way to the editor, which alone may ask its models. */
export interface EditorChannel {
  /** @returns what stops the answer; nothing more is heard of it then */
  ask(question: EditorQuestion, listener: EditorListener): () => void;
}

export interface EditorModelOptions {
  readonly editor: string;
  /** For people, for example `GPT-5 mini (copilot)`. */
  readonly name: string;
  readonly contextTokens?: number | undefined;
  readonly channel: EditorChannel;
  readonly ledger?: Ledger | undefined;
  readonly slot?: ModelSlot;
  readonly prices?: PriceTable;
  /** As for any other endpoint; before the first word comes the person's consent, which takes its time. */
  readonly stallSeconds?: number;
  readonly longestSeconds?: number;
}

/**
 * A model that the editor has by somebody's subscription, asked over the channel to the editor. It has no seed, no
 * log-probabilities and no dollars, unless the person's own table names it: its provider counts requests, not money.
 * Never throws.
 */
export function editorModel(options: EditorModelOptions): PricedModel {
  const { editor, name, contextTokens, channel, ledger } = options;
  const { stallSeconds = 30, longestSeconds = 600 } = options;
  const payee = { model: name, slot: options.slot ?? 'fast' };
  const price = entryFor(name, options.prices ?? {}) ?? FREE;
  return {
    name,
    price: () => price,
    limits: async () => (contextTokens === undefined ? {} : { contextTokens }),
    complete: async (request, signal) => {
      if (signal.aborted) return failed('cancelled', 'The request was stopped.', false);
      const admission = admit(request, { payee, price, ledger, contextTokens });
      if (admission.kind === 'refused') return failed(admission.reason, admission.message, false);
      const { reservation, maxTokens } = admission;
      const { system, user, temperature } = request;
      const bounded = { ...request, maxTokens };
      const heard = await hear(
        (listener) => channel.ask({ editor, system, user, temperature, maxTokens }, listener),
        { name, stallSeconds, longestSeconds, mostChars: maxTokens * MOST_CHARS_PER_TOKEN, signal },
      );
      const answer = { ...NO_ANSWER, ...heard.answer };
      if (heard.kind === 'answer') {
        const { reply, cost } = replyTo(bounded, answer, { where: 'the editor', model: name, price });
        reservation.settle(cost);
        return reply;
      }
      // The editor refuses before it asks; a silence may be that of a model that thinks.
      if (answer.text === '' && heard.reason !== 'stalled') reservation.release();
      else reservation.abandon();
      return failed(
        heard.reason,
        heard.message,
        heard.reason === 'stalled' || heard.reason === 'server-error',
      );
    },
  };
}

type Heard =
  | {
      readonly kind: 'answer';
      readonly answer: {
        readonly text: string;
        readonly finish: string;
        readonly counted?: { readonly input: number; readonly output: number };
      };
    }
  | {
      readonly kind: 'failed';
      readonly answer: { readonly text: string };
      readonly reason: FailedReason;
      readonly message: string;
    };

/** Listens until the answer ends, stalls, goes on for too long, or is not wanted any more. */
function hear(
  ask: (listener: EditorListener) => () => void,
  limits: {
    readonly name: string;
    readonly stallSeconds: number;
    readonly longestSeconds: number;
    readonly mostChars: number;
    readonly signal: CancelSignal;
  },
): Promise<Heard> {
  const { name, stallSeconds, longestSeconds, mostChars, signal } = limits;
  return new Promise((resolve) => {
    let text = '';
    let ended = false;
    let stopAsking = (): void => {};
    const end = (heard: Heard, stop = true): void => {
      if (ended) return;
      ended = true;
      dog.stop();
      signal.removeEventListener('abort', onCancel);
      if (stop) stopAsking();
      resolve(heard);
    };
    const fail = (reason: FailedReason, message: string, stop = true): void =>
      end({ kind: 'failed', answer: { text }, reason, message }, stop);
    const onCancel = (): void => fail('cancelled', 'The request was stopped.');
    const dog = watchdog(
      { first: Math.max(120, stallSeconds * 3), between: stallSeconds, whole: longestSeconds },
      () => {
        const { why, seconds } = dog.barked ?? { why: 'silence', seconds: stallSeconds };
        const what =
          why === 'too-long' ? `was not done after ${seconds} s` : `fell silent for more than ${seconds} s`;
        fail('stalled', `${name} ${what}. Try again, or choose another model.`);
      },
    );
    stopAsking = ask({
      onText: (more) => {
        if (ended) return;
        dog.heard();
        text += more;
        if (text.length > mostChars) end({ kind: 'answer', answer: { text, finish: 'length' } });
      },
      onDone: (counted) =>
        end({ kind: 'answer', answer: { text, finish: 'stop', ...(counted ? { counted } : {}) } }, false),
      onFailed: (reason, message) => fail(reason, message, false),
    });
    signal.addEventListener('abort', onCancel, { once: true });
  });
}

function failed(reason: FailedReason, message: string, retryable: boolean): ModelReply {
  return { kind: 'failed', reason, message, retryable, usage: NOTHING_USED };
}
