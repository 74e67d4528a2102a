import type { LanguageModel, ModelReply, ModelRequest } from '../loop/rooms.ts';
import { CHARS_PER_TOKEN } from './tokens.ts';

/** One answer of a script: a text, a whole reply, or a function of what was asked. */
export type ScriptedReply = string | ModelReply | ((request: ModelRequest) => string | ModelReply);

interface ScriptedModel extends LanguageModel {
  /** Every request so far, in order. */
  readonly requests: readonly ModelRequest[];
}

/**
 * A language model that gives the listed replies in order and then says that it has no more. Deterministic, so that
 * a demonstration or a test runs the same way each time; it charges tokens as a real one would.
 */
export function scripted(replies: readonly ScriptedReply[], name = 'scripted'): ScriptedModel {
  const requests: ModelRequest[] = [];
  return {
    name,
    requests,
    complete: async (request, signal) => {
      if (signal.aborted) return failed('cancelled', 'The request was stopped.');
      const reply = replies[requests.length];
      requests.push(request);
      if (reply === undefined) return failed('unreachable', 'The script has no more replies; add one to it.');
      const answer = typeof reply === 'function' ? reply(request) : reply;
      if (typeof answer !== 'string') return answer;
      const chars = request.system.length + request.user.length + answer.length;
      const usage = { tokens: Math.ceil(chars / CHARS_PER_TOKEN), dollars: 0, calls: 1 };
      return { kind: 'text', text: answer, truncated: false, usage };
    },
  };
}

function failed(reason: 'cancelled' | 'unreachable', message: string): ModelReply {
  return { kind: 'failed', reason, message, retryable: false, usage: { tokens: 0, dollars: 0, calls: 0 } };
}
