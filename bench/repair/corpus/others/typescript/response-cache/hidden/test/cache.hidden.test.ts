import { describe, expect, it } from "vitest";
import { ResponseCache } from "../src/cache.ts";
import { isFresh, isUsableOnError, lifetimeOf } from "../src/freshness.ts";
import type { CacheRequest, CacheResponse } from "../src/types.ts";

const answer = (headers: Record<string, string>, status = 200): CacheResponse => ({ status, headers, body: "b" });
const stored = (headers: Record<string, string>, storedAt = 0) => ({
  request: { url: "/", headers: {} },
  response: answer(headers),
  storedAt,
});

describe("lifetimes", () => {
  it("lets a zero s-maxage win over max-age", () => {
    expect(lifetimeOf(answer({ "cache-control": "max-age=50, s-maxage=0" }))).toBe(0);
  });
  it("lets a zero max-age win over the default", () => {
    expect(lifetimeOf(answer({ "cache-control": "public, max-age=0" }))).toBe(0);
  });
  it("uses max-age when s-maxage is absent or malformed", () => {
    expect(lifetimeOf(answer({ "cache-control": "max-age=50" }))).toBe(50);
    expect(lifetimeOf(answer({ "cache-control": "s-maxage=x, max-age=50" }))).toBe(50);
  });
  it("keeps the default for unrelated and malformed directives", () => {
    expect(lifetimeOf(answer({ "cache-control": "public" }))).toBe(60);
    expect(lifetimeOf(answer({ "cache-control": "max-age=-1" }))).toBe(60);
  });
  it("gives no-cache no lifetime", () => {
    expect(lifetimeOf(answer({ "cache-control": "no-cache, max-age=50" }))).toBe(0);
  });
  it("ends freshness exactly at the lifetime", () => {
    expect(isFresh(stored({ "cache-control": "max-age=2" }), 1_999)).toBe(true);
    expect(isFresh(stored({ "cache-control": "max-age=2" }), 2_000)).toBe(false);
  });
  it("never uses a stale response on error unless allowed", () => {
    expect(isUsableOnError(stored({ "cache-control": "max-age=2" }), 2_500)).toBe(false);
    expect(isUsableOnError(stored({ "cache-control": "max-age=0, stale-if-error=3" }), 3_000)).toBe(true);
    expect(isUsableOnError(stored({ "cache-control": "max-age=0, stale-if-error=3" }), 3_001)).toBe(false);
  });
});

describe("overlapping requests", () => {
  function manual(headers: Record<string, string>) {
    const pending: { request: CacheRequest; resolve(r: CacheResponse): void; reject(e: Error): void }[] = [];
    const cache = new ResponseCache(
      (request) => new Promise((resolve, reject) => pending.push({ request, resolve, reject })),
      () => 0,
    );
    return { cache, pending, headers };
  }
  const settle = () => new Promise<void>((done) => setTimeout(done, 0));

  it("shares a call with a request that comes much later", async () => {
    const { cache, pending } = manual({});
    const first = cache.get({ url: "/", headers: {} });
    await settle();
    const second = cache.get({ url: "/", headers: {} });
    await settle();
    expect(pending.length).toBe(1);
    pending[0].resolve(answer({}));
    expect((await first).body).toBe("b");
    expect((await second).body).toBe("b");
  });

  it("does not share between different headers or URLs", async () => {
    const { cache, pending } = manual({});
    const all = [
      cache.get({ url: "/", headers: { a: "1" } }),
      cache.get({ url: "/", headers: { a: "2" } }),
      cache.get({ url: "/x", headers: { a: "2" } }),
    ];
    await settle();
    expect(pending.length).toBe(3);
    for (const one of pending) one.resolve(answer({}));
    await Promise.all(all);
  });

  it("fails all sharers together and starts anew afterwards", async () => {
    const { cache, pending } = manual({});
    const both = Promise.allSettled([cache.get({ url: "/", headers: {} }), cache.get({ url: "/", headers: {} })]);
    await settle();
    expect(pending.length).toBe(1);
    pending[0].reject(new Error("down"));
    expect((await both).map((one) => one.status)).toEqual(["rejected", "rejected"]);
    const again = cache.get({ url: "/", headers: {} });
    await settle();
    expect(pending.length).toBe(2);
    pending[1].resolve(answer({}));
    await again;
  });

  it("stores nothing before the response is there, and the response then", async () => {
    const { cache, pending } = manual({});
    const one = cache.get({ url: "/", headers: {} });
    await settle();
    expect(cache.size).toBe(0);
    pending[0].resolve(answer({}));
    await one;
    expect(cache.size).toBe(1);
    await cache.get({ url: "/", headers: {} });
    expect(pending.length).toBe(1);
  });
});

describe("variants", () => {
  it("selects by every header that is named", async () => {
    let calls = 0;
    const cache = new ResponseCache(async () => {
      calls += 1;
      return answer({ vary: "accept, Accept-Language" });
    }, () => 0);
    const ask = (headers: Record<string, string>) => cache.get({ url: "/", headers });
    await ask({ accept: "a", "accept-language": "de" });
    await ask({ accept: "a", "accept-language": "de", cookie: "x" });
    expect(calls).toBe(1);
    await ask({ accept: "b", "accept-language": "de" });
    await ask({ accept: "b", "accept-language": "fr" });
    await ask({ accept: "b" });
    expect(calls).toBe(4);
    expect(cache.size).toBe(4);
    await ask({ accept: "a", "accept-language": "de" });
    expect(calls).toBe(4);
    cache.invalidate("/");
    expect(cache.size).toBe(0);
  });

  it("ignores headers the origin does not vary by", async () => {
    let calls = 0;
    const cache = new ResponseCache(async () => {
      calls += 1;
      return answer({});
    }, () => 0);
    await cache.get({ url: "/", headers: { cookie: "1" } });
    await cache.get({ url: "/", headers: { cookie: "2" } });
    expect(calls).toBe(1);
    expect(cache.size).toBe(1);
  });
});
