import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEpisodes, type StoredEpisode } from '../../../src/vscode/episode-files.ts';
import { mayRun, type Seen, superfluous } from '../../../src/vscode/history-limits.ts';
import { decisionFile, keepDecision } from '../../../src/vscode/review/decisions.ts';
import { shortLine } from '../../../src/vscode/short-line.ts';
import { aTask } from '../../support/world.ts';
import { sampleTrace } from '../trace/sample-trace.ts';

const NONE: Seen = { running: '', ended: new Set() };
const MEGABYTE = 1024 * 1024;
const now = new Date(Date.UTC(2026, 0, 31));
const ago = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000);

function stored(id: string, over: Partial<StoredEpisode> = {}): StoredEpisode {
  const age = Number(id);
  return {
    ...{
      id,
      file: id,
      task: aTask(),
      began: ago(age),
      written: ago(age),
      bytes: MEGABYTE,
      verdict: 'solved',
    },
    ...over,
  };
}
const ids = (episodes: readonly StoredEpisode[]): readonly string[] => episodes.map((each) => each.id);

describe('a bounded history', () => {
  const episodes = ['1', '2', '3', '4', '5'].map((id) => stored(id));

  it('lets the oldest go first, by number and by room', () => {
    expect(ids(superfluous(episodes, { episodes: 3, megabytes: 0 }, NONE, now))).toEqual(['4', '5']);
    // The newest counts as one, and takes no room from the others.
    expect(ids(superfluous(episodes, { episodes: 0, megabytes: 2 }, NONE, now))).toEqual(['4', '5']);
    expect(superfluous(episodes, { episodes: 0, megabytes: 0 }, NONE, now)).toEqual([]);
  });

  it('keeps the others beside one huge newest one, and it too', () => {
    const [newest = stored('1'), ...older] = episodes;
    const all = [{ ...newest, bytes: 900 * MEGABYTE }, ...older];
    expect(superfluous(all, { episodes: 0, megabytes: 500 }, NONE, now)).toEqual([]);
    expect(ids(superfluous(all, { episodes: 0, megabytes: 3 }, NONE, now))).toEqual(['5']);
  });

  it('never takes one that runs, here or in another window', () => {
    const { verdict: _, ...unfinished } = stored('5', { written: ago(0.1) });
    const running = [...episodes.slice(0, 3), stored('4'), unfinished];
    expect(ids(superfluous(running, { episodes: 1, megabytes: 0 }, { ...NONE, running: '4' }, now))).toEqual([
      '2',
      '3',
    ]);
    expect(mayRun({ ...unfinished, written: ago(2) }, NONE, now)).toBe(false);
  });

  it('knows that one is over that this window saw end, though its engine was killed and wrote no end', () => {
    const { verdict: _, ...killed } = stored('5', { written: ago(0.1) });
    expect(mayRun(killed, NONE, now)).toBe(true);
    expect(mayRun(killed, { ...NONE, ended: new Set(['5']) }, now)).toBe(false);
  });

  it('leaves no more than may be kept, and never a hole', () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 5 * MEGABYTE }), { maxLength: 30 });
    fc.assert(
      fc.property(sizes, fc.nat({ max: 20 }), fc.nat({ max: 30 }), (bytes, most, megabytes) => {
        const all = bytes.map((size, age) => stored(String(age), { bytes: size }));
        const gone = superfluous(all, { episodes: most, megabytes }, NONE, now);
        const kept = all.slice(0, all.length - gone.length);
        expect([...kept, ...gone]).toEqual(all);
        expect(kept.length).toBeGreaterThanOrEqual(Math.min(1, all.length));
        if (most > 0) expect(kept.length).toBeLessThanOrEqual(most);
        if (megabytes > 0)
          expect(kept.slice(1).reduce((sum, each) => sum + each.bytes, 0)).toBeLessThanOrEqual(
            megabytes * MEGABYTE,
          );
      }),
    );
  });
});

