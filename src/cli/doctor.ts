import pc from 'picocolors';
import type { DoctorCheck } from '../engine/doctor/diagnosis.ts';
import { diagnose } from '../engine/doctor/doctor.ts';
import type { Workspace } from './tasks.ts';

const MARKS: Readonly<Record<DoctorCheck['status'], string>> = {
  ok: pc.green('✓'),
  advice: pc.yellow('!'),
  missing: pc.red('✗'),
};

/** `credence doctor`: returns the exit code. */
export async function printDoctor(workspace: Workspace, version: string): Promise<number> {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  process.on('SIGINT', stop);
  const diagnosis = await diagnose(workspace, version, controller.signal);
  process.off('SIGINT', stop);
  if (workspace.json) process.stdout.write(`${JSON.stringify(diagnosis)}\n`);
  else {
    const lines = diagnosis.checks.map(
      ({ area, status, found, next }) =>
        `${MARKS[status]} ${area.padEnd(9)} ${found}${next === undefined ? '' : `\n            ${pc.dim(next)}`}`,
    );
    process.stdout.write(`Credence ${version} in ${diagnosis.folder}\n${lines.join('\n')}\n`);
  }
  return diagnosis.checks.some(({ status }) => status === 'missing') ? 2 : 0;
}
