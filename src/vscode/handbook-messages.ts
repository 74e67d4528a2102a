import * as z from 'zod/mini';

/** What the handbook's page may say. Loaded with its first word, because schemas take their time. */
export const fromHandbook = z.union([
  z.object({ type: z.enum(['ready', 'refresh', 'import', 'export', 'resolve', 'reset']) }),
  z.object({ type: z.enum(['pin', 'disable', 'enable', 'delete', 'file']), name: z.string() }),
  z.object({ type: z.literal('edit'), name: z.string(), instruction: z.string() }),
  z.object({ type: z.literal('code'), path: z.string() }),
  z.object({ type: z.literal('episode'), id: z.string() }),
]);
