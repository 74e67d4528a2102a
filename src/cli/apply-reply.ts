import { readFileSync, realpathSync } from 'node:fs';
import { applyReply } from '../engine/apply-reply.ts';

const USAGE = `credence: Which file? Write: credence apply FILE < REPLY
It applies one reply of a language model to one file, and prints as JSON what it did, or why not.
  --dry-run   only print what would be done
Exit codes: 0 applied, 2 refused, 1 something went wrong
`;

/** `credence apply FILE < REPLY`: returns the exit code. */
export async function applyFromInput(argv: readonly string[]): Promise<number> {
  const dryRun = argv.includes('--dry-run');
  const [file, ...rest] = argv.filter((word) => word !== '--dry-run' && word !== '--json');
  if (file === undefined || rest.length > 0 || file.startsWith('-')) {
    process.stderr.write(USAGE);
    return 1;
  }
  try {
    // 0: the standard input.
    const reply = readFileSync(0, 'utf8');
    const outcome = await applyReply(file, reply, { cwd: realpathSync('.'), dryRun });
    process.stdout.write(`${JSON.stringify(outcome)}\n`);
    return outcome.applied ? 0 : 2;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stdout.write(`${JSON.stringify({ applied: false, file, reason })}\n`);
    return 1;
  }
}
