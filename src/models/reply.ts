import type { ModelReply, ModelRequest } from '../loop/rooms.ts';
import { type Answer, withoutThinking } from './answer.ts';
import type { Cost } from './ledger.ts';
import type { Price } from './prices.ts';
import { countsOf, dollarsFor } from './tokens.ts';

export const NOTHING_USED = { tokens: 0, dollars: 0, calls: 0 };

type Failed = Extract<ModelReply, { kind: 'failed' }>;

/** What a finished answer comes to: a text, or the reason why it is none. Either is charged: it was written. */
export function replyTo(
  request: ModelRequest,
  answer: Answer,
  from: { readonly where: string; readonly model: string; readonly price: Price | undefined },
): { readonly reply: ModelReply; readonly cost: Cost } {
  const counts = countsOf(request, answer);
  // What the provider itself says it charges is truer than any table.
  const dollars = answer.cost ?? (from.price === undefined ? undefined : dollarsFor(counts, from.price));
  const usage = { tokens: counts.input + counts.output, dollars: dollars ?? 0, calls: 1 };
  const reply = spoken(request, answer, from, usage);
  return { reply, cost: { tokens: usage.tokens, dollars } };
}

function spoken(
  request: ModelRequest,
  answer: Answer,
  { where, model }: { readonly where: string; readonly model: string },
  usage: ModelReply['usage'],
): ModelReply {
  const truncated = answer.finish === 'length';
  const text = withoutThinking(answer.text);
  const failed = (reason: Failed['reason'], message: string): ModelReply => ({
    kind: 'failed',
    reason,
    message,
    retryable: true,
    usage,
  });
  if (answer.finish === 'content_filter') {
    const what = `The content filter of ${where} ended the answer of ${model}.`;
    return failed('filtered', `${what} Word the request differently, or choose another model.`);
  }
  if (text.trim() !== '') {
    return {
      kind: 'text',
      text,
      truncated,
      usage,
      ...(answer.logprobs === undefined ? {} : { logprobs: answer.logprobs }),
    };
  }
  if (answer.refusal !== undefined) {
    const words = answer.refusal
      .replace(/\s+/g, ' ')
      .slice(0, 200)
      .replace(/[.\s]+$/, '');
    return failed('filtered', `${model} declined to answer: “${words}”. Word the request differently.`);
  }
  if (answer.tool !== undefined) {
    const name = /^[\w.-]{1,60}$/.test(answer.tool) ? ` “${answer.tool}”` : '';
    return failed(
      'no-text',
      `${model} wanted to call a tool${name} instead of answering, and it was offered none. Choose a model that answers in text.`,
    );
  }
  if (answer.thought !== '' || answer.text.trim() !== '') {
    const why = truncated
      ? `spent all ${request.maxTokens} tokens on thinking`
      : 'thought, and then said nothing';
    return failed('no-text', `${model} ${why}. Lower its effort, or choose a model that thinks less.`);
  }
  return failed('no-text', `${model} at ${where} answered with nothing. Try again, or choose another model.`);
}
