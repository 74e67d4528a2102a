import type { ModelRequest } from '../loop/rooms.ts';

/**
 * Servers differ in which parameters of a chat completion they take. We begin with what most local servers
 * know, and give up what a server names in a refusal.
 */
export interface Dialect {
  readonly limit: 'max_tokens' | 'max_completion_tokens';
  readonly temperature: boolean;
  readonly streamOptions: boolean;
}

export const COMMON_DIALECT: Dialect = { limit: 'max_tokens', temperature: true, streamOptions: true };

/** The dialect to try after a refusal (400 or 422) that said `complaint`, or undefined when it is about something else. */
export function adapted(dialect: Dialect, complaint: string): Dialect | undefined {
  if (dialect.limit === 'max_tokens' && complaint.includes('max_completion_tokens')) {
    return { ...dialect, limit: 'max_completion_tokens' };
  }
  if (dialect.temperature && complaint.includes('temperature')) return { ...dialect, temperature: false };
  if (dialect.streamOptions && complaint.includes('stream_options'))
    return { ...dialect, streamOptions: false };
  return undefined;
}

/** The body of a streaming chat completion in a dialect. */
export function chatBody(model: string, request: ModelRequest, dialect: Dialect) {
  return {
    model,
    stream: true as const,
    messages: [
      { role: 'system' as const, content: request.system },
      { role: 'user' as const, content: request.user },
    ],
    [dialect.limit]: request.maxTokens,
    ...(dialect.temperature ? { temperature: request.temperature } : {}),
    ...(dialect.streamOptions ? { stream_options: { include_usage: true } } : {}),
  };
}
