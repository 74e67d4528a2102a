import { mkdirSync } from 'node:fs';
import { appendFile, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listEpisodes, openEpisodeLog, readEpisode } from '../../../src/handbook/episodes.ts';
import type { TraceEvent } from '../../../src/loop/events.ts';
import { solve } from '../../../src/loop/loop.ts';
import { redact } from '../../../src/loop/redact.ts';
import { aCandidate, aTask, portsOf } from '../../support/world.ts';

let state: string;
beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), 'credence-episodes-'));
});
afterEach(() => rm(state, { recursive: true, force: true }));

async function trace(): Promise<readonly TraceEvent[]> {
  const ports = portsOf({ candidates: [{ candidate: aCandidate('a'), search: 'passes' }] });
  const events: TraceEvent[] = [];
  const options = { version: '0', assessOnly: false };
  for await (const event of solve(aTask(), ports, options, new AbortController().signal)) events.push(event);
  return events;
}

const started = (request: string): TraceEvent => ({
  at: 0,
  type: 'started',
  task: aTask({ request }),
  version: '0',
});

describe('the trace of an episode on disk', () => {
  it('reads back every event', async () => {
    const events = await trace();
    const log = openEpisodeLog({ stateFolder: state, episode: 'e1', redact });
    for (const event of events) expect(log.append(event)).toEqual({ stored: event });
    log.close();
    expect(await readEpisode(log.file)).toEqual({ events, skipped: 0 });
    expect(await listEpisodes(state)).toEqual([
      { id: 'e1', file: log.file, time: expect.any(Date), request: aTask().request, verdict: 'solved' },
    ]);
  });

  it('holds each event as soon as it was appended', async () => {
    const log = openEpisodeLog({ stateFolder: state, episode: 'e1', redact });
    log.append(started('now'));
    expect((await readEpisode(log.file)).events).toHaveLength(1);
    log.close();
  });

  it('skips a torn line and an event it does not know', async () => {
    const log = openEpisodeLog({ stateFolder: state, episode: 'e1', redact });
    log.append(started('one'));
    await appendFile(log.file, '{"at":1,"type":"dreamt"}\n{"at":2,"type":"spe');
    log.append({ at: 3, type: 'declined', skill: 's', reason: 'r', final: true });
    log.close();
    const { events, skipped } = await readEpisode(log.file);
    expect(events.map((event) => event.type)).toEqual(['started', 'declined']);
    expect(skipped).toBe(2);
  });

  it('keeps secrets out, and stays JSON', async () => {
    const key = `ghp_${'a1B2'.repeat(9)}`;
    const log = openEpisodeLog({ stateFolder: state, episode: 'e1', redact });
    const { stored } = log.append(started(`use "${key}"\nDB_PASSWORD=hunter2hunter2`));
    log.close();
    expect((await readEpisode(log.file)).events).toEqual([stored]);
    expect(await readFile(log.file, 'utf8')).not.toMatch(/ghp_|hunter2/);
    expect((await readEpisode(log.file)).skipped).toBe(0);
  });

  it('says once that the disk is full, and the episode goes on', async () => {
    mkdirSync(join(state, 'episodes'));
    await symlink('/dev/full', join(state, 'episodes', 'e1.jsonl'));
    const log = openEpisodeLog({ stateFolder: state, episode: 'e1', redact });
    expect(log.append(started('one')).complaint).toContain('the disk is full; free some space');
    expect(log.append(started('two')).complaint).toBeUndefined();
    log.close();
  });

  it('stores what it held back when the folder can be written again', async () => {
    await writeFile(join(state, 'episodes'), 'in the way');
    const log = openEpisodeLog({ stateFolder: state, episode: 'e1', redact });
    expect(log.append(started('one')).complaint).toContain('a file is in the place of its folder');
    await rm(join(state, 'episodes'));
    log.append(started('two'));
    log.close();
    expect((await readEpisode(log.file)).events).toHaveLength(2);
  });

  it('lists an unfinished episode without a verdict, and nothing where there is no folder', async () => {
    expect(await listEpisodes(join(state, 'nowhere'))).toEqual([]);
    const log = openEpisodeLog({ stateFolder: state, episode: 'e2', redact });
    log.append(started('half'));
    log.close();
    const [summary] = await listEpisodes(state);
    expect(summary).toMatchObject({ id: 'e2', request: 'half' });
    expect(summary).not.toHaveProperty('verdict');
  });
});
