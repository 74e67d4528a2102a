import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEarlier, snapshotMark, withoutRefused } from '../../../src/engine/resumed.ts';
import { openEpisodeLog } from '../../../src/handbook/episodes.ts';
import type { Proposal, Proposer, Situation } from '../../../src/loop/ports.ts';
import { aCandidate, anObservation, aSurvey, aTask } from '../../support/world.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'resumed-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** An episode in which `bad` was refused and `good` was not. */
function stored(episode: string, mark: string, bad: string, resumes?: string): void {
  const log = openEpisodeLog({ stateFolder: folder, episode, redact: (text) => text });
  log.append({
    at: 0,
    type: 'started',
    task: aTask(),
    version: '0',
    ...(resumes === undefined ? {} : { resumes }),
  });
  log.append({ at: 1, type: 'surveyed', survey: aSurvey(), mark });
  for (const [id, end] of [
    [bad, 'tests'],
    ['good', 'passes'],
  ] as const) {
    log.append({ at: 2, type: 'proposed', step: 0, candidate: aCandidate(id), diff: `diff of ${id}` });
    log.append({
      at: 2,
      type: 'observed',
      step: 0,
      observation: anObservation(id, end),
      reward: { total: 0, parts: [] },
    });
  }
  log.close();
}

const signal = new AbortController().signal;
const proposing = (...proposals: Proposal[]): Proposer => ({
  skills: [],
  propose: async () => proposals.shift() ?? { kind: 'exhausted', reason: 'all told' },
});

describe('going on with an earlier episode', () => {
  it('knows what was refused, also by the episodes that went before it', async () => {
    stored('first', 'same', 'one');
    stored('second', 'same', 'two', 'first');
    const earlier = await readEarlier(folder, 'second', 'same');
    expect([...earlier.refused].toSorted()).toEqual(['diff of one', 'diff of two']);
    expect(earlier.note).toContain('2 candidates');
  });

  it('tries everything again when a file has changed, when the trace is gone, and when its name leads elsewhere', async () => {
    stored('first', 'same', 'one');
    for (const [episode, mark] of [
      ['first', 'other'],
      ['gone', 'same'],
      ['../episodes/first', 'same'],
    ] as const)
      expect((await readEarlier(folder, episode, mark)).refused.size, episode).toBe(0);
  });

  it('takes from a skill the first candidate that was not refused', async () => {
    const skip = proposing(
      { kind: 'candidate', candidate: aCandidate('one') },
      { kind: 'candidate', candidate: aCandidate('new') },
    );
    const proposer = withoutRefused(
      skip,
      { refused: new Set(['one']), note: '' },
      (candidate) => candidate.id,
    );
    expect(await proposer.propose('s', {} as Situation, signal)).toMatchObject({ candidate: { id: 'new' } });
    expect(await proposer.propose('s', {} as Situation, signal)).toMatchObject({ kind: 'exhausted' });
  });

  it('books what a model asked for a candidate that was refused before', async () => {
    const usage = { tokens: 7, dollars: 0, calls: 1 };
    const paid = proposing({ kind: 'candidate', candidate: aCandidate('one'), usage });
    const proposer = withoutRefused(
      paid,
      { refused: new Set(['one']), note: '' },
      (candidate) => candidate.id,
    );
    expect(await proposer.propose('s', {} as Situation, signal)).toMatchObject({ kind: 'rejected', usage });
  });
});

describe('the mark of a snapshot', () => {
  it('changes with a file, with what is not saved, and with the list of files, and not by itself', () => {
    writeFileSync(join(folder, 'a'), 'text');
    const mark = snapshotMark(folder, ['a'], []);
    expect(snapshotMark(folder, ['a'], [])).toBe(mark);
    expect(snapshotMark(folder, ['a', 'b'], [])).not.toBe(mark);
    expect(snapshotMark(folder, ['a'], [{ path: 'a', text: 'typed' }])).not.toBe(mark);
    utimesSync(join(folder, 'a'), 1, 2);
    expect(snapshotMark(folder, ['a'], [])).not.toBe(mark);
  });
});
