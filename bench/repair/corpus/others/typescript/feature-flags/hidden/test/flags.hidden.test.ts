import { describe, expect, test } from "vitest";
import { bucketOf } from "../src/bucket.ts";
import { FlagClient } from "../src/client.ts";
import { holds } from "../src/conditions.ts";
import type { Rule, User } from "../src/types.ts";

const everyone: Rule = { conditions: [], percent: 100 };
const eve: User = { id: "eve", attributes: { email: "eve@mail.test", host: "eu-1.mail.test", zero: 0, beta: false } };

describe("conditions, further", () => {
  test("endsWith is about the whole value at the very end", () => {
    const ends = (...values: string[]) => holds({ attribute: "host", operator: "endsWith", values }, eve);
    expect(ends(".test")).toBe(true);
    expect(ends("x", "mail.test")).toBe(true);
    expect(ends("eu-1")).toBe(false);
    expect(ends("mail")).toBe(false);
    expect(ends("www.eu-1.mail.test")).toBe(false);
    expect(ends("eu-1.mail.test")).toBe(true);
    expect(ends()).toBe(false);
  });

  test("startsWith is about the very start", () => {
    const starts = (...values: string[]) => holds({ attribute: "host", operator: "startsWith", values }, eve);
    expect(starts("eu-")).toBe(true);
    expect(starts("mail")).toBe(false);
    expect(starts("eu-1.mail.test.org")).toBe(false);
  });

  test("falsy attributes are attributes", () => {
    expect(holds({ attribute: "zero", operator: "below", values: [1] }, eve)).toBe(true);
    expect(holds({ attribute: "beta", operator: "equals", values: [false] }, eve)).toBe(true);
    expect(holds({ attribute: "beta", operator: "noneOf", values: [false] }, eve)).toBe(false);
  });
});

describe("overrides, further", () => {
  test("off wins over rules and over requirements", () => {
    const client = new FlagClient([
      { key: "base", rules: [everyone], overrides: { eve: false } },
      { key: "top", rules: [everyone], requires: ["base"] },
      { key: "own", rules: [everyone], requires: ["top"], overrides: { eve: false, bob: true } },
    ]);
    expect(client.decide("base", eve)).toEqual({ on: false, reason: "override" });
    expect(client.decide("top", eve)).toEqual({ on: false, reason: "prerequisite" });
    expect(client.decide("own", eve)).toEqual({ on: false, reason: "override" });
    expect(client.decide("own", { id: "bob" })).toEqual({ on: true, reason: "override" });
    expect(client.decide("own", { id: "joe" })).toEqual({ on: true, reason: "rule" });
  });

  test("no override leaves it to the rules", () => {
    const client = new FlagClient([{ key: "f", overrides: { bob: false } }]);
    expect(client.decide("f", eve)).toEqual({ on: false, reason: "default" });
  });
});

describe("rollout, further", () => {
  const ids = Array.from({ length: 20_000 }, (_, i) => `u${i}`);

  test("buckets run from 0 to 9999", () => {
    const buckets = ids.map((id) => bucketOf("k", id));
    expect(Math.min(...buckets)).toBeLessThan(20);
    expect(Math.max(...buckets)).toBeGreaterThan(9980);
    expect(Math.max(...buckets)).toBeLessThan(10_000);
    expect(buckets.every(Number.isInteger)).toBe(true);
  });

  test.each([0.1, 1.25, 10, 33.33, 99.5])("%d percent", (percent) => {
    const client = new FlagClient([{ key: "k", rules: [{ conditions: [], percent }] }]);
    const share = ids.filter((id) => client.isOn("k", { id })).length / ids.length;
    expect(Math.abs(share * 100 - percent)).toBeLessThan(0.05 + Math.sqrt(percent * (100 - percent)) / 25);
    for (const id of ids.slice(0, 3000)) {
      expect(client.decide("k", { id }).on).toBe(bucketOf("k", id) < percent * 100);
    }
  });

  test("a larger rollout keeps those of a smaller one", () => {
    const of = (percent: number) => {
      const client = new FlagClient([{ key: "k", rules: [{ conditions: [], percent }] }]);
      return ids.filter((id) => client.isOn("k", { id }));
    };
    const large = new Set(of(2.5));
    expect(of(1.5).every((id) => large.has(id))).toBe(true);
    expect(of(2.4).length).toBeLessThan(large.size);
  });
});
