import { describe, expect, it } from "vitest";
import { parseDirectives } from "../src/directives.ts";
import { ageOf, isStorable, lifetimeOf } from "../src/freshness.ts";

const answer = (headers: Record<string, string>, status = 200) => ({ status, headers, body: "" });

describe("parseDirectives", () => {
  it("reads names in any case and quoted numbers", () => {
    expect(parseDirectives('Max-Age="20", NO-CACHE')).toEqual({
      noStore: false,
      noCache: true,
      isPrivate: false,
      maxAge: 20,
    });
  });

  it("treats a malformed duration as absent", () => {
    expect(parseDirectives("max-age=soon").maxAge).toBeUndefined();
  });
});

describe("freshness", () => {
  it("prefers s-maxage over max-age", () => {
    expect(lifetimeOf(answer({ "cache-control": "max-age=5, s-maxage=90" }))).toBe(90);
  });

  it("gives responses without a lifetime the default", () => {
    expect(lifetimeOf(answer({}))).toBe(60);
  });

  it("takes a lifetime of zero at its word", () => {
    expect(lifetimeOf(answer({ "cache-control": "max-age=0" }))).toBe(0);
  });

  it("adds the age that a response had on arrival", () => {
    const stored = { request: { url: "/", headers: {} }, response: answer({ age: "7" }), storedAt: 1_000 };
    expect(ageOf(stored, 4_000)).toBe(10);
  });

  it("stores only public answers with a storable status", () => {
    expect(isStorable(answer({}))).toBe(true);
    expect(isStorable(answer({}, 500))).toBe(false);
    expect(isStorable(answer({ "cache-control": "private, max-age=9" }))).toBe(false);
    expect(isStorable(answer({ vary: "*" }))).toBe(false);
  });
});
