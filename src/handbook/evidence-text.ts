import * as z from 'zod/mini';
import type { Arm, Citation, Tally } from '../loop/learned.ts';
import type { Behavior } from '../loop/types.ts';

/* How what was counted, and where it comes from, is written in the handbook, and read back. */

const count = z.coerce.number().check(z.int(), z.nonnegative(), z.maximum(1_000_000));
const factor = z.coerce.number().check(z.gte(1), z.lte(1e9));

export function printEvidence({
  usedSolved,
  usedFailed,
  withheldSolved,
  withheldFailed,
}: Behavior['evidence']): string {
  return `used: ${usedSolved} solved, ${usedFailed} failed; withheld: ${withheldSolved} solved, ${withheldFailed} failed`;
}

export function readEvidence(text: string): Behavior['evidence'] | undefined {
  const tally = readTally(text);
  if (tally === undefined) return undefined;
  const { used, withheld } = tally;
  return {
    usedSolved: used.solved,
    usedFailed: used.failed,
    withheldSolved: withheld.solved,
    withheldFailed: withheld.failed,
  };
}

/** For example `used: 4 solved (7.4 candidates, spread 2.1), 2 failed; withheld: 1 solved (30 candidates), 0 failed`. */
export function printTally({ used, withheld }: Tally): string {
  return `used: ${printArm(used)}; withheld: ${printArm(withheld)}`;
}

function printArm({ solved, failed, candidates, spread }: Arm): string {
  const effort =
    candidates <= 0 || solved === 0
      ? ''
      : spread > 1
        ? ` (${candidates} candidates, spread ${spread})`
        : ` (${candidates} candidates)`;
  return `${solved} solved${effort}, ${failed} failed`;
}

const ARM = String.raw`(\d+)\s+solved(?:\s*\(\s*([\d.e+]+)\s+candidates?(?:[,;]?\s*spread\s+([\d.e+]+))?\s*\))?,?\s*(\d+)\s+failed`;
const TALLY = new RegExp(String.raw`^used:?\s*${ARM}[;,.]?\s*withheld:?\s*${ARM}\.?$`, 'i');

export function readTally(text: string): Tally | undefined {
  const match = TALLY.exec(text.trim());
  if (match === null) return undefined;
  const used = readArm(match.slice(1, 5));
  const withheld = readArm(match.slice(5, 9));
  return used === undefined || withheld === undefined ? undefined : { used, withheld };
}

function readArm([solved, candidates, spread, failed]: readonly (string | undefined)[]): Arm | undefined {
  const counts = z.tuple([count, count]).safeParse([solved, failed]);
  const efforts = z.tuple([factor, factor]).safeParse([candidates ?? 1, spread ?? 1]);
  if (!counts.success || !efforts.success) return undefined;
  return {
    solved: counts.data[0],
    failed: counts.data[1],
    candidates: candidates === undefined ? 0 : efforts.data[0],
    spread: efforts.data[1],
  };
}

/** For example `` `src/cart.ts#isFree@3fa2c1b09d77` ``. */
export function printCitations(citations: readonly Citation[]): string {
  return citations
    .map(({ path, symbol, hash }) => {
      const within = symbol === undefined ? '' : `#${symbol.replace(/[`#@\s]+/g, '_')}`;
      // A code span cannot hold what ends it; such a path is cited without, and is then not found.
      return `\`${path.replace(/[`\r\n]+/g, '_')}${within}@${hash}\``;
    })
    .join(', ');
}

/** What is no citation is passed over: a person may add words. */
export function readCitations(text: string): readonly Citation[] {
  const spans = text.matchAll(/`([^`]+?)(?:#([^`#@]+))?@([0-9a-f]{8,64})`/g);
  return [...spans].map(([, path = '', symbol, hash = '']) => ({
    path,
    ...(symbol === undefined ? {} : { symbol }),
    hash,
  }));
}

export function printSources(sources: readonly string[]): string {
  return sources.map((id) => id.replaceAll(/[,\s]+/g, '-')).join(', ');
}

export function readSources(text: string): readonly string[] {
  return text.split(/[,\s]+/).filter((id) => id !== '');
}
