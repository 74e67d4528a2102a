/** A base URL as a person wrote it, taken apart. */
export interface Endpoint {
  /** Without query, password and trailing slash; requests are made below it. */
  readonly baseURL: string;
  /** Goes with every request, for example the `api-version` of Azure. */
  readonly query: Readonly<Record<string, string>>;
  /** Host and port, for messages. */
  readonly host: string;
  readonly origin: string;
  readonly kind: 'openai' | 'azure' | 'openrouter' | 'other';
  /** On this machine: it costs nothing and its own listing may be asked. */
  readonly local: boolean;
}

/**
 * Reads a base URL, and mends what people commonly leave out or paste too much of: the version at the end, and the
 * path of the call itself.
 * @returns the endpoint, or a sentence that says what is wrong and what to write instead
 */
export function readEndpoint(baseUrl: string): Endpoint | { readonly problem: string } {
  const text = baseUrl.trim();
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    const what = text === '' ? 'It is empty' : 'It is not an http or https address';
    return {
      problem: `The model's base URL cannot be used. ${what}; set one such as http://127.0.0.1:11434/v1.`,
    };
  }
  if (url.username !== '' || url.password !== '') {
    return {
      problem: `The model's base URL cannot be used. It holds a user name or a password for ${url.host}; take them out, and set the key by “Set API Key” or CREDENCE_API_KEY.`,
    };
  }
  const kind = kindOf(url.hostname);
  const path = completed(url.pathname.replace(/\/+$/, '').replace(/\/(?:chat\/)?completions$/, ''), kind);
  return {
    baseURL: url.origin + path,
    query: Object.fromEntries(url.searchParams),
    host: url.host,
    origin: url.origin,
    kind,
    local: isLoopback(url.hostname),
  };
}

/** Azure takes its key under a name of its own; both of its kinds of address take this one. */
export function keyHeaders(endpoint: Endpoint, apiKey: string | undefined): Record<string, string | null> {
  if (apiKey === undefined) return { Authorization: null };
  if (endpoint.kind === 'azure') return { Authorization: null, 'api-key': apiKey };
  return { Authorization: `Bearer ${apiKey}` };
}

function kindOf(hostname: string): Endpoint['kind'] {
  if (hostname === 'api.openai.com') return 'openai';
  if (hostname === 'openrouter.ai') return 'openrouter';
  if (/\.(?:openai\.azure\.com|cognitiveservices\.azure\.com|services\.ai\.azure\.com)$/.test(hostname))
    return 'azure';
  return 'other';
}

/** An address that ends with its host, or one step behind it, means the usual place below it. */
function completed(path: string, kind: Endpoint['kind']): string {
  if (kind === 'azure' && (path === '' || path === '/openai')) return '/openai/v1';
  if (kind === 'openrouter' && (path === '' || path === '/api')) return '/api/v1';
  return path === '' ? '/v1' : path;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname);
}
