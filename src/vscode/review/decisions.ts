import { writeFile } from 'node:fs/promises';
import { SETTLED, type Settled } from '../../trace/settled.ts';

/** Beside the trace of an episode, and gone with it: what a person decided of its patch. */
export function decisionFile(traceFile: string): string {
  return traceFile.replace(/\.jsonl$/, '.decision');
}

/** Keeps it; a decision that cannot be written is shown in this window alone. */
export async function keepDecision(traceFile: string, settled: Settled): Promise<void> {
  await writeFile(decisionFile(traceFile), `${settled}\n`).catch(() => undefined);
}

/** What the text of such a file says; undefined for what another version may have written. */
export function decisionIn(text: string): Settled | undefined {
  return SETTLED.find((each) => each === text.trim());
}
