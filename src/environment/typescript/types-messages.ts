import * as z from 'zod/mini';

const diagnostic = z.object({
  path: z.string(),
  start: z.number(),
  end: z.number(),
  line: z.number(),
  code: z.string(),
  source: z.string(),
  message: z.string(),
  key: z.string(),
});

const compiler = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('native'), folder: z.string(), whose: z.string() }),
  z.object({
    kind: z.literal('language-service'),
    own: z.boolean(),
    fallback: z.optional(z.string()),
  }),
]);

/**
 * A way to learn of compile errors. `native`: TypeScript 7 or later, its package's folder and whose it is.
 * `language-service`: the project's own TypeScript before 7 where `own`, else the `typescript.js` of `fallback`.
 */
export type Compiler = z.infer<typeof compiler>;

/** What the process is told: a line of JSON each. It answers in order, and each with the same number. */
export const toTypes = z.discriminatedUnion('kind', [
  /** Comes first, once. `copy` holds the texts of `paths`; `origin` the configurations and packages. */
  z.object({
    kind: z.literal('open'),
    id: z.number(),
    origin: z.string(),
    copy: z.string(),
    paths: z.array(z.string()),
    compiler,
  }),
  /** Errors of some files, with these texts in place of the snapshot's; `null` for a deleted file. */
  z.object({
    kind: z.literal('errors'),
    id: z.number(),
    paths: z.array(z.string()),
    texts: z.array(z.tuple([z.string(), z.nullable(z.string())])),
  }),
  /** Files that may import this one directly. */
  z.object({ kind: z.literal('importers'), id: z.number(), path: z.string() }),
  /** Those of the paths that the project's own compiler looks at. */
  z.object({ kind: z.literal('included'), id: z.number(), paths: z.array(z.string()) }),
]);

/** What the process answers. */
export const fromTypes = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opened'), id: z.number(), name: z.string() }),
  z.object({
    kind: z.literal('errors'),
    id: z.number(),
    found: z.array(z.tuple([z.string(), z.array(diagnostic)])),
  }),
  z.object({ kind: z.literal('paths'), id: z.number(), paths: z.array(z.string()) }),
  /** The request could not be carried out; the reason is for a person. */
  z.object({ kind: z.literal('failed'), id: z.number(), reason: z.string() }),
]);

export type ToTypes = z.infer<typeof toTypes>;
export type FromTypes = z.infer<typeof fromTypes>;
