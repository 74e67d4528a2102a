import type { Finding } from '../lint/finding.ts';

const LINE =
  /^(?<path>.+?):(?<line>\d+)(?::(?<column>\d+)(?::(?<endLine>\d+):(?<endColumn>\d+))?)?: (?<severity>error|warning|note): (?<message>.*?)(?: {2}\[(?<code>[\w-]+)\])?$/;

/** What mypy prints, a problem a line; its notes only explain the problem before them. */
export function readMypy(
  output: string,
): { readonly findings: readonly Finding[]; readonly unit: 'code-point' } | undefined {
  const findings = output.split('\n').flatMap((text): readonly Finding[] => {
    const found = LINE.exec(text.trimEnd())?.groups;
    if (found === undefined || found.severity === 'note') return [];
    const { path = '', line, column, endLine, endColumn, message = '', code, severity } = found;
    return [
      {
        path,
        line: Number(line),
        ...(column === undefined ? {} : { column: Number(column) }),
        // The last column is the last character's own.
        ...(endColumn === undefined ? {} : { endLine: Number(endLine), endColumn: Number(endColumn) + 1 }),
        code: code ?? 'mypy',
        message,
        severity: severity === 'warning' ? 'warning' : 'error',
      },
    ];
  });
  return { findings, unit: 'code-point' };
}
