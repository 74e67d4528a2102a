import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { composeSkills } from '../../src/engine/skills.ts';
import { contextOf, openWorkspace } from '../../src/engine/workspace.ts';
import { openEpisodeLog } from '../../src/handbook/episodes.ts';
import { openHandbook } from '../../src/handbook/store.ts';
import type { TraceEvent } from '../../src/loop/events.ts';
import { solve } from '../../src/loop/loop.ts';
import type { Recollection, Situation } from '../../src/loop/ports.ts';
import type { Behavior, Beliefs, Task } from '../../src/loop/types.ts';

/** One mechanism switched off: by what the product is told, never by a switch in it. */
export interface RepairVariant {
  readonly name: string;
  /** What the loop is told of what was learned; all of it unless given. */
  readonly recall?: (recalled: Recollection) => Recollection;
  /** What a skill is told of the episode. */
  readonly situation?: (situation: Situation) => Situation;
}

const without =
  (isLeftOut: (prefer: string) => boolean) =>
  (recalled: Recollection): Recollection => {
    const stays = ({ prefer = '' }: Behavior): boolean => !isLeftOut(prefer);
    return {
      ...recalled,
      behaviors: recalled.behaviors.filter(stays),
      withheld: recalled.withheld.filter(stays),
    };
  };

function beliefsWithout(beliefs: Beliefs, part: string): Beliefs {
  return Object.fromEntries(Object.entries(beliefs).filter(([key]) => !key.includes(part)));
}

const PRODUCT: RepairVariant = { name: 'the product' };

/** On a stream of mistakes that recur. */
export const STREAM_VARIANTS: readonly RepairVariant[] = [
  PRODUCT,
  { name: 'without habits', recall: without((prefer) => prefer.startsWith('idiom:')) },
  { name: 'without files where faults recur', recall: without((prefer) => prefer.startsWith('file:')) },
  { name: 'without favoured templates', recall: without((prefer) => prefer.startsWith('template-repair:')) },
  {
    name: 'without what became of patches',
    recall: (recalled) => ({ ...recalled, beliefs: beliefsWithout(recalled.beliefs, '/habit:') }),
  },
  {
    name: 'withheld to the end',
    // What it does not know of, it cannot release.
    recall: (recalled) => ({ ...recalled, withheld: [] }),
  },
  { name: 'without anything learned', recall: ({ complaints }) => ({ ...NOTHING, complaints }) },
];

const NOTHING = { behaviors: [], withheld: [], beliefs: {} };

/** On bugs of two slips at once. */
export const SLIPS_VARIANTS: readonly RepairVariant[] = [
  PRODUCT,
  // A skill that is not told what became of its candidates cannot go on from those that do half.
  { name: 'without going on from halves', situation: (situation) => ({ ...situation, steps: [] }) },
];

const dist = resolve(import.meta.dirname, '../../dist');
const ASSETS = {
  grammars: join(dist, 'grammars'),
  programs: {
    javascript: join(dist, 'warm-javascript.cjs'),
    types: join(dist, 'types.mjs'),
    typescript: dirname(createRequire(import.meta.url).resolve('typescript-native/package.json')),
  },
  version: 'ablation',
};

/** Plays one task in a folder with the product's own rooms, templates alone, and tells what happened. */
export async function playRepair(
  { folder, stateFolder }: { readonly folder: string; readonly stateFolder: string },
  variant: RepairVariant,
  { seconds, seed }: { readonly seconds: number; readonly seed: number },
): Promise<readonly TraceEvent[]> {
  const task: Task = {
    id: `${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}-${randomUUID().slice(0, 8)}`,
    request: 'Make the failing tests pass',
    focus: { kind: 'workspace' },
    budget: { seconds, candidates: 10_000, tokens: 0, dollars: 0 },
    seed,
  };
  const signal = AbortSignal.timeout(1000 * seconds);
  const place = { folder, overlays: [], trusted: true };
  const { environment, syntax } = await openWorkspace(place, ASSETS, signal, { onNotice: () => undefined });
  const log = openEpisodeLog({ stateFolder, episode: task.id, redact: (text) => text });
  try {
    const handbook = await openHandbook({
      workspaceFile: join(folder, '.credence', 'handbook.md'),
      stateFolder,
      read: (path) => environment.sources.read(path),
    });
    const context = contextOf(environment, syntax, signal);
    const skills = composeSkills({ context }, environment, syntax);
    const ports = {
      environment,
      context,
      proposer: {
        ...skills,
        propose: (skill: string, situation: Situation, cancel: AbortSignal) =>
          skills.propose(skill, variant.situation?.(situation) ?? situation, cancel),
      },
      handbook: {
        ...handbook,
        recall: async (...asked: Parameters<typeof handbook.recall>) => {
          const recalled = await handbook.recall(...asked);
          return variant.recall?.(recalled) ?? recalled;
        },
      },
      clock: { seconds: () => performance.now() / 1000 },
    };
    const events: TraceEvent[] = [];
    for await (const event of solve(task, ports, { version: ASSETS.version, assessOnly: false }, signal)) {
      log.append(event);
      events.push(event);
    }
    return events;
  } finally {
    log.close();
    await environment.dispose();
  }
}
