import * as z from 'zod/mini';
import type { Behavior, Reflection } from '../loop/types.ts';
import { NO_EVIDENCE } from './markdown.ts';

const text = z.string();
const kind = z.enum(['failing-test', 'diagnostic', 'open-request']);

/** One line of `evidence.jsonl`. */
const record = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('credit'),
    at: text,
    episode: text,
    name: text,
    withheld: z.boolean(),
    solved: z.boolean(),
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
      }),
      instruction: text,
      prefer: z.optional(text),
      sources: z.array(text),
    }),
  }),
  z.object({ type: z.literal('published'), at: text, episode: text, names: z.array(text) }),
]);
export type EvidenceRecord = z.infer<typeof record>;

/** A torn or foreign line is counted, never an error: a kill may cut the last one. */
export function parseEvidence(lines: readonly string[]): {
  readonly records: readonly EvidenceRecord[];
  readonly unreadable: number;
} {
  const records: EvidenceRecord[] = [];
  let unreadable = 0;
  for (const line of lines) {
    if (line.trim() === '') continue;
    try {
      const parsed = record.safeParse(JSON.parse(line));
      if (parsed.success) records.push(parsed.data);
      else unreadable += 1;
    } catch {
      unreadable += 1;
    }
  }
  return { records, unreadable };
}

export function recordsOf(reflection: Reflection, episode: string, at: string): readonly EvidenceRecord[] {
  const head = { at, episode };
  return [
    ...reflection.credited.map((credit) => ({ type: 'credit' as const, ...head, ...credit })),
    ...reflection.learned.map(({ name, trigger, instruction, prefer, sources }) => ({
      type: 'learned' as const,
      ...head,
      behavior: { name, trigger, instruction, prefer, sources: [...sources] },
    })),
  ];
}

export function countsFrom(records: readonly EvidenceRecord[]): ReadonlyMap<string, Behavior['evidence']> {
  const counts = new Map<string, Behavior['evidence']>();
  for (const entry of records) {
    if (entry.type !== 'credit') continue;
    const field = `${entry.withheld ? 'withheld' : 'used'}${entry.solved ? 'Solved' : 'Failed'}` as const;
    const before = counts.get(entry.name) ?? NO_EVIDENCE;
    counts.set(entry.name, { ...before, [field]: before[field] + 1 });
  }
  return counts;
}

/** Behaviors learned and not yet published, with the episodes that taught them. A later lesson replaces an earlier. */
export function stagedFrom(records: readonly EvidenceRecord[]): ReadonlyMap<string, Behavior> {
  const staged = new Map<string, Behavior>();
  for (const entry of records) {
    if (entry.type === 'published') for (const name of entry.names) staged.delete(name);
    if (entry.type !== 'learned') continue;
    const { prefer, trigger, ...rest } = entry.behavior;
    const sources = [...(staged.get(rest.name)?.sources ?? []), ...rest.sources, entry.episode];
    staged.set(rest.name, {
      ...rest,
      trigger: {
        ...(trigger.taskKind === undefined ? {} : { taskKind: trigger.taskKind }),
        ...(trigger.code === undefined ? {} : { code: trigger.code }),
        ...(trigger.signature === undefined ? {} : { signature: trigger.signature }),
      },
      ...(prefer === undefined ? {} : { prefer }),
      status: 'trial',
      evidence: NO_EVIDENCE,
      sources: [...new Set(sources)],
    });
  }
  return staged;
}
