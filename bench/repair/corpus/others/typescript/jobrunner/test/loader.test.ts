import { expect, it } from "vitest";
import { Loader } from "../src/index.ts";

it("loads each key once", async () => {
  const asked: string[] = [];
  const loader = new Loader(async (key) => {
    asked.push(key);
    return key.toUpperCase();
  });
  expect(await loader.getAll(["a", "b", "a"])).toEqual(["A", "B", "A"]);
  expect(await loader.get("b")).toBe("B");
  expect(asked).toEqual(["a", "b"]);
});

it("loads again once the value is too old", async () => {
  let clock = 0;
  let loads = 0;
  const loader = new Loader(async () => ++loads, { ttlMs: 100, now: () => clock });
  await loader.get("k");
  clock = 99;
  expect(await loader.get("k")).toBe(1);
  clock = 100;
  expect(await loader.get("k")).toBe(2);
});

it("loads again when told to forget", async () => {
  let loads = 0;
  const loader = new Loader(async () => ++loads);
  await loader.get("k");
  expect(loader.forget("k")).toBe(true);
  expect(await loader.get("k")).toBe(2);
});

it("does not remember a load that failed", async () => {
  let loads = 0;
  const loader = new Loader(async () => {
    loads++;
    if (loads === 1) throw new Error("offline");
    return "value";
  });
  await expect(loader.get("k")).rejects.toThrow("offline");
  expect(await loader.get("k")).toBe("value");
});
