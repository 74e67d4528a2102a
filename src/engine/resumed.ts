import { createHash } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { findEpisode } from '../handbook/episodes.ts';
import type { Proposer } from '../loop/ports.ts';
import type { Candidate } from '../loop/types.ts';

/** What an earlier episode of the same task is worth now. */
export interface Earlier {
  /** Changes, as excerpts, that were refused then. Empty when anything has changed since. */
  readonly refused: ReadonlySet<string>;
  /** A sentence for the person. */
  readonly note: string;
}

export const NOTHING_BEFORE: Earlier = { refused: new Set(), note: '' };

/**
 * Stands for the state of all files, as `make` sees it: names, sizes and times, and the text of what is not saved.
 * Two equal marks mean that what was refused then would be refused now.
 */
export function snapshotMark(
  folder: string,
  paths: readonly string[],
  overlays: readonly { readonly path: string; readonly text: string }[],
): string {
  const hash = createHash('sha256');
  for (const path of paths) {
    const stat = lstatSync(join(folder, path), { throwIfNoEntry: false });
    hash.update(`${path}\0${stat?.size ?? -1}\0${stat?.mtimeMs ?? 0}\n`);
  }
  for (const { path, text } of overlays) hash.update(`${path}\0${text}\n`);
  return hash.digest('hex').slice(0, 16);
}

/** Episodes that went on from each other; no more are read. */
const LONGEST_CHAIN = 20;

/**
 * Reads what an episode found out, and those that it went on from, as far as it still holds.
 * @param mark of the snapshot as it is now
 */
export async function readEarlier(stateFolder: string, episode: string, mark: string): Promise<Earlier> {
  const refused = new Set<string>();
  let next: string | undefined = episode;
  for (let depth = 0; next !== undefined && depth < LONGEST_CHAIN; depth += 1) {
    const found: Found | undefined = await read(stateFolder, next);
    if (found === undefined && depth === 0)
      return nothing('The earlier episode is not stored any more; this one starts afresh.');
    if (found === undefined) break;
    if (found.mark !== mark) {
      if (depth > 0) break;
      return nothing(
        'Files have changed since the earlier episode, so what it refused is tried again; what it learned is used.',
      );
    }
    for (const diff of found.refused) refused.add(diff);
    next = found.resumes;
  }
  return { refused, note: `${refused.size} candidates that were refused before are not tried again.` };
}

function nothing(note: string): Earlier {
  return { refused: new Set(), note };
}

interface Found {
  readonly refused: readonly string[];
  readonly mark: string | undefined;
  readonly resumes: string | undefined;
}

async function read(stateFolder: string, episode: string): Promise<Found | undefined> {
  const stored = await findEpisode(stateFolder, episode);
  if (stored === undefined) return undefined;
  const excerpts = new Map<string, string>();
  const refused: string[] = [];
  let mark: string | undefined;
  let resumes: string | undefined;
  for (const event of stored.events) {
    if (event.type === 'started') resumes = event.resumes;
    if (event.type === 'surveyed') mark = event.mark;
    if (event.type === 'proposed' && event.diff !== undefined) excerpts.set(event.candidate.id, event.diff);
    if (event.type !== 'observed') continue;
    const diff = excerpts.get(event.observation.candidate);
    if (diff !== undefined && event.observation.rungs.some((rung) => rung.status === 'failed'))
      refused.push(diff);
  }
  return { refused, mark, resumes };
}

/** The same skills, without what was refused before. */
export function withoutRefused(
  proposer: Proposer,
  { refused }: Earlier,
  excerpt: (candidate: Candidate) => string,
): Proposer {
  if (refused.size === 0) return proposer;
  return {
    skills: proposer.skills,
    propose: async (skill, situation, signal) => {
      for (;;) {
        const proposal = await proposer.propose(skill, situation, signal);
        const known = proposal.kind === 'candidate' && refused.has(excerpt(proposal.candidate));
        if (!known || signal.aborted) return proposal;
        // A reply of a model was paid for; what it proposes again is a reply that is of no use.
        if (proposal.usage !== undefined) {
          const { usage, sent } = proposal;
          const reason = 'proposed again what an earlier episode refused';
          return { kind: 'rejected', reason, usage, ...(sent === undefined ? {} : { sent }) };
        }
      }
    },
  };
}
