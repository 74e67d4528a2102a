import type { CancelSignal } from '../loop/types.ts';
import { type Endpoint, keyHeaders, readEndpoint } from './endpoint.ts';
import { failureOf } from './failure.ts';
import {
  type ListedModel,
  type OpenAiListing,
  readLlamaProps,
  readLmStudioList,
  readOllamaModel,
  readOllamaRunning,
  readOpenAiList,
} from './listing.ts';
import { openWire } from './wire.ts';

export type ServerKind =
  | 'Ollama'
  | 'LM Studio'
  | 'llama.cpp'
  | 'vLLM'
  | 'OpenRouter'
  | 'OpenAI'
  | 'Azure'
  | 'other';

export type Listing =
  | { readonly kind: 'listed'; readonly server: ServerKind; readonly models: readonly ListedModel[] }
  /** A sentence for a person: what happened and what to do next. */
  | { readonly kind: 'failed'; readonly message: string };

interface Asked {
  readonly baseUrl: string;
  readonly apiKey?: string | undefined;
  /** The one model that is of interest, where asking for each would take long. */
  readonly only?: string;
  /** For each question. Default 10. */
  readonly seconds?: number;
}

/** OpenRouter's list has about half a megabyte. */
const LONGEST_LIST = 16 * 1024 * 1024;

/** A person may have hundreds; beyond these their sizes are left out. */
const MOST_SHOWN = 60;

/** On OpenAI's list stands what does not write text as well, and nothing but the name tells. */
const NO_TEXT = /embed|whisper|tts|dall-e|image|moderation|audio|realtime|transcribe|sora|babbage|davinci/;

/**
 * The models of a server, with the context size that they have there now as far as the server tells. Asks only the
 * server itself, without following it elsewhere. Never throws.
 */
export async function listModels(asked: Asked, signal: CancelSignal): Promise<Listing> {
  const endpoint = readEndpoint(asked.baseUrl);
  if ('problem' in endpoint) return { kind: 'failed', message: endpoint.problem };
  const ask = asker(endpoint, asked.apiKey?.trim() || undefined, asked.seconds ?? 10, signal);
  const list = await ask(`${endpoint.baseURL}/models${queryOf(endpoint)}`);
  if (list.kind === 'failed') return list;
  const listing = readOpenAiList(list.json);
  if (listing === undefined) {
    const message = `${endpoint.host} answered, but not with a list of models. Check the base URL; it usually ends in /v1.`;
    return { kind: 'failed', message };
  }
  const { server, models } = await withSizes(endpoint, listing, ask, asked.only);
  return { kind: 'listed', server, models };
}

type Ask = (
  url: string,
  body?: unknown,
) => Promise<{ readonly kind: 'json'; readonly json: unknown } | Extract<Listing, { kind: 'failed' }>>;

type Sized = { readonly server: ServerKind; readonly models: readonly ListedModel[] };

/** Tells the server by what it says of itself, and asks it for the sizes in its own way. */
async function withSizes(
  endpoint: Endpoint,
  { models, owners }: OpenAiListing,
  ask: Ask,
  only: string | undefined,
): Promise<Sized> {
  if (endpoint.kind === 'openrouter') return { server: 'OpenRouter', models };
  if (endpoint.kind === 'azure') return { server: 'Azure', models };
  if (endpoint.kind === 'openai')
    return { server: 'OpenAI', models: models.filter(({ name }) => !NO_TEXT.test(name)) };
  if (owners.has('vllm')) return { server: 'vLLM', models };
  const json = async (path: string, body?: unknown): Promise<unknown> => {
    const answer = await ask(endpoint.origin + path, body);
    return answer.kind === 'json' ? answer.json : undefined;
  };
  if (owners.has('llamacpp')) return llama(models, await json('/props'));
  // A stranger is not asked for the ways of others; who is on this machine, or says that it is Ollama, may be.
  if (!endpoint.local && !owners.has('library')) return { server: 'other', models };
  if (isVersion(await json('/api/version'))) return ollama(models, json, only);
  const lmStudio =
    readLmStudioList(await json('/api/v0/models')) ?? readLmStudioList(await json('/api/v1/models'));
  if (lmStudio !== undefined) return { server: 'LM Studio', models: lmStudio };
  const slots = await json('/props');
  return readLlamaProps(slots) === undefined ? { server: 'other', models } : llama(models, slots);
}

function llama(models: readonly ListedModel[], props: unknown): Sized {
  const contextTokens = readLlamaProps(props);
  const sized = contextTokens === undefined ? models : models.map((model) => ({ ...model, contextTokens }));
  return { server: 'llama.cpp', models: sized };
}

async function ollama(
  models: readonly ListedModel[],
  json: (path: string, body?: unknown) => Promise<unknown>,
  only: string | undefined,
): Promise<Sized> {
  const loaded = readOllamaRunning(await json('/api/ps'));
  const wanted = only === undefined ? models : models.filter(({ name }) => name === only);
  const sized: ListedModel[] = [];
  // One after the other: it reads each file of weights for it, and nobody waits for all of them.
  for (const [index, { name }] of wanted.entries()) {
    const shown = index < MOST_SHOWN ? await json('/api/show', { model: name }) : undefined;
    const model = readOllamaModel(name, shown, loaded.get(name));
    if (model !== undefined) sized.push(model);
  }
  return { server: 'Ollama', models: sized };
}

function isVersion(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'version' in json;
}

function queryOf({ query }: Endpoint): string {
  const text = new URLSearchParams(query).toString();
  return text === '' ? '' : `?${text}`;
}

function asker(endpoint: Endpoint, apiKey: string | undefined, seconds: number, signal: CancelSignal): Ask {
  const headers = Object.entries(keyHeaders(endpoint, apiKey)).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  return async (url, body) => {
    const connection = new AbortController();
    const stop = (): void => connection.abort();
    const timer = setTimeout(stop, seconds * 1000);
    signal.addEventListener('abort', stop, { once: true });
    const wire = openWire(() => {}, LONGEST_LIST);
    try {
      if (signal.aborted) return { kind: 'failed', message: 'The request was stopped.' };
      const response = await wire.fetch(url, {
        headers: Object.fromEntries([...headers, ['Content-Type', 'application/json']]),
        signal: connection.signal,
        ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      });
      if (!response.ok) throw { status: response.status, headers: response.headers };
      return { kind: 'json', json: JSON.parse(await response.text()) };
    } catch (error) {
      if (signal.aborted) return { kind: 'failed', message: 'The request was stopped.' };
      if (connection.signal.aborted) {
        const message = `${endpoint.host} did not answer within ${seconds} s. Check that the server runs.`;
        return { kind: 'failed', message };
      }
      const { message } = failureOf(error, { where: endpoint.host, model: 'asked for' }, wire);
      return {
        kind: 'failed',
        message: apiKey === undefined ? message : message.replaceAll(apiKey, '[redacted]'),
      };
    } finally {
      clearTimeout(timer);
      wire.close();
      signal.removeEventListener('abort', stop);
    }
  };
}
