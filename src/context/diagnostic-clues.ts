import type { Diagnostic } from '../loop/types.ts';
import type { Stretch } from '../syntax/outline.ts';
import type { Evidence } from './evidence.ts';
import type { Workspace } from './workspace.ts';

const AT_SITE = 0.95;
const AT_DEFINITION = 0.6;

interface DiagnosticClues {
  /** Places that are no statements: imports and types with an error, definitions that an error involves. */
  places(path: string): readonly Stretch[];
  of(path: string, stretch: Stretch): readonly Evidence[];
}

/** What compile errors say: the statement with the error, then the definitions of the names in it. */
export function diagnosticClues(workspace: Workspace, diagnostics: readonly Diagnostic[]): DiagnosticClues {
  const places = new Map<string, Stretch[]>();
  const clues = new Map<string, Evidence>();
  const note = (path: string, stretch: Stretch, evidence: Evidence): void => {
    const known = places.get(path) ?? [];
    places.set(path, [...known, stretch]);
    const key = `${path}:${stretch.start}:${stretch.end}`;
    if ((clues.get(key)?.strength ?? 0) < evidence.strength) clues.set(key, evidence);
  };
  for (const diagnostic of diagnostics) {
    const { path, code, line } = diagnostic;
    const outline = workspace.outline(path);
    const text = workspace.sources.read(path);
    if (outline === undefined || text === undefined) continue;
    const site =
      outline.stretches
        .filter((s) => s.start <= diagnostic.start && diagnostic.start <= s.end)
        .toSorted((a, b) => a.end - a.start - (b.end - b.start))[0] ?? wholeLines(text, diagnostic);
    note(path, site, { strength: AT_SITE, why: `${code} is reported here (line ${line})` });
    const named = new Set(diagnostic.message.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? []);
    for (const use of outline.uses.filter((u) => site.start <= u.at && u.at < site.end)) {
      const strength = AT_DEFINITION * (named.has(use.name) || overlaps(use.at, diagnostic) ? 1 : 0.6);
      const methods = workspace.methodsOf([path]);
      for (const { path: where, definition } of workspace.resolve(path, use, methods).found) {
        const { start, end } = definition;
        if (where === path && start <= site.start && site.end <= end) continue;
        note(
          where,
          { start, end, type: 'definition' },
          { strength, why: `\`${use.name}\` in ${code} is defined here` },
        );
      }
    }
  }
  return {
    places: (path) => places.get(path) ?? [],
    of(path, { start, end }) {
      const clue = clues.get(`${path}:${start}:${end}`);
      return clue === undefined ? [] : [clue];
    },
  };
}

function overlaps(at: number, { start, end }: Diagnostic): boolean {
  return start <= at && at <= end;
}

/** The lines of an error that lies outside every statement. */
function wholeLines(text: string, { start, end }: Diagnostic): Stretch {
  const from = text.lastIndexOf('\n', Math.max(0, start - 1)) + 1;
  const to = text.indexOf('\n', Math.max(start, end));
  const last = to === -1 ? text.length : to;
  return { start: Math.min(from, last), end: last, type: 'line' };
}
