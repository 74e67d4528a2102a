import { join } from 'node:path';
import { commandEnvironment } from '../command-environment.ts';
import type { Copy } from '../isolation/copy.ts';
import { type Isolation, isolate } from '../isolation/isolate.ts';
import type { Lease } from '../isolation/lease.ts';
import { startService } from '../isolation/service.ts';
import type { Snapshot } from '../isolation/snapshot.ts';
import type { TestRunner } from '../runners/index.ts';
import { variables } from '../runners/python-interpreter.ts';
import { PythonWarm } from './python-warm.ts';

/** A warm runner for a Python test runner; undefined for others. Nothing is started yet. */
export function createPythonWarm(options: {
  readonly runner: TestRunner;
  readonly snapshot: Snapshot;
  readonly lease: Lease;
  /** What confines the server. */
  readonly isolation: () => Isolation | undefined;
  /** Makes a copy of the untouched snapshot for this runner alone. */
  readonly makeCopy: () => Copy;
  /** Absolute path of the folder that holds `server.py`. */
  readonly serverFolder: string;
}): PythonWarm | undefined {
  const { runner, snapshot, lease, isolation, makeCopy, serverFolder } = options;
  const plan = runner.python;
  // Forking is what keeps candidates apart, and Windows cannot.
  if (plan === undefined || process.platform === 'win32') return undefined;
  return new PythonWarm({
    plan,
    testFiles: runner.testFiles,
    snapshot,
    copy: makeCopy,
    start: (copy) => {
      const place = { root: copy.folder, lease: lease.folder, readable: [serverFolder] };
      const { temporary, confined } = isolate(isolation(), place);
      const folder = join(copy.folder, plan.within);
      return startService({
        argv: [plan.python, join(serverFolder, 'server.py')],
        cwd: folder,
        env: commandEnvironment({
          lease: lease.folder,
          temporary,
          variables: {
            ...variables({ root: copy.folder }, plan.within, folder),
            CREDENCE_REPORT: '/dev/null',
          },
        }),
        ...confined,
      });
    },
  });
}
