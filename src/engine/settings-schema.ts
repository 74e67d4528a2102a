import * as z from 'zod/mini';

/** Where a language model answers: at an address (a local server needs no key), or in the editor. */
export const modelSettings = z.union([
  z.object({
    baseUrl: z.string(),
    model: z.string(),
    apiKey: z.optional(z.string()),
    /** Tokens that it holds, where the person knows better than the server tells. */
    contextTokens: z.optional(z.number()),
    effort: z.optional(z.enum(['minimal', 'low', 'medium', 'high'])),
  }),
  z.object({
    /** The editor's id of the model. */
    editor: z.string(),
    /** For people. */
    name: z.string(),
    contextTokens: z.optional(z.number()),
  }),
]);

/** How candidates are checked, as the person set it. */
export const verification = z.object({
  /** Commands for projects that are not found by themselves; checked by the environment's own schema. */
  commands: z.optional(z.unknown()),
  /** `auto`, `none`, or a container as `docker:IMAGE` or `podman:IMAGE`. */
  sandbox: z.optional(z.string()),
});
