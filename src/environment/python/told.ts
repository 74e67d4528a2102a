import type { Coverage } from '../coverage.ts';
import { readReported } from '../runners/line-report.ts';
import { type Roots, withUniqueIds } from '../runners/report.ts';
import type { WarmBaseline, WarmRun } from '../warm/warm-runner.ts';
import type { Answer, WireCoverage } from './protocol.ts';

/** A run as the server told it, in the words of the engine. */
export function runOf(
  {
    status,
    lines,
    reason,
  }: Pick<WarmRun, 'status'> & { readonly lines: readonly unknown[]; readonly reason: string | null },
  roots: Roots,
  milliseconds: number,
): WarmRun {
  const findings = readReported(lines, roots);
  return {
    status,
    results: withUniqueIds(findings.results),
    fileErrors: findings.fileErrors,
    ...(reason === null ? {} : { reason: roots.clean(reason) }),
    seconds: milliseconds / 1000,
  };
}

/** What was measured of the untouched project. */
export function baselineOf(
  opened: Extract<Answer, { readonly type: 'opened' }>,
  roots: Roots,
  seconds: number,
): WarmBaseline {
  const { lines, unsupported, coverage } = opened;
  const findings = readReported(lines, roots);
  const left = new Set(unsupported.map(([file]) => file));
  return {
    results: withUniqueIds(findings.results).filter(({ file }) => !left.has(file)),
    fileErrors: findings.fileErrors,
    unsupported: unsupported.map(([file, reason]) => ({ file, reason })),
    ...(coverage === undefined || coverage === null ? {} : { coverage: coverageOf(coverage) }),
    seconds,
  };
}

function coverageOf(wire: WireCoverage): Coverage {
  const maps = (all: WireCoverage['tests']) =>
    new Map(all.map(([name, reached]) => [name, new Map(reached)] as const));
  return {
    statements: new Map(
      wire.statements.map(([path, ranges]) => [path, ranges.map(([start, end]) => ({ start, end }))]),
    ),
    tests: maps(wire.tests),
    load: maps(wire.load),
    loaded: new Map(wire.loaded),
  };
}