describe('the list of stored episodes', () => {
  let state: string;
  beforeEach(() => {
    state = mkdtempSync(join(tmpdir(), 'history-'));
    mkdirSync(join(state, 'episodes'));
  });
  afterEach(() => rmSync(state, { recursive: true, force: true }));
  const file = (id: string): string => join(state, 'episodes', `${id}.jsonl`);
  const lines = sampleTrace().map((event) => JSON.stringify(event));

  it('tells how each ended without reading what is between, the newest first', async () => {
    const long = [lines[0], ...Array.from({ length: 20_000 }, () => lines[4]), ...lines.slice(1)];
    writeFileSync(file('20260102030405-aaaaaaaa'), `${long.join('\n')}\n`);
    writeFileSync(file('20260302030405-bbbbbbbb'), `${lines[0]}\n`);
    const [newest, older] = await readEpisodes(state);
    expect(newest).toMatchObject({
      id: '20260302030405-bbbbbbbb',
      began: new Date(Date.UTC(2026, 2, 2, 3, 4, 5)),
    });
    expect(newest?.verdict).toBeUndefined();
    expect(older).toMatchObject({ verdict: 'solved', credence: 0.93 });
  });

  it('tells what was decided of a patch, and nothing where that cannot be understood', async () => {
    for (const id of ['20260102030405-aaaaaaaa', '20260202030405-bbbbbbbb', '20260302030405-cccccccc'])
      writeFileSync(file(id), `${lines.join('\n')}\n`);
    await keepDecision(file('20260102030405-aaaaaaaa'), 'accepted');
    writeFileSync(decisionFile(file('20260202030405-bbbbbbbb')), 'of another version\n');
    expect((await readEpisodes(state)).map(({ settled }) => settled)).toEqual([
      undefined,
      undefined,
      'accepted',
    ]);
    await keepDecision(file('20260302030405-cccccccc'), 'in-part');
    expect((await readEpisodes(state))[0]?.settled).toBe('in-part');
  });

  it('finds the end of an episode whose last line is long', async () => {
    const outcome = { ...JSON.parse(lines.at(-1) ?? '{}'), diff: 'x'.repeat(300_000) };
    writeFileSync(file('20260102030405-aaaaaaaa'), `${lines[0]}\n${JSON.stringify(outcome)}\n`);
    expect((await readEpisodes(state)).map((each) => each.verdict)).toEqual(['solved']);
  });

  it('has one whose request is as long as a pasted log', async () => {
    const started = JSON.parse(lines[0] ?? '{}');
    const task = { ...started.task, request: `Make it pass\n${'x'.repeat(200_000)}` };
    writeFileSync(
      file('20260102030405-aaaaaaaa'),
      [JSON.stringify({ ...started, task }), lines.at(-1), ''].join('\n'),
    );
    const [only] = await readEpisodes(state);
    expect(only).toMatchObject({ verdict: 'solved', task: { request: task.request } });
    expect(shortLine(only?.task.request ?? '', 30)).toBe('Make it pass');
  });

  it('shortens a request between words, so that there is room for how it ended', () => {
    expect(shortLine('Make the test “lets one booking begin when another ends” pass', 30)).toBe(
      'Make the test “lets one…',
    );
    expect(shortLine('x'.repeat(40), 30)).toBe(`${'x'.repeat(29)}…`);
    expect(shortLine(' Is free from fifty on ', 30)).toBe('Is free from fifty on');
  });

  it('notices when one has ended, and passes over what is no trace', async () => {
    writeFileSync(file('20260102030405-aaaaaaaa'), `${lines[0]}\n{"at":1,"type":"surv`);
    writeFileSync(file('notes'), 'mine\n');
    expect((await readEpisodes(state)).map((each) => each.verdict)).toEqual([undefined]);
    appendFileSync(file('20260102030405-aaaaaaaa'), `\n${lines.at(-1)}\n`);
    expect((await readEpisodes(state)).map((each) => each.verdict)).toEqual(['solved']);
    expect(await readEpisodes(join(state, 'nowhere'))).toEqual([]);
  });
});
