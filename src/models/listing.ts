import * as z from 'zod/mini';
import type { Price } from './prices.ts';

/** A model as its server lists it. */
export interface ListedModel {
  readonly name: string;
  /** Tokens that it holds now, prompt and answer together; absent where the server does not say. */
  readonly contextTokens?: number;
  /** Tokens that an answer may have; a server may refuse whoever asks for more. */
  readonly longestReply?: number;
  readonly price?: Price;
  /** What a person should know of the size, as half a sentence. */
  readonly note?: string;
}

const size = z.catch(z.optional(z.number().check(z.minimum(1), z.maximum(1e9))), undefined);
const dollars = z.catch(z.optional(z.string()), undefined);

/** `/v1/models`, with what one server or another adds to each entry. */
const openAiList = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      owned_by: z.catch(z.optional(z.string()), undefined),
      // vLLM and its kin.
      max_model_len: size,
      // OpenRouter; other gateways use the first two as well.
      context_length: size,
      context_window: size,
      top_provider: z.catch(
        z.optional(z.object({ context_length: size, max_completion_tokens: size })),
        undefined,
      ),
      pricing: z.catch(
        z.optional(z.object({ prompt: dollars, completion: dollars, input_cache_read: dollars })),
        undefined,
      ),
      // llama.cpp.
      meta: z.catch(z.optional(z.nullable(z.object({ n_ctx: size }))), undefined),
    }),
  ),
});

export interface OpenAiListing {
  readonly models: readonly ListedModel[];
  readonly owners: ReadonlySet<string>;
}

/** Reads `/v1/models`; undefined when it is something else. */
export function readOpenAiList(json: unknown): OpenAiListing | undefined {
  const seen = openAiList.safeParse(json);
  if (!seen.success) return undefined;
  const models = seen.data.data.map((entry) => {
    const contextTokens =
      entry.meta?.n_ctx ??
      entry.max_model_len ??
      entry.top_provider?.context_length ??
      entry.context_length ??
      entry.context_window;
    const longestReply = entry.top_provider?.max_completion_tokens;
    const price = entry.pricing === undefined ? undefined : perMillion(entry.pricing);
    return {
      name: entry.id,
      ...(contextTokens === undefined ? {} : { contextTokens }),
      ...(longestReply === undefined ? {} : { longestReply }),
      ...(price === undefined ? {} : { price }),
    };
  });
  return { models, owners: new Set(seen.data.data.flatMap(({ owned_by }) => owned_by ?? [])) };
}

/** OpenRouter tells dollars per token, as strings; a negative one means that it varies. */
function perMillion(pricing: {
  readonly prompt?: string | undefined;
  readonly completion?: string | undefined;
  readonly input_cache_read?: string | undefined;
}): Price | undefined {
  const of = (text: string | undefined): number | undefined => {
    const value = Number(text ?? 'none') * 1_000_000;
    return Number.isFinite(value) && value >= 0 ? Number(value.toPrecision(12)) : undefined;
  };
  const input = of(pricing.prompt);
  const output = of(pricing.completion);
  const cachedInput = of(pricing.input_cache_read);
  if (input === undefined || output === undefined) return undefined;
  return { input, output, ...(cachedInput === undefined ? {} : { cachedInput }) };
}

const lmStudioOld = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      type: z.optional(z.string()),
      max_context_length: size,
      loaded_context_length: size,
    }),
  ),
});
const lmStudioNew = z.object({
  models: z.array(
    z.object({
      key: z.string(),
      type: z.optional(z.string()),
      max_context_length: size,
      loaded_instances: z.array(
        z.object({ id: z.string(), config: z.optional(z.object({ context_length: size })) }),
      ),
    }),
  ),
});

/** Reads LM Studio's own list, of either version; undefined when it is something else. */
export function readLmStudioList(json: unknown): readonly ListedModel[] | undefined {
  const old = lmStudioOld.safeParse(json);
  if (old.success) {
    if (old.data.data.every((entry) => entry.type === undefined)) return undefined;
    return old.data.data
      .filter(({ type }) => type !== 'embeddings')
      .map((entry) => loadable(entry.id, entry.loaded_context_length, entry.max_context_length));
  }
  const recent = lmStudioNew.safeParse(json);
  if (!recent.success) return undefined;
  return recent.data.models
    .filter(({ type }) => type !== 'embedding')
    .map(({ key, loaded_instances, max_context_length }) =>
      loadable(key, loaded_instances[0]?.config?.context_length, max_context_length),
    );
}

function loadable(name: string, loaded: number | undefined, most: number | undefined): ListedModel {
  if (loaded !== undefined) return { name, contextTokens: loaded };
  return most === undefined ? { name } : { name, note: `not loaded; can hold up to ${most}` };
}

const props = z.object({ default_generation_settings: z.object({ n_ctx: size }) });

/** Tokens per slot of a llama.cpp server, from `/props`. */
export function readLlamaProps(json: unknown): number | undefined {
  const seen = props.safeParse(json);
  return seen.success ? seen.data.default_generation_settings.n_ctx : undefined;
}

/** What Ollama takes unless told, on the smallest machines; larger ones take more, which only a loaded model tells. */
const OLLAMA_LEAST = 4096;

const running = z.object({ models: z.array(z.object({ model: z.string(), context_length: size })) });
const shown = z.object({
  parameters: z.catch(z.optional(z.string()), undefined),
  model_info: z.catch(z.optional(z.record(z.string(), z.unknown())), undefined),
  capabilities: z.catch(z.optional(z.array(z.string())), undefined),
});

/** Context sizes of the models that Ollama has loaded, by name, from `/api/ps`. */
export function readOllamaRunning(json: unknown): ReadonlyMap<string, number> {
  const seen = running.safeParse(json);
  if (!seen.success) return new Map();
  return new Map(
    seen.data.models.flatMap(({ model, context_length }) =>
      context_length === undefined ? [] : [[model, context_length] as const],
    ),
  );
}

/**
 * One model of Ollama from `/api/show`; undefined when it does not write text. What counts is the size it is loaded
 * with, not the one it was trained for: Ollama cuts a longer prompt without a word.
 */
export function readOllamaModel(
  name: string,
  json: unknown,
  loaded: number | undefined,
): ListedModel | undefined {
  const seen = shown.safeParse(json);
  if (!seen.success) return loaded === undefined ? { name } : { name, contextTokens: loaded };
  const { parameters = '', model_info = {}, capabilities } = seen.data;
  if (capabilities !== undefined && !capabilities.includes('completion')) return undefined;
  const trained = Object.entries(model_info).find(([key]) => key.endsWith('.context_length'))?.[1];
  const most = typeof trained === 'number' ? trained : undefined;
  if (loaded !== undefined) return { name, contextTokens: loaded };
  const set = /^num_ctx\s+(\d+)/m.exec(parameters)?.[1];
  if (set !== undefined)
    return { name, contextTokens: Math.min(Number(set), most ?? Number.POSITIVE_INFINITY) };
  const note = `not loaded; Ollama holds at least ${OLLAMA_LEAST} unless OLLAMA_CONTEXT_LENGTH says more${
    most === undefined ? '' : `, the model up to ${most}`
  }`;
  return { name, contextTokens: Math.min(OLLAMA_LEAST, most ?? OLLAMA_LEAST), note };
}
