import type { Cue } from "./srt.ts";

/**
 * Moves all cues by `offset` milliseconds. A cue that would begin before zero
 * begins at zero; one that would be over by then is left out.
 */
export function shift(cues: readonly Cue[], offset: number): Cue[] {
  const moved: Cue[] = [];
  for (const cue of cues) {
    const end = cue.end + offset;
    if (end <= 0) continue;
    moved.push({ ...cue, start: Math.max(0, cue.start + offset), end });
  }
  return moved;
}

/**
 * Joins cues that overlap, or that are at most `gap` milliseconds apart, into
 * one that is on screen as long as any of them was. The lines follow in order
 * of the start times. The input is not changed.
 */
export function mergeCues(cues: readonly Cue[], gap = 0): Cue[] {
  const merged: Cue[] = [];
  for (const cue of [...cues].sort((a, b) => a.start - b.start)) {
    const last = merged[merged.length - 1];
    if (last !== undefined && cue.start - last.end <= gap) {
      last.end = Math.max(last.end, cue.end);
      last.lines.push(...cue.lines);
    } else {
      merged.push({ ...cue, lines: [...cue.lines] });
    }
  }
  return merged;
}

/** The text shown at a moment: the lines of all cues on screen. */
export function linesAt(cues: readonly Cue[], moment: number): string[] {
  return cues.filter((cue) => cue.start <= moment && moment < cue.end).flatMap((cue) => cue.lines);
}

/** Characters per second of a cue; spaces at line ends do not count. */
export function readingSpeed(cue: Cue): number {
  const seconds = (cue.end - cue.start) / 1000;
  if (seconds === 0) return Infinity;
  const characters = cue.lines.reduce((sum, line) => sum + line.trim().length, 0);
  return characters / seconds;
}
