import * as z from 'zod/mini';
import { type LogLine, logLines } from '../log-lines.ts';

const text = z.string();
const amount = z.number().check(z.nonnegative(), z.lte(1e6));
const share = z.number().check(z.nonnegative(), z.lte(1));
const head = {
  /** When, as an ISO date. */
  at: z.iso.datetime({ offset: true }),
  episode: text,
  /** Which workspace it comes from; only the log of the user tells several apart. */
  workspace: z.optional(text),
  /** Of several lines of one episode with the same word here the last counts. */
  instead: z.optional(text),
};

const sample = z.union([
  z.object({ passed: z.literal(true), signature: z.optional(text) }),
  z.object({
    passed: z.literal(false),
    type: z.enum(['wrong', 'error', 'timeout', 'unknown']),
    signature: z.optional(text),
  }),
]);

const task = z.object({
  model: text,
  id: z.optional(text),
  difficulty: z.optional(text),
  group: z.optional(text),
  words: z.optional(z.array(text)),
  measures: z.optional(z.record(text, z.number())),
});

/** One line of `priors.jsonl`: what changed a belief, with its evidence. */
const priorRecord = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('belief'),
    ...head,
    key: text,
    success: amount,
    failure: amount,
    evidence: text,
    /** The changes that one line of a shortened log stands for: the identity of each, and what it counts. */
    of: z.optional(z.array(z.tuple([text, amount, amount])).check(z.maxLength(1000))),
  }),
  z.object({
    type: z.literal('samples'),
    ...head,
    task,
    terms: z.object({
      cap: amount,
      price: amount,
      check: z.union([
        z.object({ certain: z.literal(true) }),
        z.object({ certain: z.literal(false), wrong: amount }),
      ]),
    }),
    samples: z.array(sample).check(z.maxLength(1000)),
    verdict: z.optional(z.object({ sample: amount, right: z.boolean() })),
  }),
  z.object({
    type: z.literal('forecast'),
    ...head,
    about: z.enum(['solve', 'offer']),
    /** As it was before recalibration. */
    credence: share,
    happened: z.boolean(),
    weight: share,
    evidence: text,
  }),
  z.object({
    type: z.literal('preference'),
    ...head,
    better: z.record(text, share),
    worse: z.record(text, share),
    weight: share,
    evidence: text,
  }),
  /** What a language model stated of an answer, and whether that was right. */
  z.object({
    ...{ type: z.literal('stated'), ...head, model: text.check(z.maxLength(400)) },
    ...{ credence: share, right: z.boolean() },
  }),
  /** Everything before it is forgotten, or what has this key alone. */
  z.object({ type: z.literal('reset'), ...head, key: z.optional(text) }),
]);
export type PriorRecord = z.infer<typeof priorRecord>;
export type BeliefRecord = PriorRecord & { readonly type: 'belief' };
export type Part = NonNullable<BeliefRecord['of']>[number];

/** A line that stands for these changes, and counts what they count. */
export function withParts(record: BeliefRecord, parts: readonly Part[]): BeliefRecord {
  const [success, failure] = [1, 2].map((at) => parts.reduce((sum, part) => sum + Number(part[at]), 0));
  return { ...record, success: success ?? 0, failure: failure ?? 0, of: [...parts] };
}

export function priorLines(content: string): readonly LogLine<PriorRecord>[] {
  return logLines(content.split('\n'), priorRecord);
}

/** A torn or foreign line is counted, never an error: a kill may cut the last one. */
export function parsePriors(content: string): {
  readonly records: readonly PriorRecord[];
  readonly unreadable: number;
} {
  const lines = priorLines(content);
  const records = lines.flatMap(({ record }) => record ?? []);
  return { records, unreadable: lines.length - records.length };
}
