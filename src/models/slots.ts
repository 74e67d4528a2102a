import { chooseModel } from '../loop/model-choice.ts';
import type { LanguageModel, ModelHistory, ModelReply, ModelSlot } from '../loop/rooms.ts';
import type { CancelSignal } from '../loop/types.ts';
import { NO_ANSWER } from './answer.ts';
import type { Price } from './prices.ts';
import { dollarsFor, estimated } from './tokens.ts';

/** One of two models, with what is known of its price. */
export interface SlottedModel {
  readonly model: LanguageModel;
  readonly price: Price | undefined;
}

/** Seconds that a call takes, until one has been seen. */
const USUAL_SECONDS: Readonly<Record<ModelSlot, number>> = { fast: 8, strong: 20 };

/** Tokens that an answer with an edit usually has. */
const USUAL_ANSWER = 1000;

/** A strong model whose price nobody knows is taken to be dear: dollars per million tokens. */
const DEAR: Price = { input: 3, output: 15 };

const NO_HISTORY: ModelHistory = { fast: { failed: 0, passed: 0 }, strong: { failed: 0, passed: 0 } };

/** Failures after which a model is not asked again in this episode: they do not pass by themselves. */
const LASTING: ReadonlySet<string> = new Set(['unreachable', 'unauthorised', 'unknown-model', 'no-credit']);

/** Replies without an edit, for which a failed candidate cannot stand. */
const BARREN: ReadonlySet<string> = new Set(['no-text', 'filtered', 'malformed', 'too-long']);

/**
 * Two models as one. Which one is asked is decided for each call from the history that the request carries; where one
 * of them cannot be had, the other stands in. The reply says who answered, and why that one was asked.
 */
export function twoSlots(slots: Readonly<Record<ModelSlot, SlottedModel>>): LanguageModel {
  const gone = new Set<ModelSlot>();
  const seconds = { ...USUAL_SECONDS };
  const barren = { fast: 0, strong: 0 };
  const ask = async (
    slot: ModelSlot,
    why: string,
    request: Parameters<LanguageModel['complete']>[0],
    signal: CancelSignal,
  ): Promise<ModelReply> => {
    const { model } = slots[slot];
    const began = performance.now();
    const reply = await model.complete(request, signal);
    if (reply.kind === 'failed') {
      if (LASTING.has(reply.reason)) gone.add(slot);
      if (BARREN.has(reply.reason)) barren[slot] += 1;
      return reply;
    }
    seconds[slot] = (seconds[slot] + (performance.now() - began) / 1000) / 2;
    return { ...reply, by: { model: model.name, slot, why } };
  };
  return {
    name: slots.fast.model.name,
    limits: (signal) => slots.fast.model.limits?.(signal) ?? Promise.resolve({}),
    complete: async (request, signal) => {
      const guess = { ...estimated(request, NO_ANSWER), output: Math.min(USUAL_ANSWER, request.maxTokens) };
      const offer = (slot: ModelSlot, unknown: Price) => ({
        seconds: seconds[slot],
        dollars: dollarsFor(guess, slots[slot].price ?? unknown),
      });
      const offers = { fast: offer('fast', { input: 0, output: 0 }), strong: offer('strong', DEAR) };
      const { fast, strong } = request.history ?? NO_HISTORY;
      const history = {
        fast: { ...fast, failed: fast.failed + barren.fast },
        strong: { ...strong, failed: strong.failed + barren.strong },
      };
      const choice = chooseModel(history, offers);
      const other = choice.slot === 'fast' ? 'strong' : 'fast';
      if (gone.has(choice.slot) && !gone.has(other))
        return ask(other, `the ${choice.slot} model cannot be had`, request, signal);
      const reply = await ask(choice.slot, choice.why, request, signal);
      // What the budget does not allow of the strong model it may allow of the fast one.
      const standsIn = gone.has(choice.slot) || (choice.slot === 'strong' && isOverBudget(reply));
      if (reply.kind === 'text' || !standsIn || gone.has(other) || signal.aborted) return reply;
      return ask(other, `the ${choice.slot} model cannot be had: ${reply.message}`, request, signal);
    },
  };
}

function isOverBudget(reply: ModelReply): boolean {
  return reply.kind === 'failed' && reply.reason === 'over-budget';
}
