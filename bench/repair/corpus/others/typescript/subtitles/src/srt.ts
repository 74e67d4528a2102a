import { formatTimestamp, parseTimestamp } from "./timestamp.ts";

export interface Cue {
  /** Start of the cue in milliseconds. */
  start: number;
  /** End of the cue in milliseconds, exclusive. */
  end: number;
  lines: string[];
}

/**
 * Parses a SubRip document. Blocks are divided by blank lines; the counter
 * line in front of the timing line may be missing. Cues are returned in the
 * order of their start times.
 */
export function parseSrt(source: string): Cue[] {
  const text = source.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const cues: Cue[] = [];
  for (const block of text.split(/\n\s*\n/)) {
    const lines = block.split("\n").map((line) => line.trimEnd());
    const timing = lines.findIndex((line) => line.includes("-->"));
    if (timing === -1) continue;
    const [from = "", to = ""] = (lines[timing] ?? "").split("-->");
    const start = parseTimestamp(from);
    const end = parseTimestamp(to);
    if (end < start) throw new RangeError(`Cue ends before it starts: ${lines[timing]}`);
    cues.push({ start, end, lines: lines.slice(timing + 1).filter((line) => line !== "") });
  }
  return cues.sort((a, b) => a.start - b.start);
}

/** Writes cues as a SubRip document with counters from 1. */
export function formatSrt(cues: readonly Cue[]): string {
  return cues
    .map((cue, index) => {
      const timing = `${formatTimestamp(cue.start)} --> ${formatTimestamp(cue.end)}`;
      return [String(index + 1), timing, ...cue.lines].join("\n") + "\n";
    })
    .join("\n");
}
