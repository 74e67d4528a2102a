import { readFileSync } from 'node:fs';
import pc from 'picocolors';
import type { Assets } from '../engine/run.ts';
import type { VerificationReport } from '../engine/verify/report.ts';
import { verifyPatch } from '../engine/verify/verify-patch.ts';
import type { Workspace } from './tasks.ts';

const EXIT = { verified: 0, refuted: 2, 'could-not-check': 2, 'not-applied': 2, cancelled: 130 } as const;

/** `credence verify PATCH.diff`: returns the exit code. */
export async function verifyFile(file: string, workspace: Workspace, assets: Assets): Promise<number> {
  let diff: string;
  try {
    diff = readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    process.stderr.write(`credence: The patch cannot be read: ${why}.\n`);
    return 1;
  }
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  const say = (words: string): void => void process.stderr.write(`credence: ${words}\n`);
  try {
    const { test } = workspace;
    const report = await verifyPatch(
      { ...workspace, overlays: [], proposal: { diff, ...(test === undefined ? {} : { test }) } },
      assets,
      { onProgress: workspace.json ? () => {} : say, onNotice: say },
      controller.signal,
    );
    process.stdout.write(workspace.json ? `${JSON.stringify(report)}\n` : reportText(report));
    return EXIT[report.verdict];
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, stop);
  }
}

const MARKS: Readonly<Record<string, string>> = {
  passed: '✓',
  failed: '✗',
  crashed: '✗',
  'timed-out': '✗',
  skipped: '·',
};

function reportText(report: VerificationReport): string {
  const { verdict, credence, reason, rungs, tests, integrity, unchecked, errors, commands } = report;
  const sure = credence === undefined ? '' : `, credence ${Math.round(credence * 100)}%`;
  const color = verdict === 'verified' ? pc.green : verdict === 'refuted' ? pc.red : pc.yellow;
  const counts = (of: typeof tests.before): string =>
    of === undefined ? 'not run' : `${of.passed} passed, ${of.failed} failed`;
  const list = (heading: string, items: readonly string[]): string[] =>
    items.length === 0 ? [] : [heading, ...items.slice(0, 20).map((item) => `  ${item}`)];
  const lines = [
    `${color(verdict)}${sure}: ${reason}`,
    ...rungs.map(
      ({ rung, status, detail }) =>
        `  ${MARKS[status] ?? '?'} ${rung.padEnd(10)} ${status === 'passed' ? '' : `${status}: `}${detail}`,
    ),
    ...(tests.before === undefined && tests.after === undefined
      ? []
      : [`tests before: ${counts(tests.before)}; after: ${counts(tests.after)}`]),
    ...list('fixed', tests.fixed),
    ...list('broken', tests.broken),
    ...list('still failing', tests.stillFailing),
    ...list('compile errors that it brings', errors.added),
    ...list('to be looked at', integrity.findings),
    ...list('could not be checked', unchecked),
    ...list('what confined the commands', [...new Set(commands.flatMap(({ sandbox }) => sandbox ?? []))]),
    pc.dim('Nothing was changed.'),
  ];
  return `${lines.join('\n')}\n`;
}
