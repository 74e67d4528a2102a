import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { checksum, splitChunks } from "../src/chunks.js";
import { backoff, TransientError, withRetries } from "../src/retry.js";
import { UploadSession } from "../src/session.js";
import { Uploader } from "../src/uploader.js";

const bytes = (text) => new TextEncoder().encode(text);
const sleep = async () => {};

/** A transport that keeps what it is sent; `plan` may throw for a call. */
function memoryTransport(plan = () => {}) {
  const parts = [];
  const calls = { send: 0, finish: 0, running: 0, most: 0 };
  return {
    calls,
    text: () => parts.join(""),
    async send(_id, chunk) {
      calls.send++;
      calls.running++;
      calls.most = Math.max(calls.most, calls.running);
      await new Promise((resolve) => setImmediate(resolve));
      calls.running--;
      plan("send", calls.send, chunk);
      parts[chunk.index] = new TextDecoder().decode(chunk.bytes);
    },
    async finish(id, count) {
      calls.finish++;
      plan("finish", calls.finish);
      return `${id}:${count}`;
    },
  };
}

describe("chunks", () => {
  test("the last chunk may be shorter", () => {
    const chunks = splitChunks(bytes("abcdefgh"), 3);
    assert.deepEqual(chunks.map((chunk) => [chunk.start, chunk.bytes.length]), [[0, 3], [3, 3], [6, 2]]);
  });

  test("data may fit exactly or be empty", () => {
    assert.equal(splitChunks(bytes("abcdef"), 3).length, 2);
    assert.deepEqual(splitChunks(bytes(""), 3), []);
  });

  test("sizes must be positive integers", () => {
    assert.throws(() => splitChunks(bytes("a"), 0), RangeError);
    assert.throws(() => splitChunks(bytes("a"), 1.5), RangeError);
  });
});

describe("retries", () => {
  test("pauses double up to the cap", () => {
    assert.deepEqual([1, 2, 3, 4].map((n) => backoff(n, { base: 10, cap: 50 })), [10, 20, 40, 50]);
  });

  test("a transient failure is tried again", async () => {
    const pauses = [];
    const work = async (failures) => {
      if (failures < 2) throw new TransientError("busy");
      return `after ${failures}`;
    };
    const result = await withRetries(work, { retries: 3, base: 5, sleep: async (ms) => pauses.push(ms) });
    assert.equal(result, "after 2");
    assert.deepEqual(pauses, [5, 10]);
  });

  test("the retries come after the first call", async () => {
    let calls = 0;
    const work = async () => {
      throw new TransientError(`call ${++calls}`);
    };
    await assert.rejects(withRetries(work, { retries: 2, sleep }), /call 3/);
    assert.equal(calls, 3);
  });

  test("other errors are thrown at once", async () => {
    let calls = 0;
    const work = async () => {
      calls++;
      throw new TypeError("broken");
    };
    await assert.rejects(withRetries(work, { retries: 2, sleep }), TypeError);
    assert.equal(calls, 1);
  });
});

describe("sessions", () => {
  test("know chunks by their checksum", () => {
    const session = new UploadSession("s");
    const [chunk] = splitChunks(bytes("abc"), 3);
    assert.equal(session.has(chunk), false);
    session.confirm(chunk);
    assert.equal(session.has(chunk), true);
    assert.equal(session.has({ ...chunk, checksum: checksum(bytes("abd")) }), false);
  });

  test("can be stored and restored", () => {
    const session = new UploadSession("s", [[1, "b"], [0, "a"]]);
    const stored = JSON.parse(JSON.stringify(session));
    assert.deepEqual(stored, { id: "s", sent: [[0, "a"], [1, "b"]] });
    assert.deepEqual(UploadSession.restore(stored).toJSON(), stored);
  });
});

describe("uploads", () => {
  test("send everything and finish", async () => {
    const transport = memoryTransport();
    const uploader = new Uploader(transport, { chunkSize: 4, sleep });
    assert.deepEqual(await uploader.upload(bytes("hello world")), { sent: 3, skipped: 0, receipt: "new:3" });
    assert.equal(transport.text(), "hello world");
  });

  test("run a few chunks at a time", async () => {
    const transport = memoryTransport();
    await new Uploader(transport, { chunkSize: 1, parallel: 3, sleep }).upload(bytes("abcdefgh"));
    assert.equal(transport.calls.most, 3);
    assert.equal(transport.calls.send, 8);
  });

  test("report the bytes that are there after each chunk", async () => {
    const seen = [];
    const uploader = new Uploader(memoryTransport(), { chunkSize: 4, parallel: 1, sleep });
    await uploader.upload(bytes("hello world"), { onProgress: (done, total) => seen.push([done, total]) });
    assert.deepEqual(seen, [[4, 11], [8, 11], [11, 11]]);
  });

  test("survive a finish that is busy for a moment", async () => {
    const transport = memoryTransport((what, call) => {
      if (what === "finish" && call === 1) throw new TransientError("busy");
    });
    const { receipt } = await new Uploader(transport, { chunkSize: 4, sleep }).upload(bytes("abc"));
    assert.equal(receipt, "new:1");
    assert.equal(transport.calls.finish, 2);
  });

  test("are not finished when a chunk fails for good", async () => {
    const transport = memoryTransport((_what, _call, chunk) => {
      if (chunk?.index === 1) throw new Error("refused");
    });
    const session = new UploadSession("s");
    const uploader = new Uploader(transport, { chunkSize: 2, parallel: 1, sleep });
    await assert.rejects(uploader.upload(bytes("abcdef"), { session }), /refused/);
    assert.equal(transport.calls.finish, 0);
    assert.deepEqual([...session.sent.keys()], [0]);
  });

  test("resume where they stopped", async () => {
    const data = bytes("abcdef");
    const session = new UploadSession("s");
    session.confirm(splitChunks(data, 2)[1]);
    const transport = memoryTransport();
    const result = await new Uploader(transport, { chunkSize: 2, sleep }).upload(data, { session });
    assert.deepEqual(result, { sent: 2, skipped: 1, receipt: "s:3" });
    assert.equal(transport.text(), "abef");
  });
});
