import { expect, it } from "vitest";
import { backoff, retry } from "../src/index.ts";

function flaky(failures: number) {
  const state = { calls: 0 };
  const operation = async () => {
    state.calls++;
    if (state.calls <= failures) throw new Error(`failure ${state.calls}`);
    return "done";
  };
  return { state, operation };
}

function recorder() {
  const waits: number[] = [];
  return { waits, sleep: async (ms: number) => void waits.push(ms) };
}

it("doubles the wait up to the limit", () => {
  expect([0, 1, 2, 3].map((attempt) => backoff(attempt, 100, 500))).toEqual([100, 200, 400, 500]);
});

it("tries again after a failure", async () => {
  const { state, operation } = flaky(2);
  const { waits, sleep } = recorder();
  expect(await retry(operation, { sleep })).toBe("done");
  expect(state.calls).toBe(3);
  expect(waits).toEqual([100, 200]);
});

it("gives up with the last error", async () => {
  const { sleep } = recorder();
  await expect(retry(flaky(9).operation, { retries: 2, sleep })).rejects.toThrow("failure 3");
});

it("does not retry errors that are not worth it", async () => {
  const { state, operation } = flaky(9);
  await expect(retry(operation, { shouldRetry: () => false })).rejects.toThrow("failure 1");
  expect(state.calls).toBe(1);
});

it("tries only once when told to retry zero times", async () => {
  const { state, operation } = flaky(9);
  const { sleep } = recorder();
  await expect(retry(operation, { retries: 0, sleep })).rejects.toThrow("failure");
  expect(state.calls).toBe(1);
});

it("can retry without waiting", async () => {
  const { waits, sleep } = recorder();
  await retry(flaky(2).operation, { baseMs: 0, sleep });
  expect(waits).toEqual([0, 0]);
});
