import { commandEnvironment } from '../command-environment.ts';
import { isolate } from '../isolation/isolate.ts';
import { type CommandResult, runCommand } from '../isolation/process.ts';
import type { LintRequest } from './linter.ts';

const OUTPUT_BYTES = 20 * 1024 * 1024;

/** Runs a linter's program in the copy; nothing of what it prints is left out. */
export function runLinter(
  request: LintRequest,
  command: {
    readonly argv: readonly [string, ...string[]];
    readonly cwd: string;
    readonly variables?: Readonly<Record<string, string>>;
    /** Folders beside the copy that it may write. */
    readonly writable?: readonly string[];
  },
): Promise<CommandResult> {
  const { root, lease, limitSeconds, signal, isolation } = request;
  const { argv, cwd, variables = {}, writable = [] } = command;
  const { temporary, confined } = isolate(isolation, { root, lease, writable });
  return runCommand({
    ...confined,
    ...{ argv, cwd, limitSeconds, signal },
    env: commandEnvironment({ lease, temporary, variables }),
    limitBytes: OUTPUT_BYTES,
    keepBytes: 2 * OUTPUT_BYTES + 1024,
  });
}
