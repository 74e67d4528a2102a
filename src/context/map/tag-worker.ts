/*
 * The entry of a worker thread that reads tags, so that the thread that serves the editor stays free and all cores help.
 * Its own bundle: `dist/tags.mjs`.
 */
import { parentPort, workerData } from 'node:worker_threads';
import * as z from 'zod/mini';
import { encodeTags } from './codec.ts';
import { Tagger } from './tagger.ts';

const Files = z.object({ runtime: z.string(), folder: z.string() });
const Batch = z.object({
  id: z.number(),
  texts: z.array(z.object({ key: z.string(), path: z.string(), text: z.string() })),
});

const tagger = new Tagger(Files.parse(workerData));

parentPort?.on('message', async (message: unknown) => {
  const { id, texts } = Batch.parse(message);
  const lines: string[] = [];
  for (const { key, path, text } of texts) lines.push(encodeTags(key, await tagger.tag(path, text)));
  parentPort?.postMessage({ id, lines });
});
