import { expect, it } from "vitest";
import { retry, withDefaults } from "../src/index.ts";

it("has defaults for what is not told", () => {
  const options = withDefaults({});
  expect([options.retries, options.baseMs, options.maxMs]).toEqual([3, 100, 30_000]);
  expect(withDefaults({ retries: undefined }).retries).toBe(3);
});

it("keeps zeros", () => {
  const options = withDefaults({ retries: 0, baseMs: 0, maxMs: 0 });
  expect([options.retries, options.baseMs, options.maxMs]).toEqual([0, 0, 0]);
});

it("makes one attempt more than it has retries", async () => {
  for (const retries of [0, 1, 2, 5]) {
    let calls = 0;
    const failing = retry(
      async () => {
        calls++;
        throw new Error("no");
      },
      { retries, baseMs: 0 },
    );
    await expect(failing).rejects.toThrow("no");
    expect(calls).toBe(retries + 1);
  }
});

it("waits as told between attempts", async () => {
  const waits: number[] = [];
  const sleep = async (ms: number) => void waits.push(ms);
  await retry(() => Promise.reject(new Error("no")), { baseMs: 7, maxMs: 20, sleep }).catch(() => {});
  expect(waits).toEqual([7, 14, 20]);
});
