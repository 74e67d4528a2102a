import { posix } from 'node:path';
import * as z from 'zod/mini';
import type { Finding } from '../lint/finding.ts';

/** The part of SARIF 2.1.0 that says what is wrong and where (OASIS, sections 3.27 to 3.30). */
const region = z.object({
  startLine: z.optional(z.int().check(z.positive())),
  startColumn: z.optional(z.int().check(z.positive())),
  endLine: z.optional(z.int().check(z.positive())),
  endColumn: z.optional(z.int().check(z.positive())),
});
const place = z.object({
  physicalLocation: z.optional(
    z.object({
      artifactLocation: z.optional(
        z.object({ uri: z.optional(z.string()), uriBaseId: z.optional(z.string()) }),
      ),
      region: z.optional(region),
    }),
  ),
});
const schema = z.object({
  runs: z.array(
    z.object({
      columnKind: z.optional(z.enum(['utf16CodeUnits', 'unicodeCodePoints'])),
      originalUriBaseIds: z.optional(z.record(z.string(), z.object({ uri: z.optional(z.string()) }))),
      results: z.optional(
        z.nullable(
          z.array(
            z.object({
              ruleId: z.optional(z.string()),
              rule: z.optional(z.object({ id: z.optional(z.string()) })),
              level: z.optional(z.enum(['none', 'note', 'warning', 'error'])),
              kind: z.optional(z.string()),
              message: z.object({ text: z.optional(z.string()) }),
              locations: z.optional(z.array(place)),
              suppressions: z.optional(z.array(z.object({ status: z.optional(z.string()) }))),
            }),
          ),
        ),
      ),
    }),
  ),
});

export type SarifReading =
  | {
      readonly kind: 'read';
      readonly findings: readonly Finding[];
      readonly unit: 'utf-16' | 'code-point';
    }
  | { readonly kind: 'unreadable'; readonly reason: string };

/**
 * Never throws. Results that are suppressed, or that say something passed, are left out.
 * @param locate the workspace's file that a path means
 */
export function readSarif(text: string, locate: (path: string) => string | undefined): SarifReading {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { kind: 'unreadable', reason: 'it is no whole JSON' };
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path.join('.') ?? '';
    return { kind: 'unreadable', reason: `it is not SARIF 2.1.0${path === '' ? '' : ` (at ${path})`}` };
  }
  const findings = parsed.data.runs.flatMap((run) =>
    (run.results ?? []).flatMap((result): readonly Finding[] => {
      const { level = 'warning', kind = 'fail' } = result;
      if (level === 'none' || kind === 'pass' || kind === 'notApplicable') return [];
      if ((result.suppressions ?? []).some(({ status = 'accepted' }) => status === 'accepted')) return [];
      const physical = result.locations?.[0]?.physicalLocation;
      const path = locate(pathOf(physical?.artifactLocation, run.originalUriBaseIds));
      if (path === undefined) return [];
      const { startLine, startColumn, endLine, endColumn } = physical?.region ?? {};
      return [
        {
          path,
          line: startLine ?? 1,
          ...(startColumn === undefined ? {} : { column: startColumn }),
          ...(endLine === undefined ? {} : { endLine }),
          ...(endColumn === undefined ? {} : { endColumn }),
          code: result.ruleId ?? result.rule?.id ?? 'sarif',
          message: result.message.text ?? result.ruleId ?? 'a problem without a message',
          severity: level === 'error' ? 'error' : 'warning',
        },
      ];
    }),
  );
  const points = parsed.data.runs.some((run) => run.columnKind === 'unicodeCodePoints');
  return { kind: 'read', findings, unit: points ? 'code-point' : 'utf-16' };
}

function pathOf(
  location: { readonly uri?: string | undefined; readonly uriBaseId?: string | undefined } | undefined,
  bases: Readonly<Record<string, { readonly uri?: string | undefined }>> | undefined,
): string {
  const base = location?.uriBaseId === undefined ? undefined : bases?.[location.uriBaseId]?.uri;
  const uri = location?.uri ?? '';
  const whole =
    base === undefined || /^(\w+:|\/)/.test(uri) ? uri : posix.join(base.replace(/^file:\/\//, ''), uri);
  try {
    return decodeURIComponent(whole);
  } catch {
    return whole;
  }
}
