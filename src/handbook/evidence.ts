import * as z from 'zod/mini';
import type { Arm, Tally } from '../loop/learned.ts';
import type { Behavior, Reflection } from '../loop/types.ts';
import { NO_EVIDENCE, NO_TALLY, rounded, summed, tallyName, withOutcome } from './arms.ts';
import { type LogLine, logLines } from './log-lines.ts';
import { unitedCitations } from './merge.ts';

const text = z.string();
const kind = z.enum(['failing-test', 'diagnostic', 'open-request']);
const arm = z.object({
  solved: z.int().check(z.nonnegative()),
  failed: z.int().check(z.nonnegative()),
  candidates: z.number().check(z.nonnegative()),
  spread: z.number().check(z.gte(1)),
});

/** One line of `evidence.jsonl`. */
const record = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('credit'),
    at: text,
    episode: text,
    name: text,
    withheld: z.boolean(),
    solved: z.boolean(),
    candidates: z.optional(z.number().check(z.nonnegative())),
  }),
  /** Many of them, of one month, in a log that was written anew, shorter: the first was at `from`, the last at `at`. */
  z.object({
    ...{ type: z.literal('counted'), from: text, at: text, name: text },
    ...{ used: arm, withheld: arm },
  }),
  z.object({
    type: z.literal('learned'),
    at: text,
    episode: text,
    behavior: z.object({
      name: text,
      trigger: z.object({
        taskKind: z.optional(kind),
        code: z.optional(text),
        signature: z.optional(text),
        symbol: z.optional(text),
      }),
      instruction: text,
      prefer: z.optional(text),
      sources: z.array(text),
      citations: z.optional(z.array(z.object({ path: text, symbol: z.optional(text), hash: text }))),
    }),
  }),
  /** A model was asked to word a lesson; without an instruction the mechanical wording stays. */
  z.object({
    ...{ type: z.literal('worded'), at: text, episode: text, name: text },
    ...{ model: text, sent: text, instruction: z.optional(text), refused: z.optional(text) },
  }),
  z.object({ type: z.literal('published'), at: text, episode: text, names: z.array(text) }),
  /** Under which name this log's counts go into the handbook; the first one holds. */
  z.object({ type: z.literal('contributor'), at: text, id: text }),
  /** A person deleted these behaviors, or wants them measured anew: what was counted before is not counted any more. */
  z.object({ type: z.literal('forgotten'), at: text, names: z.array(text), what: z.enum(['all', 'counts']) }),
  /** A person forgot everything: nothing before this line counts. */
  z.object({ type: z.literal('reset'), at: text }),
]);
export type EvidenceRecord = z.infer<typeof record>;

export function evidenceLines(lines: readonly string[]): readonly LogLine<EvidenceRecord>[] {
  return logLines(lines, record);
}

/** What the lines say that can be understood; a kill may cut the last one. */
export function parseEvidence(lines: readonly string[]): readonly EvidenceRecord[] {
  return evidenceLines(lines).flatMap((line) => line.record ?? []);
}

export function recordsOf(reflection: Reflection, episode: string, at: string): readonly EvidenceRecord[] {
  const head = { at, episode };
  return [
    ...reflection.credited.map((credit) => ({ type: 'credit' as const, ...head, ...credit })),
    ...reflection.learned.map(({ name, trigger, instruction, prefer, sources, citations }) => ({
      type: 'learned' as const,
      ...head,
      behavior: {
        name,
        trigger,
        instruction,
        prefer,
        sources: [...sources],
        ...(citations === undefined ? {} : { citations: [...citations] }),
      },
    })),
  ];
}

/** What counts: nothing before the last reset. */
export function sinceReset(records: readonly EvidenceRecord[]): readonly EvidenceRecord[] {
  return records.slice(records.findLastIndex(({ type }) => type === 'reset') + 1);
}

/** Under which name the counts of a log go into the handbook. */
export function contributorOf(records: readonly EvidenceRecord[]): string | undefined {
  for (const entry of records) if (entry.type === 'contributor') return entry.id;
  return undefined;
}

/** When a person last had each behavior measured anew, as far as this log tells. */
export function anewFrom(records: readonly EvidenceRecord[]): ReadonlyMap<string, string> {
  return new Map(
    records.flatMap((entry) =>
      entry.type === 'forgotten' && entry.what === 'counts'
        ? entry.names.map((name) => [name, entry.at] as const)
        : [],
    ),
  );
}

