import { dirname, join } from 'node:path';
import type { Syntax } from '../syntax/syntax.ts';
import { commandEnvironment } from './command-environment.ts';
import type { Copy } from './isolation/copy.ts';
import { type Isolation, isolate } from './isolation/isolate.ts';
import type { Lease } from './isolation/lease.ts';
import { startService } from './isolation/service.ts';
import type { Snapshot } from './isolation/snapshot.ts';
import { createPythonWarm } from './python/index.ts';
import { PythonPair } from './python/python-pair.ts';
import type { TestRunner } from './runners/index.ts';
import { nodeCommand, nodeVariables } from './runners/node-package.ts';
import { JavaScriptWarm } from './warm/javascript-warm.ts';
import type { WarmRunner } from './warm/warm-runner.ts';

/** The programs that stay running for the fast path; without one, its tests are run cold. */
export interface WarmPrograms {
  /** Absolute path of the bundle that runs JavaScript tests. */
  readonly javascript?: string | undefined;
  /** Absolute folder of the program that runs Python tests. */
  readonly python?: string | undefined;
  /** Absolute path of the bundle that holds a compiler. */
  readonly types?: string | undefined;
  /** Absolute path of the package of a native TypeScript (version 7 or later). */
  readonly typescript?: string | undefined;
}

/** Heap of the process that holds a JavaScript project, in megabytes. */
const HEAP_MEGABYTES = 2048;

/** A warm process for each runner that can have one. None is started yet. */
export function warmRunners(options: {
  readonly runners: readonly TestRunner[];
  readonly programs: WarmPrograms;
  readonly sources: Snapshot;
  readonly syntax: Syntax;
  readonly lease: Lease;
  /** What confines the processes. */
  readonly isolation?: () => Isolation | undefined;
  /** The copy of the untouched snapshot in which the processes run; made when first asked for. */
  readonly copy: () => Copy;
  /** A copy for a process that puts candidates into it; without one such processes are not used. */
  readonly freshCopy?: () => Copy;
}): readonly WarmRunner[] {
  const { runners, programs, sources, syntax, lease, isolation, copy } = options;
  const { javascript, python } = programs;
  return runners.flatMap((runner): WarmRunner[] => {
    const { freshCopy } = options;
    if (python !== undefined && runner.python !== undefined && freshCopy !== undefined) {
      const own = { runner, snapshot: sources, lease, isolation: () => isolation?.(), serverFolder: python };
      const warm = createPythonWarm({ ...own, makeCopy: freshCopy });
      return warm === undefined ? [] : [new PythonPair(warm)];
    }
    const { node } = runner;
    if (node === undefined || javascript === undefined) return [];
    const root = (): string => copy().folder;
    return [
      new JavaScriptWarm({
        name: `${runner.name}, warm`,
        facts: () => ({
          root: root(),
          folder: join(root(), node.within),
          dialect: node.name,
          args: [...(node.call?.nodeOptions ?? []), ...(node.call?.args ?? [])],
        }),
        testFiles: runner.testFiles,
        sources,
        syntax,
        start: () => {
          const place = { root: root(), lease: lease.folder, readable: [dirname(javascript)] };
          const { temporary, confined } = isolate(isolation?.(), place);
          return startService({
            argv: [nodeCommand(), `--max-old-space-size=${HEAP_MEGABYTES}`, '--no-warnings', javascript],
            cwd: join(root(), node.within),
            env: commandEnvironment({
              lease: lease.folder,
              temporary,
              variables: { ...node.call?.variables, ...nodeVariables() },
            }),
            ...confined,
          });
        },
      }),
    ];
  });
}
