import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { TraceEvent } from '../../../src/loop/events.ts';
import type { Workbench } from './workbench.ts';

/** Puts episodes where the extension keeps those of a folder; the window must have that folder open. */
export async function storeEpisodes(
  workbench: Workbench,
  folder: string,
  episodes: Readonly<Record<string, readonly TraceEvent[]>>,
): Promise<string> {
  const storage = join(workbench.server.state, 'data', 'data', 'User', 'workspaceStorage');
  const windows = (): string[] => (existsSync(storage) ? readdirSync(storage) : []);
  await workbench.until(async () => windows().length > 0, 'the window has its storage');
  const window = windows()[0] ?? '';
  const mark = createHash('sha256').update(`file://${folder}`).digest('hex').slice(0, 12);
  const to = join(storage, window, 'credence.credence', `${basename(folder)}-${mark}`, 'episodes');
  mkdirSync(to, { recursive: true });
  for (const [id, events] of Object.entries(episodes))
    writeFileSync(join(to, `${id}.jsonl`), `${events.map((event) => JSON.stringify(event)).join('\n')}\n`);
  return to;
}