/** What this log counted, by behavior, then by contributor and month. */
export function talliesFrom(
  records: readonly EvidenceRecord[],
  contributor: string,
  /** By name: since when a behavior is counted, where that is not from the beginning. */
  anew: ReadonlyMap<string, string>,
): ReadonlyMap<string, Readonly<Record<string, Tally>>> {
  const all = new Map<string, Record<string, Tally>>();
  for (const entry of records) {
    if (entry.type === 'forgotten') for (const name of entry.names) all.delete(name);
    if (entry.type !== 'credit' && entry.type !== 'counted') continue;
    const since = anew.get(entry.name);
    // What was counted together can no longer be told apart where another copy of the handbook says so late that a part
    // of it is forgotten: then none of it counts.
    if (since !== undefined && beginOf(entry) < since) continue;
    const own = all.get(entry.name) ?? {};
    const key = `${tallyName(contributor, since)} ${monthOf(entry.at)}`;
    own[key] = counting(own[key] ?? NO_TALLY, entry);
    all.set(entry.name, own);
  }
  return all;
}

export type Counting = Extract<EvidenceRecord, { type: 'credit' | 'counted' }>;

/** When the first task was that a line counts. */
export function beginOf(entry: Counting): string {
  return entry.type === 'counted' ? entry.from : entry.at;
}

export function monthOf(at: string): string {
  return /^\d{4}-\d\d/.exec(at)?.[0] ?? '1970-01';
}

/** A tally with what one line counts. */
export function counting(tally: Tally, entry: Counting): Tally {
  if (entry.type === 'counted')
    return { used: together(tally.used, entry.used), withheld: together(tally.withheld, entry.withheld) };
  const side = entry.withheld ? 'withheld' : 'used';
  return { ...tally, [side]: withOutcome(tally[side], entry.solved, entry.candidates) };
}

function together(a: Arm, b: Arm): Arm {
  if (a.solved + a.failed === 0) return b;
  const sum = summed([
    { arm: a, weight: 1 },
    { arm: b, weight: 1 },
  ]);
  return { ...sum, candidates: rounded(sum.candidates), spread: Math.max(1, rounded(sum.spread)) };
}

/** Behaviors learned and not yet published, with the episodes that taught them. A later lesson replaces an earlier. */
export function stagedFrom(records: readonly EvidenceRecord[]): ReadonlyMap<string, Behavior> {
  const staged = new Map<string, Behavior>();
  for (const entry of records) {
    if (entry.type === 'published' || (entry.type === 'forgotten' && entry.what === 'all'))
      for (const name of entry.names) staged.delete(name);
    const worded = entry.type === 'worded' ? staged.get(entry.name) : undefined;
    if (entry.type === 'worded' && entry.instruction !== undefined && worded !== undefined)
      staged.set(entry.name, { ...worded, instruction: entry.instruction });
    if (entry.type !== 'learned') continue;
    const { prefer, trigger, citations = [], ...rest } = entry.behavior;
    const sources = [...(staged.get(rest.name)?.sources ?? []), ...rest.sources, entry.episode];
    staged.set(rest.name, {
      ...rest,
      trigger: {
        ...(trigger.taskKind === undefined ? {} : { taskKind: trigger.taskKind }),
        ...(trigger.code === undefined ? {} : { code: trigger.code }),
        ...(trigger.signature === undefined ? {} : { signature: trigger.signature }),
        ...(trigger.symbol === undefined ? {} : { symbol: trigger.symbol }),
      },
      ...(prefer === undefined ? {} : { prefer }),
      status: 'trial',
      evidence: NO_EVIDENCE,
      sources: [...new Set(sources)],
      ...citedIn([...(staged.get(rest.name)?.citations ?? []), ...citations]),
    });
  }
  return staged;
}

type Cited = { readonly path: string; readonly symbol?: string | undefined; readonly hash: string };

function citedIn(all: readonly Cited[]): Pick<Behavior, 'citations'> {
  const citations = all.map(({ path, symbol, hash }) => ({
    path,
    hash,
    ...(symbol === undefined ? {} : { symbol }),
  }));
  return citations.length === 0 ? {} : { citations: unitedCitations(citations, []) };
}
