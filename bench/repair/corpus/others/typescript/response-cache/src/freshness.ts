import { parseDirectives } from "./directives.ts";
import type { CacheResponse, StoredResponse } from "./types.ts";

/** Lifetime in seconds for responses that do not name one themselves. */
export const DEFAULT_LIFETIME = 60;

const STORABLE_STATUS = new Set([200, 203, 204, 301, 404, 410]);

/** May a shared cache keep this response at all? */
export function isStorable(response: CacheResponse): boolean {
  const directives = parseDirectives(response.headers["cache-control"]);
  if (directives.noStore || directives.isPrivate) return false;
  if (response.headers["vary"]?.trim() === "*") return false;
  return STORABLE_STATUS.has(response.status);
}

/**
 * How many seconds a response stays fresh: `s-maxage` wins over `max-age`,
 * and only a response with neither gets the default lifetime.
 */
export function lifetimeOf(response: CacheResponse): number {
  const directives = parseDirectives(response.headers["cache-control"]);
  if (directives.noCache) return 0;
  return directives.sharedMaxAge ?? directives.maxAge ?? DEFAULT_LIFETIME;
}

/** Seconds since the origin made the response, with the age it already had on arrival. */
export function ageOf(stored: StoredResponse, now: number): number {
  const arrivalAge = Number(stored.response.headers["age"] ?? 0);
  return arrivalAge + (now - stored.storedAt) / 1000;
}

export function isFresh(stored: StoredResponse, now: number): boolean {
  return ageOf(stored, now) < lifetimeOf(stored.response);
}

/** May a stale response be served because the origin is failing? */
export function isUsableOnError(stored: StoredResponse, now: number): boolean {
  const directives = parseDirectives(stored.response.headers["cache-control"]);
  if (directives.staleIfError === undefined) return false;
  const staleness = ageOf(stored, now) - lifetimeOf(stored.response);
  return staleness <= directives.staleIfError;
}
