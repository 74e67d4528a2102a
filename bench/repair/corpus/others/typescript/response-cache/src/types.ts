/** Header names are always lower case. */
export type Headers = Readonly<Record<string, string>>;

export interface CacheRequest {
  url: string;
  headers: Headers;
}

export interface CacheResponse {
  status: number;
  headers: Headers;
  body: string;
}

/** What the cache keeps for one variant of one URL. */
export interface StoredResponse {
  request: CacheRequest;
  response: CacheResponse;
  /** Milliseconds on the cache's clock when the response arrived. */
  storedAt: number;
}

export type Fetcher = (request: CacheRequest) => Promise<CacheResponse>;
