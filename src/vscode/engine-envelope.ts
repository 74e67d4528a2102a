import * as z from 'zod/mini';
import type { FromEngine } from '../engine/protocol.ts';

const id = z.string();
const patch = z.array(
  z.object({ path: z.string(), before: z.optional(z.string()), after: z.optional(z.string()) }),
);

/** The engine is this program's own; its envelope is checked, so that a stray message cannot pass for a result. */
const envelope = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('event'),
    id,
    event: z.looseObject({ at: z.number(), type: z.string() }),
  }),
  z.looseObject({
    type: z.literal('finished'),
    id,
    episode: z.string(),
    diff: z.string(),
    patch,
    alternatives: z.array(
      z.looseObject({ candidate: z.string(), title: z.string(), why: z.string(), patch }),
    ),
    outcome: z.looseObject({ verdict: z.string(), credence: z.number(), reason: z.string() }),
  }),
  z.looseObject({
    type: z.literal('ask-model'),
    id,
    call: z.string(),
    editor: z.string(),
    system: z.string(),
    user: z.string(),
    maxTokens: z.number(),
    temperature: z.number(),
  }),
  z.looseObject({ type: z.literal('stop-model'), call: z.string() }),
  z.looseObject({
    type: z.literal('discovered'),
    id,
    servers: z.array(
      z.looseObject({
        baseUrl: z.string(),
        server: z.string(),
        models: z.array(z.looseObject({ name: z.string() })),
      }),
    ),
    problem: z.optional(z.string()),
  }),
  z.looseObject({
    type: z.literal('handbook'),
    id,
    answer: z.looseObject({
      done: z.boolean(),
      message: z.string(),
      behaviors: z.array(z.looseObject({ behavior: z.looseObject({ name: z.string() }) })),
    }),
  }),
  z.looseObject({
    type: z.literal('figures'),
    id,
    figures: z.looseObject({ reliability: z.looseObject({}), learning: z.looseObject({}) }),
  }),
  z.looseObject({
    type: z.literal('fix'),
    id,
    problem: z.number(),
    fix: z.optional(z.looseObject({ id, title: z.string(), credence: z.number(), patch })),
  }),
  z.looseObject({ type: z.literal('noted'), id }),
  z.looseObject({ type: z.literal('fixes-done'), id, seconds: z.number() }),
  z.looseObject({ type: z.literal('tests-listed'), id, runner: z.string(), files: z.array(z.unknown()) }),
  z.looseObject({ type: z.literal('tests-ran'), id }),
  z.looseObject({ type: z.literal('checkpoints'), id, checkpoints: z.array(z.looseObject({ id })) }),
  z.looseObject({
    type: z.literal('restored'),
    id,
    written: z.number(),
    removed: z.number(),
    before: z.string(),
  }),
  z.looseObject({ type: z.literal('answered'), id, answer: z.looseObject({}) }),
  z.looseObject({ type: z.literal('notice'), id, message: z.string() }),
  z.looseObject({ type: z.literal('failed'), id, message: z.string() }),
]);

/** A message of the engine, or the sentence that says why it is none. */
export function readMessage(data: unknown): FromEngine | { readonly unreadable: string } {
  const parsed = envelope.safeParse(data);
  return parsed.success
    ? (parsed.data as unknown as FromEngine)
    : { unreadable: `a message of the engine was not understood: ${z.prettifyError(parsed.error)}` };
}
