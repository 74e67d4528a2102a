import type { RecentChange } from '../loop/ports.ts';
import type { Stretch } from '../syntax/outline.ts';
import type { Evidence } from './evidence.ts';
import { rangeOfLine } from './line-range.ts';
import type { Workspace } from './workspace.ts';

/** What a change alone says when it is small; the newer, the more: faults come in with changes. */
const STRENGTH: Readonly<Record<RecentChange['when'], number>> = {
  uncommitted: 0.5,
  'last-commit': 0.35,
  'last-commits': 0.2,
};
const WHY: Readonly<Record<RecentChange['when'], string>> = {
  uncommitted: 'it was changed since the last commit',
  'last-commit': 'it was changed in the last commit',
  'last-commits': 'it was changed in one of the last commits',
};
/** With as many changed lines, a change says half as much about each of them. */
const HALF = 60;

interface RecencyClues {
  of(path: string, stretch: Stretch): readonly Evidence[];
}

/** Lines that were changed lately are more suspect, the fewer of them there are. */
export function recencyClues(workspace: Workspace, changes: readonly RecentChange[]): RecencyClues {
  const lines = new Map<RecentChange['when'], number>();
  for (const { when, first, last } of changes) lines.set(when, (lines.get(when) ?? 0) + last - first + 1);
  const ranges = new Map<string, { start: number; end: number; when: RecentChange['when'] }[]>();
  for (const { path, first, last, when } of changes) {
    const text = workspace.sources.read(path);
    const from = text === undefined ? undefined : rangeOfLine(text, first);
    if (text === undefined || from === undefined) continue;
    const range = { start: from.start, end: rangeOfLine(text, last)?.end ?? text.length, when };
    const known = ranges.get(path);
    if (known === undefined) ranges.set(path, [range]);
    else known.push(range);
  }
  return {
    of(path, stretch) {
      let best: Evidence | undefined;
      for (const { start, end, when } of ranges.get(path) ?? []) {
        if (stretch.start >= end || start >= stretch.end) continue;
        const strength = STRENGTH[when] * (HALF / (HALF + (lines.get(when) ?? 0)));
        if (best === undefined || strength > best.strength) best = { strength, why: WHY[when] };
      }
      return best === undefined ? [] : [best];
    },
  };
}
