/** The parts of a Cache-Control header that this cache understands. Durations are in seconds. */
export interface Directives {
  noStore: boolean;
  noCache: boolean;
  isPrivate: boolean;
  maxAge?: number;
  sharedMaxAge?: number;
  staleIfError?: number;
}

/** A duration in seconds; anything but a plain whole number counts as absent. */
function parseSeconds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const bare = text.replace(/^"(.*)"$/, "$1");
  return /^\d+$/.test(bare) ? Number(bare) : undefined;
}

/** Reads a Cache-Control header. Names are case-insensitive and unknown ones are ignored. */
export function parseDirectives(header: string | undefined): Directives {
  const result: Directives = { noStore: false, noCache: false, isPrivate: false };
  if (!header) return result;
  for (const part of header.split(",")) {
    const [name, value] = part.trim().split("=", 2);
    switch (name.toLowerCase()) {
      case "no-store":
        result.noStore = true;
        break;
      case "no-cache":
        result.noCache = true;
        break;
      case "private":
        result.isPrivate = true;
        break;
      case "max-age":
        result.maxAge = parseSeconds(value);
        break;
      case "s-maxage":
        result.sharedMaxAge = parseSeconds(value);
        break;
      case "stale-if-error":
        result.staleIfError = parseSeconds(value);
        break;
    }
  }
  return result;
}
