import type { Diagnostic, Replacement } from '../../loop/types.ts';
import { type ColumnUnit, LineIndex } from './line-index.ts';

/** A problem that a linter or a configured check found. */
export interface LintDiagnostic extends Diagnostic {
  readonly severity: 'error' | 'warning';
  /** The tool's own fix of this file, which it calls safe; sorted and without overlaps. */
  readonly fixes?: readonly Replacement[];
}

/** A problem as a tool tells it. */
export interface Finding {
  /** Workspace-relative. */
  readonly path: string;
  /** 1-based; 1 when the tool gave none. */
  readonly line: number;
  /** 1-based, in the unit of the request; the whole line when absent. */
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  readonly code: string;
  readonly message: string;
  readonly severity: LintDiagnostic['severity'];
  readonly fixes?: readonly Replacement[];
}

/**
 * Turns what a tool tells into diagnostics with offsets and with an identity that survives an edit elsewhere.
 * @param read decoded text of a file, undefined when there is none
 */
export function diagnosticsOf(
  findings: readonly Finding[],
  request: {
    /** The tool, for example `eslint`. */
    readonly source: string;
    readonly unit: ColumnUnit;
    read(path: string): string | undefined;
  },
): readonly LintDiagnostic[] {
  const known = new Map<string, LineIndex>();
  const indexOf = (path: string): LineIndex => {
    const index = known.get(path) ?? new LineIndex(request.read(path) ?? '', request.unit);
    known.set(path, index);
    return index;
  };
  return findings.map((finding) => {
    const { path, line, column, endLine, endColumn, code, message, severity, fixes } = finding;
    const index = indexOf(path);
    const { start, end } = index.span(line, column, endLine, endColumn);
    const symbol = endColumn === undefined ? '' : index.text.slice(start, Math.min(end, start + 60));
    const key = [path, code, oneLine(symbol), withoutNumbers(oneLine(message))].join('|');
    return {
      ...{ path, start, end, line, code, source: request.source, message, key, severity },
      ...(fixes === undefined ? {} : { fixes }),
    };
  });
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** “File has 301 lines” and “File has 302 lines” are the same complaint; `x1` and `x2` are not the same name. */
function withoutNumbers(text: string): string {
  return text.replace(/(?<![\w.])\d+(?:\.\d+)?(?![\w.]*\w)/g, '#');
}
