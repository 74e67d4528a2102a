import { chooseModel } from '../loop/model-choice.ts';
import type { LanguageModel, ModelHistory, ModelReply, ModelSlot } from '../loop/rooms.ts';
import type { CancelSignal } from '../loop/types.ts';
import { NO_ANSWER } from './answer.ts';
import { FREE, type Price, type PricedModel } from './prices.ts';
import { dollarsFor, estimated } from './tokens.ts';

/** Seconds that a call takes, until one has been seen. */
const USUAL_SECONDS: Readonly<Record<ModelSlot, number>> = { fast: 8, strong: 20 };

/** Tokens that a prompt usually has. */
const USUAL_PROMPT = 3000;

/** Tokens that an answer with an edit usually has. */
const USUAL_ANSWER = 1000;

/** Dollars per million tokens of a model whose price nobody knows: the strong one is taken to be dear, the fast one free. */
const DEAR: Price = { input: 3, output: 15 };

const NO_HISTORY: ModelHistory = { fast: { failed: 0, passed: 0 }, strong: { failed: 0, passed: 0 } };

/** Failures that lie in the one prompt: a shorter one may be taken, so that the model is asked again. */
const OF_THE_PROMPT: ReadonlySet<string> = new Set(['over-budget', 'too-long']);

/** Replies without an edit, for which a failed candidate cannot stand. */
const BARREN: ReadonlySet<string> = new Set(['no-text', 'filtered', 'malformed', 'too-long']);

/**
 * Two models as one. Which one is asked is decided for each call from the history that the request carries. Where one
 * of them fails for good, the other stands in, at once and for the rest of the episode. The reply says who answered,
 * and why that one was asked.
 */
export function twoSlots(slots: Readonly<Record<ModelSlot, PricedModel>>): LanguageModel {
  const gone = new Set<ModelSlot>();
  const seconds = { ...USUAL_SECONDS };
  const barren = { fast: 0, strong: 0 };
  const ask = async (
    slot: ModelSlot,
    why: string,
    request: Parameters<LanguageModel['complete']>[0],
    signal: CancelSignal,
  ): Promise<ModelReply> => {
    const model = slots[slot];
    const began = performance.now();
    const reply = await model.complete(request, signal);
    if (reply.kind === 'failed') {
      if (isFinal(reply) && !OF_THE_PROMPT.has(reply.reason)) gone.add(slot);
      if (BARREN.has(reply.reason)) barren[slot] += 1;
      return reply;
    }
    seconds[slot] = (seconds[slot] + (performance.now() - began) / 1000) / 2;
    return { ...reply, by: { model: model.name, slot, why } };
  };
  const choose = (given: ModelHistory, guess: { readonly input: number; readonly output: number }) => {
    const offer = (slot: ModelSlot, unknown: Price) => ({
      seconds: seconds[slot],
      dollars: dollarsFor(guess, slots[slot].price() ?? unknown),
    });
    const history = {
      fast: { ...given.fast, failed: given.fast.failed + barren.fast },
      strong: { ...given.strong, failed: given.strong.failed + barren.strong },
    };
    return chooseModel(history, { fast: offer('fast', FREE), strong: offer('strong', DEAR) });
  };
  return {
    name: slots.fast.name,
    expected: (history) => {
      const { slot } = choose(history, { input: USUAL_PROMPT, output: USUAL_ANSWER });
      const other = slot === 'fast' ? 'strong' : 'fast';
      return slots[gone.has(slot) ? other : slot].name;
    },
    // Either may be asked, or stand in, so that a prompt has to fit both.
    limits: async (signal) => {
      const standing = (['fast', 'strong'] as const).filter((slot) => !gone.has(slot));
      const limits = await Promise.all(standing.map((slot) => slots[slot].limits?.(signal)));
      const sizes = limits.flatMap((each) => each?.contextTokens ?? []);
      return sizes.length === 0 ? {} : { contextTokens: Math.min(...sizes) };
    },
    complete: async (request, signal) => {
      const guess = { ...estimated(request, NO_ANSWER), output: Math.min(USUAL_ANSWER, request.maxTokens) };
      const choice = choose(request.history ?? NO_HISTORY, guess);
      const other = choice.slot === 'fast' ? 'strong' : 'fast';
      if (gone.has(choice.slot) && !gone.has(other))
        return ask(other, `the ${choice.slot} model cannot be had`, request, signal);
      const reply = await ask(choice.slot, choice.why, request, signal);
      if (reply.kind === 'text' || !isFinal(reply) || gone.has(other) || signal.aborted) return reply;
      return ask(other, `the ${choice.slot} model cannot be had: ${reply.message}`, request, signal);
    },
  };
}

/** Whether asking the same model the same once more is of no use. */
function isFinal(reply: Extract<ModelReply, { kind: 'failed' }>): boolean {
  return !reply.retryable && reply.reason !== 'cancelled';
}
