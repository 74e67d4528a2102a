import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { splitChunks } from "../src/chunks.js";
import { TransientError, withRetries } from "../src/retry.js";
import { UploadSession } from "../src/session.js";
import { Uploader } from "../src/uploader.js";

const bytes = (text) => new TextEncoder().encode(text);
const sleep = async () => {};

describe("retries, further", () => {
  test("work without async is fine too", async () => {
    let calls = 0;
    const work = () => {
      if (++calls === 1) throw new TransientError("busy");
      return calls;
    };
    assert.equal(await withRetries(work, { retries: 1, sleep }), 2);
  });

  test("a rejection that comes late is tried again", async () => {
    let calls = 0;
    const pauses = [];
    const work = async () => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (++calls < 4) throw new TransientError(`busy ${calls}`);
      return "there";
    };
    const options = { retries: 3, base: 1, cap: 3, sleep: async (ms) => pauses.push(ms) };
    assert.equal(await withRetries(work, options), "there");
    assert.deepEqual(pauses, [1, 2, 3]);
  });

  test("without retries there is one call and no pause", async () => {
    let calls = 0;
    const pauses = [];
    const work = async () => {
      calls++;
      throw new TransientError("busy");
    };
    await assert.rejects(withRetries(work, { retries: 0, sleep: async (ms) => pauses.push(ms) }), TransientError);
    assert.equal(calls, 1);
    assert.deepEqual(pauses, []);
  });

  test("with four retries there are five calls", async () => {
    let calls = 0;
    const work = async () => {
      calls++;
      throw new TransientError("busy");
    };
    await assert.rejects(withRetries(work, { retries: 4, sleep }), TransientError);
    assert.equal(calls, 5);
  });
});

describe("progress, further", () => {
  const transport = { send: async () => {}, finish: async () => "ok" };
  const progress = async (text, options, session) => {
    const seen = [];
    await new Uploader(transport, { sleep, ...options }).upload(bytes(text), {
      session,
      onProgress: (done, total) => seen.push([done, total]),
    });
    return seen;
  };

  test("the last report is all of it", async () => {
    assert.deepEqual((await progress("abcdefghij", { chunkSize: 3, parallel: 4 })).at(-1), [10, 10]);
  });

  test("one chunk makes one report", async () => {
    assert.deepEqual(await progress("abc", { chunkSize: 3 }), [[3, 3]]);
  });

  test("empty data makes no report", async () => {
    assert.deepEqual(await progress("", { chunkSize: 3 }), []);
  });

  test("a resumed upload begins with what is there", async () => {
    const session = new UploadSession("s");
    session.confirm(splitChunks(bytes("abcdefg"), 3)[2]);
    assert.deepEqual(await progress("abcdefg", { chunkSize: 3, parallel: 1 }, session), [[1, 7], [4, 7], [7, 7]]);
    assert.deepEqual(await progress("abcdefg", { chunkSize: 3, parallel: 1 }, session), [[7, 7]]);
  });

  test("a chunk that fails is not counted", async () => {
    const seen = [];
    const broken = {
      send: async (_id, chunk) => {
        if (chunk.index === 1) throw new Error("refused");
      },
      finish: async () => "ok",
    };
    const uploader = new Uploader(broken, { chunkSize: 2, parallel: 1, sleep });
    await assert.rejects(uploader.upload(bytes("abcd"), { onProgress: (done) => seen.push(done) }), /refused/);
    assert.deepEqual(seen, [2]);
  });
});
