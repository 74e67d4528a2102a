import type { Effort, ModelRequest } from '../loop/rooms.ts';

/**
 * Servers differ in which parameters of a chat completion they take. We begin with what most local servers
 * know, and give up what a server names in a refusal.
 */
export interface Dialect {
  readonly limit: 'max_tokens' | 'max_completion_tokens';
  /** What cannot be given up is not here: the model, the messages, the limit. */
  readonly takes: Readonly<Record<Optional, boolean>>;
  /** Some old models know no system message; then it stands at the head of the user's. */
  readonly system: boolean;
}

/** By the name that the protocol gives them; a refusal names them so. */
const OPTIONAL = [
  'temperature',
  'stream_options',
  'logprobs',
  'seed',
  'reasoning_effort',
  'response_format',
] as const;
type Optional = (typeof OPTIONAL)[number];

export const COMMON_DIALECT: Dialect = {
  limit: 'max_tokens',
  takes: {
    temperature: true,
    stream_options: true,
    logprobs: true,
    seed: true,
    reasoning_effort: true,
    response_format: true,
  },
  system: true,
};

/** The same thing under the other names that servers use for it in a complaint. */
const ALSO_CALLED: Partial<Record<Optional, RegExp>> = {
  stream_options: /stream_options|include_usage/,
  logprobs: /log_?probs/,
  reasoning_effort: /reasoning_effort|reasoning effort|\bthinking\b|does not support thinking/,
  response_format: /response_format|json_schema|structured output|guided|grammar/,
};

/**
 * The dialect to try after a refusal (400 or 422) of `request` that said `complaint`, or undefined when it is about
 * something else. Each step gives up something that was sent, so that this ends.
 */
export function adapted(dialect: Dialect, complaint: string, request: ModelRequest): Dialect | undefined {
  const said = complaint.toLowerCase();
  if (dialect.limit === 'max_tokens' && said.includes('max_completion_tokens')) {
    return { ...dialect, limit: 'max_completion_tokens' };
  }
  const sent = sentIn(dialect, request);
  const named = sent.filter((name) => ALSO_CALLED[name]?.test(said) ?? said.includes(name));
  if (named.length > 0) return without(dialect, named);
  if (dialect.system && /\bsystem\b/.test(said) && /role|message|prompt|instruction/.test(said))
    return { ...dialect, system: false };
  // Without a name the guess is what only some servers know; once, and only if something of it was sent.
  const unnamed =
    /unsupported|unrecogni[sz]ed|unknown|not permitted|not allowed|unexpected|extra|invalid param/;
  const rare = sent.filter((name) => name !== 'temperature');
  return unnamed.test(said) && rare.length > 0 ? without(dialect, rare) : undefined;
}

function sentIn({ takes }: Dialect, request: ModelRequest): readonly Optional[] {
  const asked: Readonly<Record<Optional, boolean>> = {
    temperature: true,
    stream_options: true,
    logprobs: request.logprobs === true,
    seed: request.seed !== undefined,
    reasoning_effort: request.effort !== undefined,
    response_format: request.schema !== undefined,
  };
  return OPTIONAL.filter((name) => takes[name] && asked[name]);
}

function without(dialect: Dialect, names: readonly Optional[]): Dialect {
  const takes = { ...dialect.takes };
  for (const name of names) takes[name] = false;
  return { ...dialect, takes };
}

/** What was learned of each model at each endpoint, so that no refusal is met twice. */
export interface DialectMemory {
  recall(endpoint: string, model: string): Dialect;
  learn(endpoint: string, model: string, dialect: Dialect): void;
}

export function dialectMemory(): DialectMemory {
  const known = new Map<string, Dialect>();
  const key = (endpoint: string, model: string): string => JSON.stringify([endpoint, model]);
  return {
    recall: (endpoint, model) => known.get(key(endpoint, model)) ?? COMMON_DIALECT,
    learn: (endpoint, model, dialect) => void known.set(key(endpoint, model), dialect),
  };
}

/** The body of a streaming chat completion in a dialect. */
export function chatBody(model: string, request: ModelRequest, dialect: Dialect) {
  const { takes } = dialect;
  const { schema, effort, seed } = request;
  return {
    model,
    stream: true as const,
    messages: dialect.system
      ? [
          { role: 'system' as const, content: request.system },
          { role: 'user' as const, content: request.user },
        ]
      : [{ role: 'user' as const, content: `${request.system}\n\n${request.user}` }],
    [dialect.limit]: request.maxTokens,
    ...(takes.temperature ? { temperature: request.temperature } : {}),
    ...(takes.stream_options ? { stream_options: { include_usage: true } } : {}),
    ...(takes.logprobs && request.logprobs === true ? { logprobs: true } : {}),
    ...(takes.seed && seed !== undefined ? { seed } : {}),
    ...(takes.reasoning_effort && effort !== undefined ? { reasoning_effort: effort satisfies Effort } : {}),
    ...(takes.response_format && schema !== undefined
      ? {
          response_format: {
            type: 'json_schema' as const,
            json_schema: { name: schema.name, schema: { ...schema.schema }, strict: true },
          },
        }
      : {}),
  };
}
