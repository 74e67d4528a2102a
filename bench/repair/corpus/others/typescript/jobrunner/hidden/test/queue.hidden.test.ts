import { expect, it } from "vitest";
import { JobQueue } from "../src/index.ts";

const tick = () => new Promise<void>((resolve) => setTimeout(resolve, 5));

it("counts active jobs rightly over successes and failures", async () => {
  const queue = new JobQueue(2);
  let most = 0;
  const job = (fails: boolean) => async () => {
    most = Math.max(most, queue.active);
    await tick();
    if (fails) throw new Error("broken");
  };
  const all = [true, false, true, true, false, false].map((fails) => queue.add(job(fails)));
  const guard = new Promise<string>((resolve) => setTimeout(resolve, 500, "stuck"));
  const outcome = await Promise.race([Promise.allSettled(all).then(() => "settled"), guard]);
  expect(outcome).toBe("settled");
  await tick();
  expect(most).toBe(2);
  expect(queue.active).toBe(0);
  expect([queue.completed, queue.failed]).toEqual([3, 3]);
});

it("is idle after a failure", async () => {
  const queue = new JobQueue(1);
  queue.add(async () => Promise.reject(new Error("broken"))).catch(() => {});
  const guard = new Promise<string>((resolve) => setTimeout(resolve, 500, "stuck"));
  expect(await Promise.race([queue.onIdle().then(() => "idle"), guard])).toBe("idle");
});

it("still limits jobs after failures", async () => {
  const queue = new JobQueue(1);
  await queue.add(async () => Promise.reject(new Error("broken"))).catch(() => {});
  await tick();
  let most = 0;
  const job = async () => {
    most = Math.max(most, queue.active);
    await tick();
  };
  void queue.add(job);
  void queue.add(job);
  expect(queue.active).toBe(1);
  expect(queue.pending).toBe(1);
  await tick();
  await tick();
  await tick();
  expect(most).toBe(1);
  expect(queue.active).toBe(0);
});
