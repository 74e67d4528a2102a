import { join } from 'node:path';
import type { Sources } from '../loop/ports.ts';
import type { Syntax } from '../syntax/syntax.ts';
import { commandEnvironment } from './command-environment.ts';
import type { Copy } from './isolation/copy.ts';
import type { Lease } from './isolation/lease.ts';
import { startService } from './isolation/service.ts';
import type { TestRunner } from './runners/index.ts';
import { nodeCommand, nodeVariables } from './runners/node-package.ts';
import { JavaScriptWarm } from './warm/javascript-warm.ts';
import type { WarmRunner } from './warm/warm-runner.ts';

/** The programs that stay running for the fast path; without one, its tests are run cold. */
export interface WarmPrograms {
  /** Absolute path of the bundle that runs JavaScript tests. */
  readonly javascript?: string | undefined;
}

/** Heap of the process that holds a JavaScript project, in megabytes. */
const HEAP_MEGABYTES = 2048;

/** A warm process for each runner that can have one. None is started yet. */
export function warmRunners(options: {
  readonly runners: readonly TestRunner[];
  readonly programs: WarmPrograms;
  readonly sources: Sources;
  readonly syntax: Syntax;
  readonly lease: Lease;
  /** The copy of the untouched snapshot in which the processes run; made when first asked for. */
  readonly copy: () => Copy;
}): readonly WarmRunner[] {
  const { runners, programs, sources, syntax, lease, copy } = options;
  const { javascript } = programs;
  if (javascript === undefined) return [];
  return runners.flatMap((runner) => {
    const { node } = runner;
    if (node === undefined) return [];
    const root = (): string => copy().folder;
    return [
      new JavaScriptWarm({
        name: `${runner.name}, warm`,
        facts: () => ({
          root: root(),
          folder: join(root(), node.within),
          dialect: node.name,
          args: [...(node.call?.args ?? [])],
        }),
        testFiles: runner.testFiles,
        sources,
        syntax,
        start: () =>
          startService({
            argv: [nodeCommand(), `--max-old-space-size=${HEAP_MEGABYTES}`, '--no-warnings', javascript],
            cwd: join(root(), node.within),
            env: commandEnvironment({
              lease: lease.folder,
              variables: { ...node.call?.variables, ...nodeVariables() },
            }),
          }),
      }),
    ];
  });
}
