import type { Place } from '../loop/types.ts';
import type { Stretch } from '../syntax/outline.ts';
import type { Evidence } from './evidence.ts';
import { isTestFile } from './source-files.ts';
import type { Workspace } from './workspace.ts';

/** The innermost frame's line, and how much each caller's line keeps of it. */
const INNERMOST = 0.75;
const CALLER = 0.7;
/** The rest of a function in which a frame lies. */
const SAME_FUNCTION = 0.4;

const DECIDES = /^(?:if|while|for|for_in|do|switch|match|try)_statement$/;

interface FrameClues {
  of(path: string, stretch: Stretch): readonly Evidence[];
}

/** What the stack frames of failures say; frames in test files say nothing about where the fault lies. */
export function frameClues(
  workspace: Workspace,
  failures: readonly { readonly frames: readonly Place[] }[],
): FrameClues {
  const clues = new Map<string, Evidence>();
  const keep = (path: string, stretch: Stretch, evidence: Evidence): void => {
    const key = `${path}:${stretch.start}:${stretch.end}`;
    if ((clues.get(key)?.strength ?? 0) < evidence.strength) clues.set(key, evidence);
  };
  for (const { frames } of failures) {
    const inSource = frames.filter((frame) => !isTestFile(frame.path));
    for (const [index, frame] of inSource.slice(0, 8).entries()) {
      const strength = INNERMOST * CALLER ** index;
      noteFrame(workspace, frame, strength, (stretch, evidence) => keep(frame.path, stretch, evidence));
    }
  }
  return {
    of(path, stretch) {
      const clue = clues.get(`${path}:${stretch.start}:${stretch.end}`);
      return clue === undefined ? [] : [clue];
    },
  };
}

function noteFrame(
  workspace: Workspace,
  frame: Place,
  strength: number,
  keep: (stretch: Stretch, evidence: Evidence) => void,
): void {
  const outline = workspace.outline(frame.path);
  const text = workspace.sources.read(frame.path);
  if (outline === undefined || text === undefined) return;
  const line = rangeOfLine(text, frame.line);
  if (line === undefined) return;
  const at = frame.column === undefined ? undefined : line.start + frame.column - 1;
  const onLine = outline.stretches.filter((s) => s.start < line.end && line.start < s.end);
  const exact = onLine.filter((s) => at !== undefined && s.start <= at && at <= s.end);
  const hit = (exact.length > 0 ? exact : onLine).toSorted((a, b) => a.end - a.start - (b.end - b.start))[0];
  const around = outline.definitions
    .filter((d) => d.start <= line.end && line.start <= d.end && d.kind === 'function')
    .toSorted((a, b) => a.end - a.start - (b.end - b.start))[0];
  const within = outline.stretches.filter(
    (s) => around !== undefined && around.start <= s.start && s.end <= around.end,
  );
  const why = `the failure's stack goes through line ${frame.line}`;
  for (const stretch of within)
    keep(stretch, { strength: strength * SAME_FUNCTION, why: `${why} of this function` });
  if (hit === undefined) return;
  const throws = hit.type === 'throw_statement' || hit.type === 'raise_statement';
  keep(hit, { strength: throws ? strength * 0.6 : strength, why });
  // What throws did as it was told: the condition before it is what decided.
  const guard = throws ? within.findLast((s) => s.start < hit.start && DECIDES.test(s.type)) : undefined;
  if (guard !== undefined) keep(guard, { strength, why: `it decides the throw on line ${frame.line}` });
}

function rangeOfLine(text: string, line: number): { start: number; end: number } | undefined {
  let start = 0;
  for (let current = 1; current < line; current += 1) {
    const next = text.indexOf('\n', start);
    if (next === -1) return undefined;
    start = next + 1;
  }
  const end = text.indexOf('\n', start);
  return { start, end: end === -1 ? text.length : end };
}
