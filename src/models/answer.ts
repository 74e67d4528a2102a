import * as z from 'zod/mini';
import type { TokenLogprob } from '../loop/rooms.ts';
import type { Counts } from './tokens.ts';

/** Servers that count wrongly are caught later; here a count only has to be a number. */
const count = z.nullish(z.number());
const usage = z.nullish(
  z.object({
    prompt_tokens: count,
    completion_tokens: count,
    prompt_tokens_details: z.nullish(z.object({ cached_tokens: count })),
    /** Dollars, from providers that tell them. */
    cost: z.catch(z.nullish(z.number()), undefined),
  }),
);

const logprobs = z.catch(
  z.nullish(z.object({ content: z.nullish(z.array(z.object({ token: z.string(), logprob: z.number() }))) })),
  undefined,
);

/** A message or a part of one. What a model thinks aloud has two names, by server. */
const message = z.object({
  content: z.nullish(z.string()),
  refusal: z.nullish(z.string()),
  reasoning_content: z.catch(z.nullish(z.string()), undefined),
  reasoning: z.catch(z.nullish(z.string()), undefined),
  tool_calls: z.catch(
    z.nullish(z.array(z.object({ function: z.nullish(z.object({ name: z.nullish(z.string()) })) }))),
    undefined,
  ),
});

/** One piece of a streamed answer, as far as we read it. */
const chunkSchema = z.object({
  choices: z.optional(
    z.nullable(
      z.array(
        z.object({
          index: z.optional(z.number()),
          delta: z.nullish(message),
          finish_reason: z.nullish(z.string()),
          logprobs,
        }),
      ),
    ),
  ),
  usage: z.catch(usage, undefined),
});

/** A whole answer, from a server that does not stream. */
const wholeSchema = z.object({
  choices: z.array(z.object({ message, finish_reason: z.nullish(z.string()), logprobs })),
  usage: z.catch(usage, undefined),
});

/** What has been received of an answer. */
export interface Answer {
  readonly text: string;
  /** What was thought aloud in a field of its own; no part of the reply. */
  readonly thought: string;
  /** Why the server stopped writing; absent while it has not said so. */
  readonly finish?: string;
  /** Tokens in and out as the server counted them. */
  readonly counted?: Counts;
  /** Dollars as the server counted them. */
  readonly cost?: number;
  /** The tool that the model wanted to call instead of answering. */
  readonly tool?: string;
  /** The model's own words for why it does not answer. */
  readonly refusal?: string;
  readonly logprobs?: readonly TokenLogprob[];
}

export const NO_ANSWER: Answer = { text: '', thought: '' };

/** The answer with one more piece, or undefined when the piece does not follow the protocol. */
export function withPiece(answer: Answer, piece: unknown): Answer | undefined {
  const seen = chunkSchema.safeParse(piece);
  if (!seen.success) return undefined;
  const choice = seen.data.choices?.find((each) => (each.index ?? 0) === 0);
  return received(answer, choice?.delta, choice, seen.data.usage);
}

/** A whole answer from the text of a JSON body, or undefined when it is none. */
export function wholeAnswer(body: string): Answer | undefined {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return undefined;
  }
  const seen = wholeSchema.safeParse(json);
  const choice = seen.success ? seen.data.choices[0] : undefined;
  if (!seen.success || choice === undefined) return undefined;
  const rest = { ...choice, finish_reason: choice.finish_reason ?? 'stop' };
  return received(NO_ANSWER, choice.message, rest, seen.data.usage);
}

/** The answer proper: some models think aloud in front of it, and that is no part of the reply. */
export function withoutThinking(text: string): string {
  return text.replace(/^\s*<think(?:ing)?>[\s\S]*?(?:<\/think(?:ing)?>\s*|$)/, '');
}

function received(
  answer: Answer,
  part: z.infer<typeof message> | null | undefined,
  end: { finish_reason?: string | null | undefined; logprobs?: z.infer<typeof logprobs> } | undefined,
  counts: z.infer<typeof usage>,
): Answer {
  // What comes after the word that it is finished is no part of the answer, but for the count.
  const more = answer.finish === undefined ? saidBy(answer, part, end?.logprobs) : {};
  const cached = counts?.prompt_tokens_details?.cached_tokens;
  const counted = counts && {
    input: counts.prompt_tokens ?? 0,
    output: counts.completion_tokens ?? 0,
    ...(typeof cached === 'number' ? { cached } : {}),
  };
  return {
    ...answer,
    ...more,
    ...(end?.finish_reason && answer.finish === undefined ? { finish: end.finish_reason } : {}),
    ...(counted ? { counted } : {}),
    ...(typeof counts?.cost === 'number' && counts.cost >= 0 ? { cost: counts.cost } : {}),
  };
}

function saidBy(
  answer: Answer,
  part: z.infer<typeof message> | null | undefined,
  likely: z.infer<typeof logprobs>,
): Partial<Answer> {
  const tool = part?.tool_calls?.[0] && (part.tool_calls[0].function?.name ?? '');
  const tokens = likely?.content ?? [];
  return {
    text: answer.text + (part?.content ?? ''),
    thought: answer.thought + (part?.reasoning_content ?? part?.reasoning ?? ''),
    ...(typeof tool === 'string' && !answer.tool ? { tool } : {}),
    ...(part?.refusal ? { refusal: (answer.refusal ?? '') + part.refusal } : {}),
    ...(tokens.length > 0 ? { logprobs: [...(answer.logprobs ?? []), ...tokens] } : {}),
  };
}
