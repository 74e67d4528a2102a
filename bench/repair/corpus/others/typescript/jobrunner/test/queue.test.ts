import { expect, it } from "vitest";
import { JobQueue } from "../src/index.ts";

const tick = () => new Promise<void>((resolve) => setTimeout(resolve, 5));

it("refuses a concurrency that is not positive", () => {
  expect(() => new JobQueue(0)).toThrow(RangeError);
});

it("hands back what the job returns", async () => {
  expect(await new JobQueue(1).add(async () => 42)).toBe(42);
});

it("runs no more jobs at once than allowed", async () => {
  const queue = new JobQueue(2);
  let most = 0;
  const job = async () => {
    most = Math.max(most, queue.active);
    await tick();
  };
  await Promise.all([1, 2, 3, 4, 5].map(() => queue.add(job)));
  expect(most).toBe(2);
  expect(queue.completed).toBe(5);
});

it("takes higher priorities first", async () => {
  const queue = new JobQueue(1);
  const order: string[] = [];
  const job = (name: string) => async () => {
    await tick();
    order.push(name);
  };
  await Promise.all([queue.add(job("first")), queue.add(job("low"), -1), queue.add(job("a"), 2), queue.add(job("b"), 2)]);
  expect(order).toEqual(["first", "a", "b", "low"]);
});

it("passes on a job's error", async () => {
  const queue = new JobQueue(1);
  const failing = queue.add(async () => {
    throw new Error("broken");
  });
  await expect(failing).rejects.toThrow("broken");
  expect(queue.failed).toBe(1);
});

it("goes on after a job has failed", async () => {
  const queue = new JobQueue(1);
  const ran: string[] = [];
  queue.add(async () => Promise.reject(new Error("broken"))).catch(() => {});
  void queue.add(async () => ran.push("next"));
  await tick();
  expect(ran).toEqual(["next"]);
  expect(queue.active).toBe(0);
});

it("tells when it is idle", async () => {
  const queue = new JobQueue(2);
  void queue.add(tick);
  void queue.add(tick);
  void queue.add(tick);
  await queue.onIdle();
  expect(queue.completed).toBe(3);
  expect(queue.pending).toBe(0);
});
