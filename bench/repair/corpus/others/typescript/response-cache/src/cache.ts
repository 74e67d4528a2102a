import { isFresh, isStorable, isUsableOnError } from "./freshness.ts";
import type { CacheRequest, CacheResponse, Fetcher, StoredResponse } from "./types.ts";

/** The request headers that a response was selected by. */
function varyNames(response: CacheResponse): string[] {
  const vary = response.headers["vary"] ?? "";
  return vary
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "");
}

/** Does a stored variant answer this request too? */
function answers(stored: StoredResponse, request: CacheRequest): boolean {
  return varyNames(stored.response).every(
    (name) => stored.request.headers[name] === request.headers[name],
  );
}

/** A shared HTTP response cache in front of a fetcher. */
export class ResponseCache {
  readonly #variants = new Map<string, StoredResponse[]>();
  readonly #inFlight = new Map<string, Promise<CacheResponse>>();
  readonly #fetcher: Fetcher;
  readonly #now: () => number;

  constructor(fetcher: Fetcher, now: () => number = Date.now) {
    this.#fetcher = fetcher;
    this.#now = now;
  }

  /** How many responses are kept, all variants counted. */
  get size(): number {
    let count = 0;
    for (const variants of this.#variants.values()) count += variants.length;
    return count;
  }

  /** Answers from the cache while fresh, otherwise from the origin. */
  async get(request: CacheRequest): Promise<CacheResponse> {
    const stored = this.#find(request);
    if (stored && isFresh(stored, this.#now())) return stored.response;
    try {
      return await this.#load(request);
    } catch (error) {
      if (stored && isUsableOnError(stored, this.#now())) return stored.response;
      throw error;
    }
  }

  /** Forgets every variant of a URL and says whether there was one. */
  invalidate(url: string): boolean {
    return this.#variants.delete(url);
  }

  /** Equal requests that overlap in time share one call of the fetcher. */
  async #load(request: CacheRequest): Promise<CacheResponse> {
    const key = JSON.stringify([request.url, Object.entries(request.headers).sort()]);
    const running = this.#inFlight.get(key);
    if (running) return running;
    const loading = this.#fetcher(request);
    this.#inFlight.set(key, loading);
    try {
      const response = await loading;
      this.#store(request, response);
      return response;
    } finally {
      this.#inFlight.delete(key);
    }
  }

  #find(request: CacheRequest): StoredResponse | undefined {
    return this.#variants.get(request.url)?.find((stored) => answers(stored, request));
  }

  #store(request: CacheRequest, response: CacheResponse): void {
    if (!isStorable(response)) return;
    const others = (this.#variants.get(request.url) ?? []).filter(
      (stored) => !answers(stored, request),
    );
    this.#variants.set(request.url, [...others, { request, response, storedAt: this.#now() }]);
  }
}
