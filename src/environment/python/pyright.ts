import * as z from 'zod/mini';
import type { Finding } from '../lint/finding.ts';

const point = z.object({ line: z.int(), character: z.int() });
const reportSchema = z.object({
  generalDiagnostics: z.array(
    z.object({
      file: z.string(),
      severity: z.string(),
      message: z.string(),
      range: z.optional(z.object({ start: point, end: point })),
      rule: z.optional(z.string()),
    }),
  ),
});

/** What Pyright prints; undefined when it is no report of its. */
export function readPyright(
  output: string,
): { readonly findings: readonly Finding[]; readonly unit: 'utf-16' } | undefined {
  const report = parse(output);
  if (report === undefined) return undefined;
  const findings = report.generalDiagnostics.map(({ file, severity, message, range, rule }): Finding => {
    const { start, end } = range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    return {
      path: file,
      line: start.line + 1,
      column: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
      code: rule ?? 'pyright',
      message,
      severity: severity === 'error' ? 'error' : 'warning',
    };
  });
  return { findings, unit: 'utf-16' };
}

function parse(output: string): z.infer<typeof reportSchema> | undefined {
  try {
    const parsed = reportSchema.safeParse(JSON.parse(output));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
