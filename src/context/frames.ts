import type { Place } from '../loop/types.ts';
import type { Outline, Stretch } from '../syntax/outline.ts';
import type { Evidence } from './evidence.ts';
import { rangeOfLine } from './line-range.ts';
import { isTestFile } from './source-files.ts';
import type { Workspace } from './workspace.ts';

/** The innermost frame's line, and how much each caller's line keeps of it. */
const INNERMOST = 0.75;
const CALLER = 0.7;
/** The rest of a function in which a frame lies. */
const SAME_FUNCTION = 0.4;
/** What computed a name that the deciding condition asks about. */
const OPERAND = 0.9;
/** A function that took part in computing it. */
const OPERAND_CALL = 0.5;

const DECIDES = /^(?:if|while|for|for_in|do|switch|match|try)_statement$/;

interface FrameClues {
  /** @param definition name of the function around the stretch; empty outside functions */
  of(path: string, stretch: Stretch, definition: string): readonly Evidence[];
}

/** What the stack frames of failures say; frames in test files say nothing about where the fault lies. */
export function frameClues(
  workspace: Workspace,
  failures: readonly { readonly frames: readonly Place[] }[],
): FrameClues {
  const clues = new Map<string, Evidence>();
  const calls = new Map<string, Evidence>();
  const keep = (path: string, stretch: Stretch, evidence: Evidence): void => {
    const key = `${path}:${stretch.start}:${stretch.end}`;
    if ((clues.get(key)?.strength ?? 0) < evidence.strength) clues.set(key, evidence);
  };
  for (const { frames } of failures) {
    const inSource = frames.filter((frame) => !isTestFile(frame.path));
    for (const [index, frame] of inSource.slice(0, 8).entries()) {
      const strength = INNERMOST * CALLER ** index;
      const note = (stretch: Stretch, evidence: Evidence): void => keep(frame.path, stretch, evidence);
      noteFrame(workspace, frame, strength, note, (name, evidence) => {
        if ((calls.get(name)?.strength ?? 0) < evidence.strength) calls.set(name, evidence);
      });
    }
  }
  return {
    of(path, stretch, definition) {
      const clue = clues.get(`${path}:${stretch.start}:${stretch.end}`);
      const call = calls.get(definition);
      return [clue, call].filter((evidence) => evidence !== undefined);
    },
  };
}

function noteFrame(
  workspace: Workspace,
  frame: Place,
  strength: number,
  keep: (stretch: Stretch, evidence: Evidence) => void,
  keepCall: (name: string, evidence: Evidence) => void,
): void {
  const outline = workspace.outline(frame.path);
  const text = workspace.sources.read(frame.path);
  if (outline === undefined || text === undefined) return;
  const line = rangeOfLine(text, frame.line);
  if (line === undefined) return;
  const at = frame.column === undefined ? undefined : line.start + frame.column - 1;
  const onLine = outline.stretches.filter((s) => s.start < line.end && line.start < s.end);
  const exact = onLine.filter((s) => at !== undefined && s.start <= at && at <= s.end);
  // Without a column, of a condition and the throw it guards on one line, the throw is what the stack means.
  const hit = shortest(exact) ?? onLine.find(throws) ?? shortest(onLine);
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
  keep(hit, { strength: throws(hit) ? strength * 0.6 : strength, why });
  // What throws did as it was told: the condition before it is what decided. Any other statement met a wrong value.
  const guard = throws(hit) ? within.findLast((s) => s.start < hit.start && DECIDES.test(s.type)) : undefined;
  const blamed = guard ?? (throws(hit) || strength < INNERMOST ? undefined : hit);
  if (blamed === undefined) return;
  const decides =
    guard === undefined
      ? `is used on line ${frame.line}, where it fails`
      : `decides the throw on line ${frame.line}`;
  if (guard !== undefined) keep(guard, { strength, why: `it ${decides}` });
  // And that was computed: by the statement that set the name it asks about, and by what that one calls.
  const asked = usesIn(outline, blamed);
  const operands = within.filter((s) => s.end <= blamed.start && asked.some((name) => sets(text, s, name)));
  for (const operand of operands) {
    keep(operand, { strength: strength * OPERAND, why: `it computes what ${decides}` });
  }
  for (const name of [blamed, ...operands].flatMap((stretch) => usesIn(outline, stretch))) {
    keepCall(name, { strength: strength * OPERAND_CALL, why: `\`${name}\` takes part in what ${decides}` });
  }
}

function throws({ type }: Stretch): boolean {
  return type === 'throw_statement' || type === 'raise_statement';
}

function shortest(stretches: readonly Stretch[]): Stretch | undefined {
  return stretches.toSorted((a, b) => a.end - a.start - (b.end - b.start))[0];
}

function usesIn(outline: Outline, { start, end }: Stretch): readonly string[] {
  return outline.uses.filter((use) => use.at >= start && use.at < end).map((use) => use.name);
}

/** Whether a statement gives a name its value, by its text: alike in every language that ships. */
function sets(text: string, { start, end }: Stretch, name: string): boolean {
  const at = text
    .slice(start, end)
    .search(new RegExp(`(?<![\\w$.])${name.replace(/\$/g, '\\$')}\\s*(?::[^=]+)?=(?![=>])`));
  return at !== -1;
}
