import * as z from 'zod/mini';

/** What the page of a trace may say. Loaded with its first word, because schemas take their time. */
export const fromViewer = z.union([
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('open'), path: z.string(), line: z.number() }),
  z.object({ type: z.literal('stop') }),
  z.object({ type: z.literal('solve'), request: z.string() }),
  z.object({ type: z.literal('decide'), what: z.enum(['accept', 'discard', 'evidence', 'answer']) }),
  z.object({ type: z.literal('export'), format: z.enum(['html', 'json']) }),
  z.object({ type: z.literal('widen') }),
  z.object({ type: z.literal('begin') }),
  z.object({ type: z.literal('history') }),
]);
