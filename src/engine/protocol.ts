import * as z from 'zod/mini';
import type { TraceEvent } from '../loop/events.ts';
import type { Outcome } from '../loop/types.ts';

/*
 * What the editor and the engine say to each other over the child process's channel. The engine runs in a process
 * of its own, so that compiling and testing never block the extension host and can be killed with everything
 * they started. Keys travel in these messages only, never in arguments or environment.
 */

const focus = z.union([
  z.object({ kind: z.literal('workspace') }),
  z.object({ kind: z.literal('file'), path: z.string() }),
  z.object({ kind: z.literal('range'), path: z.string(), start: z.number(), end: z.number() }),
  z.object({
    kind: z.literal('diagnostic'),
    path: z.string(),
    start: z.number(),
    end: z.number(),
    code: z.optional(z.string()),
    source: z.optional(z.string()),
    message: z.string(),
  }),
  z.object({ kind: z.literal('test'), path: z.optional(z.string()), name: z.optional(z.string()) }),
]);

/** Where a language model answers. A local server needs no key. */
const modelSettings = z.object({
  baseUrl: z.string(),
  model: z.string(),
  apiKey: z.optional(z.string()),
});

export const toEngine = z.union([
  z.object({
    type: z.literal('run'),
    /** Chosen by the editor; every answer carries it. */
    id: z.string(),
    /** Absolute path of the workspace folder. */
    folder: z.string(),
    request: z.string(),
    focus,
    budget: z.object({
      seconds: z.number(),
      candidates: z.number(),
      tokens: z.number(),
      dollars: z.number(),
    }),
    seed: z.number(),
    /** Unsaved buffers: workspace-relative path and full text (line endings as the editor has them). */
    overlays: z.array(z.object({ path: z.string(), text: z.string() })),
    trusted: z.boolean(),
    /** Absolute folder for traces and evidence. */
    stateFolder: z.string(),
    /** Absolute path of a `typescript.js` to use where the project has none. */
    fallbackTypescript: z.optional(z.string()),
    /** How candidates are checked, as the person set it. */
    verification: z.optional(
      z.object({
        /** Commands for projects that are not found by themselves; checked by the environment's own schema. */
        commands: z.optional(z.unknown()),
        /** `auto`, `none`, or a container as `docker:IMAGE` or `podman:IMAGE`. */
        sandbox: z.optional(z.string()),
      }),
    ),
    model: z.optional(modelSettings),
    /** Self-awareness alone: stop after the assessment. */
    assessOnly: z.boolean(),
  }),
  z.object({ type: z.literal('cancel'), id: z.string() }),
  /** The person accepted the patch of this episode: what was learned may enter the workspace's handbook file. */
  z.object({ type: z.literal('accepted'), id: z.string() }),
]);
export type ToEngine = z.infer<typeof toEngine>;
export type RunRequest = Extract<ToEngine, { type: 'run' }>;
export type ModelSettings = z.infer<typeof modelSettings>;

/** A file of a finished patch. `before` is absent for a created file, `after` for a deleted one. */
export interface PatchedFile {
  readonly path: string;
  /** Decoded text of the snapshot, line endings as in the file. */
  readonly before?: string;
  readonly after?: string;
}

export type FromEngine =
  | { readonly type: 'event'; readonly id: string; readonly event: TraceEvent }
  | {
      readonly type: 'finished';
      readonly id: string;
      /** Id of the stored episode; its trace is `<stateFolder>/episodes/<episode>.jsonl`. */
      readonly episode: string;
      readonly outcome: Outcome;
      readonly patch: readonly PatchedFile[];
      readonly diff: string;
    }
  /** Something the person should know that ends nothing, for example a trace that could not be stored. */
  | { readonly type: 'notice'; readonly id: string; readonly message: string }
  | { readonly type: 'failed'; readonly id: string; readonly message: string };
