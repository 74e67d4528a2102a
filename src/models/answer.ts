import * as z from 'zod/mini';

const usage = z.nullish(
  z.object({ prompt_tokens: z.nullish(z.number()), completion_tokens: z.nullish(z.number()) }),
);

/** One piece of a streamed answer, as far as we read it. */
const chunkSchema = z.object({
  choices: z.optional(
    z.array(
      z.object({
        delta: z.nullish(z.object({ content: z.nullish(z.string()) })),
        finish_reason: z.nullish(z.string()),
      }),
    ),
  ),
  usage,
});

/** A whole answer, from a server that does not stream. */
const wholeSchema = z.object({
  choices: z.array(
    z.object({ message: z.object({ content: z.nullish(z.string()) }), finish_reason: z.nullish(z.string()) }),
  ),
  usage,
});

/** What has been received of an answer. */
export interface Answer {
  readonly text: string;
  /** Why the server stopped writing; absent while it has not said so. */
  readonly finish?: string;
  /** Tokens in and out as the server counted them. */
  readonly counted?: { readonly input: number; readonly output: number };
}

export const NO_ANSWER: Answer = { text: '' };

/** The answer with one more piece, or undefined when the piece does not follow the protocol. */
export function withPiece(answer: Answer, piece: unknown): Answer | undefined {
  const seen = chunkSchema.safeParse(piece);
  if (!seen.success) return undefined;
  const choice = seen.data.choices?.[0];
  return received(answer, choice?.delta?.content, choice?.finish_reason, seen.data.usage);
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
  return received(NO_ANSWER, choice.message.content, choice.finish_reason ?? 'stop', seen.data.usage);
}

function received(
  answer: Answer,
  content: string | null | undefined,
  finish: string | null | undefined,
  counts: z.infer<typeof usage>,
): Answer {
  return {
    ...answer,
    text: answer.text + (content ?? ''),
    ...(finish ? { finish } : {}),
    ...(counts
      ? { counted: { input: counts.prompt_tokens ?? 0, output: counts.completion_tokens ?? 0 } }
      : {}),
  };
}

/** The answer proper: some models think aloud in front of it, and that is no part of the reply. */
export function withoutThinking(text: string): string {
  return text.replace(/^\s*<think(?:ing)?>[\s\S]*?(?:<\/think(?:ing)?>\s*|$)/, '');
}
