import { diffArrays } from 'diff';
import type { Hunk } from './lines.ts';

/** What a model changed: where `replace` differs from `search`, by line (Myers, 1986). Context is no part of it. */
export function deltaOf(search: readonly string[], replace: readonly string[]): Hunk[] {
  const hunks: Hunk[] = [];
  let at = 0;
  let open: { from: number; to: number; lines: string[] } | undefined;
  for (const part of diffArrays([...search], [...replace])) {
    if (!part.added && !part.removed) {
      open = undefined;
      at += part.value.length;
      continue;
    }
    if (open === undefined) {
      open = { from: at, to: at, lines: [] };
      hunks.push(open);
    }
    if (part.removed) {
      at += part.value.length;
      open.to = at;
    } else {
      open.lines.push(...part.value);
    }
  }
  return hunks;
}
