import { commandEnvironment } from '../../src/environment/command-environment.ts';
import { makeCopy } from '../../src/environment/isolation/copy.ts';
import { isolate } from '../../src/environment/isolation/isolate.ts';
import { takeLease } from '../../src/environment/isolation/lease.ts';
import { type CommandRequest, runCommand } from '../../src/environment/isolation/process.ts';
import { Snapshot } from '../../src/environment/isolation/snapshot.ts';
import { median } from './median.ts';

export interface CommandCost {
  readonly kind: string;
  readonly milliseconds: number;
  /** Times the command without limits on disk and without a sandbox. */
  readonly ratio: number;
  /** What confined it, as the evidence says. */
  readonly sandbox: string;
}

const never = new AbortController().signal;

/** What limits and the sandbox add to one command, here a start of Node that does nothing. */
export async function measureCommands(origin: string, rounds: number): Promise<readonly CommandCost[]> {
  const lease = takeLease();
  // Also when it is interrupted.
  process.once('exit', lease.release);
  try {
    const copy = makeCopy(await Snapshot.take(origin, [], lease, never), lease);
    const place = { root: copy.folder, lease: lease.folder };
    const confined = (choice: 'auto' | 'none') =>
      isolate({ origin, choice, network: 'none' }, place).confined;
    const kinds: readonly { readonly kind: string; readonly over: Partial<CommandRequest> }[] = [
      { kind: 'time, output, memory and processes limited', over: {} },
      { kind: 'and disk limited', over: confined('none') },
      { kind: 'and in the sandbox', over: confined('auto') },
    ];
    const times = kinds.map(() => [] as number[]);
    const words = kinds.map(() => 'none');
    for (let round = 0; round <= rounds; round += 1) {
      for (const [index, { over }] of kinds.entries()) {
        const result = await runCommand({
          argv: [process.execPath, '-e', ''],
          cwd: copy.folder,
          env: commandEnvironment({ lease: lease.folder }),
          limitSeconds: 20,
          limitBytes: 1e6,
          signal: never,
          ...over,
        });
        if (result.exitCode !== 0) throw new Error(`it did not run: ${result.reason ?? result.stderr}`);
        words[index] = result.sandbox ?? 'none';
        if (round > 0) times[index]?.push(result.seconds * 1000);
      }
    }
    const base = median(times[0] ?? []);
    return kinds.map(({ kind }, index) => {
      const milliseconds = median(times[index] ?? []);
      return { kind, milliseconds, ratio: milliseconds / base, sandbox: words[index] ?? 'none' };
    });
  } finally {
    process.off('exit', lease.release);
    lease.release();
  }
}
