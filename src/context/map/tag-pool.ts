import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import * as z from 'zod/mini';
import type { CancelSignal } from '../../loop/types.ts';
import type { GrammarFiles } from '../../syntax/syntax.ts';
import { encodeTags } from './codec.ts';
import { Tagger } from './tagger.ts';
import type { FileTags } from './tags.ts';

export interface Unread {
  readonly key: string;
  readonly path: string;
  readonly text: string;
}

/** Characters of one message to a worker: some hundred milliseconds of work. */
const BATCH = 400_000;
/** More threads than this gain little: the texts come from one. */
const MOST_THREADS = 4;
/** Below this, starting threads takes longer than reading. In characters. */
const WORTH_THREADS = 1_500_000;

const Reply = z.object({ id: z.number(), lines: z.array(z.string()) });

/** Reads tags of many files: by threads where the worker's program is at hand and it is worth it, else here. */
export class TagPool {
  readonly #files: GrammarFiles;
  readonly #program: string | URL | undefined;
  #own: Tagger | undefined;

  /** @param program the worker's bundle; without it everything is read on this thread, with pauses */
  constructor(files: GrammarFiles, program?: string | URL) {
    this.#files = files;
    this.#program = program;
  }

  /** Lines for the store, in any order; fewer when cancelled. A worker that dies leaves its files to this thread. */
  async read(texts: readonly Unread[], signal: CancelSignal): Promise<readonly string[]> {
    const size = texts.reduce((sum, { text }) => sum + text.length, 0);
    if (this.#program === undefined || size < WORTH_THREADS) return this.#readHere(texts, signal);
    const batches = inBatches(texts);
    const threads = Math.min(batches.length, MOST_THREADS, Math.max(1, availableParallelism()));
    const left = batches.values();
    const lines: string[] = [];
    const failed: Unread[] = [];
    await Promise.all(
      Array.from({ length: threads }, async () => {
        const rest = await runThread(this.#program ?? '', this.#files, left, lines, signal);
        failed.push(...rest);
      }),
    );
    // What no thread took, because all died.
    for (const batch of left) failed.push(...batch);
    if (failed.length > 0) lines.push(...(await this.#readHere(failed, signal)));
    return lines;
  }

  async #readHere(texts: readonly Unread[], signal: CancelSignal): Promise<string[]> {
    this.#own ??= new Tagger(this.#files);
    const lines: string[] = [];
    for (const { key, path, text } of texts) {
      if (signal.aborted) break;
      lines.push(encodeTags(key, await tagOrNothing(this.#own, path, text)));
      // Let the process answer others meanwhile.
      if (lines.length % 16 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    return lines;
  }
}

/** A text that breaks its parser is searched for words alone. */
async function tagOrNothing(tagger: Tagger, path: string, text: string): Promise<FileTags> {
  try {
    return await tagger.tag(path, text);
  } catch {
    return tagger.termsOnly(text);
  }
}

/** One thread works off batches; returns the texts of the batch that it died of. A cancel stops it at once. */
function runThread(
  program: string | URL,
  files: GrammarFiles,
  left: Iterator<readonly Unread[]>,
  lines: string[],
  signal: CancelSignal,
): Promise<readonly Unread[]> {
  return new Promise((resolve) => {
    const worker = new Worker(program, { workerData: files });
    let current: readonly Unread[] = [];
    let id = 0;
    const cancel = (): void => end([]);
    const end = (rest: readonly Unread[]): void => {
      signal.removeEventListener('abort', cancel);
      worker.removeAllListeners();
      // A late error of a thread that is being stopped is nobody's.
      worker.on('error', () => undefined);
      void worker.terminate();
      resolve(rest);
    };
    const next = (): void => {
      const batch = signal.aborted ? undefined : left.next();
      if (batch === undefined || batch.done === true) {
        end([]);
        return;
      }
      current = batch.value;
      id += 1;
      worker.postMessage({ id, texts: current });
    };
    worker.on('message', (message: unknown) => {
      const reply = Reply.safeParse(message);
      if (!reply.success) {
        end(current);
        return;
      }
      if (reply.data.id !== id) return;
      lines.push(...reply.data.lines);
      next();
    });
    worker.on('error', () => end(current));
    worker.on('messageerror', () => end(current));
    worker.on('exit', () => end(current));
    signal.addEventListener('abort', cancel, { once: true });
    next();
  });
}

function inBatches(texts: readonly Unread[]): Unread[][] {
  const batches: Unread[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const text of texts) {
    if (size + text.text.length > BATCH) {
      batches.push([]);
      size = 0;
    }
    batches.at(-1)?.push(text);
    size += text.text.length;
  }
  return batches;
}
