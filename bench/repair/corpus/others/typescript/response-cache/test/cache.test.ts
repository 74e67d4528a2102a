import { describe, expect, it } from "vitest";
import { ResponseCache } from "../src/cache.ts";
import type { CacheRequest, CacheResponse } from "../src/types.ts";

function origin(headers: Record<string, string> = {}) {
  const state = { calls: 0, time: 0, failing: false };
  const cache = new ResponseCache(
    async (request: CacheRequest): Promise<CacheResponse> => {
      state.calls += 1;
      const call = state.calls;
      await new Promise<void>((done) => queueMicrotask(done));
      if (state.failing) throw new Error("origin down");
      return { status: 200, headers, body: `${request.headers["accept-language"] ?? "-"} #${call}` };
    },
    () => state.time,
  );
  const get = async (requestHeaders: Record<string, string> = {}) =>
    (await cache.get({ url: "/a", headers: requestHeaders })).body;
  return { state, cache, get };
}

describe("ResponseCache", () => {
  it("asks the origin once while the response is fresh", async () => {
    const { state, get } = origin({ "cache-control": "max-age=10" });
    expect(await get()).toBe("- #1");
    state.time = 9_999;
    expect(await get()).toBe("- #1");
    expect(state.calls).toBe(1);
  });

  it("asks again when the response has become stale", async () => {
    const { state, get } = origin({ "cache-control": "max-age=10" });
    await get();
    state.time = 10_000;
    expect(await get()).toBe("- #2");
  });

  it("does not keep what must not be stored", async () => {
    const { cache, get } = origin({ "cache-control": "no-store" });
    await get();
    expect(await get()).toBe("- #2");
    expect(cache.size).toBe(0);
  });

  it("shares one call between overlapping requests", async () => {
    const { state, get } = origin({ "cache-control": "no-store" });
    expect(await Promise.all([get(), get(), get()])).toEqual(["- #1", "- #1", "- #1"]);
    expect(state.calls).toBe(1);
  });

  it("starts a new call after a shared one has ended", async () => {
    const { state, get } = origin({ "cache-control": "no-store" });
    await get();
    await get();
    expect(state.calls).toBe(2);
  });

  it("keeps one response per language when the origin varies by it", async () => {
    const { get } = origin({ vary: "Accept-Language" });
    expect(await get({ "accept-language": "de" })).toBe("de #1");
    expect(await get({ "accept-language": "fr" })).toBe("fr #2");
    expect(await get({ "accept-language": "de" })).toBe("de #1");
  });

  it("serves a stale response while the origin fails, when allowed", async () => {
    const { state, get } = origin({ "cache-control": "max-age=10, stale-if-error=30" });
    await get();
    state.failing = true;
    state.time = 40_000;
    expect(await get()).toBe("- #1");
    state.time = 40_001;
    await expect(get()).rejects.toThrow("origin down");
  });

  it("passes on a failure when nothing is stored", async () => {
    const { state, get } = origin();
    state.failing = true;
    await expect(get()).rejects.toThrow("origin down");
  });

  it("forgets a URL on demand", async () => {
    const { cache, get } = origin();
    await get();
    expect(cache.invalidate("/a")).toBe(true);
    expect(cache.invalidate("/a")).toBe(false);
    expect(await get()).toBe("- #2");
  });
});
