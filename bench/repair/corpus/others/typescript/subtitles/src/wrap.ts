import type { Cue } from "./srt.ts";

/**
 * Breaks a sentence into lines of at most `width` characters such that the
 * lines are as even as possible: the sum of the squares of the space left on
 * each line (the last one too) is the least possible among all ways to break
 * between words. Of equally good ways the one with the longer first line is
 * taken. A word longer than `width` has a line for itself, at no cost.
 */
export function wrapBalanced(text: string, width: number): string[] {
  const words = text.split(/\s+/).filter((word) => word !== "");
  const cost: number[] = new Array(words.length + 1).fill(Infinity);
  const next: number[] = new Array(words.length + 1).fill(words.length);
  cost[words.length] = 0;
  for (let from = words.length - 1; from >= 0; from--) {
    let length = -1;
    for (let to = from; to < words.length; to++) {
      length += 1 + words[to]!.length;
      if (length > width && to > from) break;
      const slack = Math.max(0, width - length);
      const total = slack * slack + cost[to + 1]!;
      if (total <= cost[from]!) {
        cost[from] = total;
        next[from] = to + 1;
      }
    }
  }
  const lines: string[] = [];
  for (let from = 0; from < words.length; from = next[from]!) {
    lines.push(words.slice(from, next[from]!).join(" "));
  }
  return lines;
}

/** Wraps the text of a cue anew. */
export function rewrap(cue: Cue, width = 42): Cue {
  return { ...cue, lines: wrapBalanced(cue.lines.join(" "), width) };
}
