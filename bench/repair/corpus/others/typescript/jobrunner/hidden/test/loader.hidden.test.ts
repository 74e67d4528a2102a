import { expect, it } from "vitest";
import { Loader } from "../src/index.ts";

it("keeps nothing of a failed load and passes the error on", async () => {
  const loader = new Loader<string>(async () => {
    throw new Error("offline");
  });
  await expect(loader.get("k")).rejects.toThrow("offline");
  await expect(loader.get("k")).rejects.toThrow("offline");
  expect(loader.size).toBe(0);
});

it("keeps what was loaded", async () => {
  let loads = 0;
  const loader = new Loader(async () => ++loads);
  await loader.get("a");
  await loader.get("a");
  await loader.get("b");
  expect(loads).toBe(2);
  expect(loader.size).toBe(2);
});

it("shares one load between callers at the same time", async () => {
  let loads = 0;
  const loader = new Loader(async () => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    return ++loads;
  });
  expect(await loader.getAll(["k", "k", "k"])).toEqual([1, 1, 1]);
});

it("does not let an old failure drop a newer load", async () => {
  const failures: ((error: Error) => void)[] = [];
  let loads = 0;
  const loader = new Loader<string>(() => {
    loads++;
    if (loads === 1) return new Promise((_, reject) => failures.push(reject));
    return Promise.resolve("fresh");
  });
  const old = loader.get("k");
  loader.forget("k");
  expect(await loader.get("k")).toBe("fresh");
  failures[0]!(new Error("late"));
  await expect(old).rejects.toThrow("late");
  expect(await loader.get("k")).toBe("fresh");
  expect(loads).toBe(2);
});
