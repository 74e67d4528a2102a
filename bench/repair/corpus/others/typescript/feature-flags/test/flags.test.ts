import { describe, expect, test } from "vitest";
import { bucketOf } from "../src/bucket.ts";
import { FlagClient } from "../src/client.ts";
import { holds } from "../src/conditions.ts";
import type { Rule, User } from "../src/types.ts";

const everyone: Rule = { conditions: [], percent: 100 };
const ann: User = { id: "ann", attributes: { email: "ann@example.org", plan: "pro", age: 30 } };
const bob: User = { id: "bob" };

describe("conditions", () => {
  test("oneOf and noneOf look for the value", () => {
    expect(holds({ attribute: "plan", operator: "oneOf", values: ["free", "pro"] }, ann)).toBe(true);
    expect(holds({ attribute: "plan", operator: "noneOf", values: ["free", "pro"] }, ann)).toBe(false);
  });

  test("only noneOf holds for a missing attribute", () => {
    expect(holds({ attribute: "plan", operator: "noneOf", values: ["pro"] }, bob)).toBe(true);
    expect(holds({ attribute: "plan", operator: "equals", values: ["pro"] }, bob)).toBe(false);
  });

  test("endsWith compares the end of the attribute", () => {
    expect(holds({ attribute: "email", operator: "endsWith", values: ["@example.com", "@example.org"] }, ann)).toBe(true);
    expect(holds({ attribute: "email", operator: "endsWith", values: ["@other.org"] }, ann)).toBe(false);
  });

  test("startsWith works on the id", () => {
    expect(holds({ attribute: "id", operator: "startsWith", values: ["an"] }, ann)).toBe(true);
    expect(holds({ attribute: "id", operator: "startsWith", values: ["an"] }, bob)).toBe(false);
  });

  test("numbers are compared with bounds", () => {
    expect(holds({ attribute: "age", operator: "atLeast", values: [30] }, ann)).toBe(true);
    expect(holds({ attribute: "age", operator: "below", values: [30] }, ann)).toBe(false);
  });
});

describe("decisions", () => {
  test("unknown flags have their defaults", () => {
    const client = new FlagClient([], { legacy: true });
    expect(client.decide("legacy", ann)).toEqual({ on: true, reason: "unknown" });
    expect(client.decide("other", ann)).toEqual({ on: false, reason: "unknown" });
  });

  test("disabled flags are off", () => {
    const client = new FlagClient([{ key: "f", enabled: false, rules: [everyone], overrides: { ann: true } }]);
    expect(client.decide("f", ann)).toEqual({ on: false, reason: "disabled" });
  });

  test("an override turns a flag on", () => {
    const client = new FlagClient([{ key: "f", overrides: { bob: true } }]);
    expect(client.decide("f", bob)).toEqual({ on: true, reason: "override" });
    expect(client.decide("f", ann)).toEqual({ on: false, reason: "default" });
  });

  test("an override turns a flag off", () => {
    const client = new FlagClient([{ key: "f", rules: [everyone], overrides: { bob: false } }]);
    expect(client.decide("f", bob)).toEqual({ on: false, reason: "override" });
    expect(client.decide("f", ann)).toEqual({ on: true, reason: "rule" });
  });

  test("required flags must be on", () => {
    const client = new FlagClient([
      { key: "base", overrides: { ann: true } },
      { key: "extra", rules: [everyone], requires: ["base"] },
    ]);
    expect(client.isOn("extra", ann)).toBe(true);
    expect(client.decide("extra", bob)).toEqual({ on: false, reason: "prerequisite" });
  });

  test("flags that require each other are an error", () => {
    const client = new FlagClient([
      { key: "a", requires: ["b"] },
      { key: "b", requires: ["a"] },
    ]);
    expect(() => client.decide("a", ann)).toThrow("a > b > a");
  });

  test("the first rule that holds decides", () => {
    const client = new FlagClient([
      {
        key: "f",
        rules: [{ conditions: [{ attribute: "plan", operator: "equals", values: ["pro"] }], percent: 0 }, everyone],
      },
    ]);
    expect(client.isOn("f", ann)).toBe(false);
    expect(client.isOn("f", bob)).toBe(true);
  });
});

describe("rollout", () => {
  const users = Array.from({ length: 10_000 }, (_, i): User => ({ id: `user-${i}` }));
  const share = (percent: number) => {
    const client = new FlagClient([{ key: "beta", rules: [{ conditions: [], percent }] }]);
    return users.filter((user) => client.isOn("beta", user)).length / users.length;
  };

  test("buckets are steady", () => {
    expect(bucketOf("beta", "ann")).toBe(bucketOf("beta", "ann"));
  });

  test("a quarter of the users", () => {
    expect(share(25)).toBeGreaterThan(0.23);
    expect(share(25)).toBeLessThan(0.27);
  });

  test("half a percent of the users", () => {
    expect(share(0.5)).toBeGreaterThan(0.002);
    expect(share(0.5)).toBeLessThan(0.008);
  });

  test("nobody and everybody", () => {
    expect(share(0)).toBe(0);
    expect(share(100)).toBe(1);
  });
});

describe("reports", () => {
  test("count what was asked", () => {
    const client = new FlagClient([{ key: "f", overrides: { ann: true } }]);
    client.isOn("f", ann);
    client.isOn("f", bob);
    client.isOn("f", bob);
    expect(client.usage("f")).toEqual({ on: 1, off: 2 });
    expect(client.usage("g")).toEqual({ on: 0, off: 0 });
  });

  test("name all flags that are on", () => {
    const client = new FlagClient([{ key: "z", rules: [everyone] }, { key: "a", rules: [everyone] }, { key: "m" }]);
    expect(client.allOn(ann)).toEqual(["a", "z"]);
  });
});
