import { spawn } from 'node:child_process';
import fs, {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tidyStateFolder } from '../../../src/engine/state-folder.ts';
import { openAnalogues } from '../../../src/handbook/analogues.ts';
import { NO_EVIDENCE } from '../../../src/handbook/arms.ts';
import { openBoundedLog } from '../../../src/handbook/bounded-log.ts';
import { removeOldEpisodes } from '../../../src/handbook/episode-limits.ts';
import {
  anewFrom,
  contributorOf,
  type EvidenceRecord,
  parseEvidence,
  sinceReset,
  stagedFrom,
  talliesFrom,
} from '../../../src/handbook/evidence.ts';
import { compactedEvidence, shorterEvidence } from '../../../src/handbook/evidence-compact.ts';
import { keepFate } from '../../../src/handbook/fates.ts';
import { lockText } from '../../../src/handbook/lock.ts';
import { printHandbook } from '../../../src/handbook/markdown.ts';
import { openPriors } from '../../../src/handbook/priors/priors.ts';
import { openHandbook } from '../../../src/handbook/store.ts';
import { aTask } from '../../support/world.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'credence-bounded-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const onDay = (day: number): string => new Date(Date.UTC(2026, 0, 1 + day)).toISOString();
const HANDBOOK = resolve(import.meta.dirname, '../../../src/handbook');
const running = (program: string): Promise<unknown> =>
  new Promise((done) => spawn(process.execPath, [program], { stdio: 'inherit' }).once('exit', done));
const program = (name: string, text: string): string => {
  const file = join(root, name);
  writeFileSync(file, text);
  return file;
};

const names = fc.constantFrom('one', 'two', 'three');
const someRecord: fc.Arbitrary<EvidenceRecord> = fc
  .record({
    day: fc.nat(70),
    name: names,
    flag: fc.boolean(),
    solved: fc.boolean(),
    candidates: fc.option(fc.integer({ min: 1, max: 5000 }), { nil: undefined }),
    type: fc.constantFrom(
      'credit',
      'credit',
      'credit',
      'learned',
      'worded',
      'published',
      'forgotten',
      'reset',
    ),
  })
  .map(({ day, name, flag, solved, candidates, type }): EvidenceRecord => {
    const [at, episode] = [onDay(day), `e${day}`];
    if (type === 'reset') return { type, at };
    if (type === 'forgotten') return { type, at, names: [name], what: flag ? 'all' : 'counts' };
    if (type === 'published') return { type, at, episode, names: [name] };
    if (type === 'learned') {
      const citations = [{ path: `src/${day}.ts`, hash: 'abcdef012345' }];
      const behavior = { name, trigger: {}, instruction: `Do ${day}.`, sources: ['first'], citations };
      return { type, at, episode, behavior };
    }
    if (type === 'worded')
      return { type, at, episode, name, model: 'm', sent: 'Word it.', instruction: `Say ${day}.` };
    return { type: 'credit', at, episode, name, withheld: flag, solved, candidates };
  });
const aLog = fc.array(someRecord, { maxLength: 80 }).map((records): readonly EvidenceRecord[] => [
  { type: 'contributor', at: onDay(0), id: 'me' },
  // As they were written down, which is not always as they were timed.
  ...records,
]);
/** As a handbook counts that a colleague had measured anew on a day of which this log knows nothing. */
const countsIn = (records: readonly EvidenceRecord[], told?: string) => {
  const anew = new Map(anewFrom(records));
  if (told !== undefined && told > (anew.get('one') ?? '')) anew.set('one', told);
  return [...talliesFrom(records, 'me', anew)].toSorted();
};

describe('a log of evidence that is written anew, shorter', () => {
  it('keeps what was lately sent to a model, and that it was asked; not of what a person deleted since', () => {
    const worded = (name: string, day: number): EvidenceRecord => ({
      ...{ type: 'worded', at: onDay(day), episode: `e${day}`, name },
      ...{ model: 'm', sent: `Word ${day}.`, refused: 'It was cut off.' },
    });
    const deleted: EvidenceRecord = { type: 'forgotten', at: onDay(1), names: ['gone'], what: 'all' };
    const kept = Array.from({ length: 120 }, (_, day) => worded('one', day));
    expect(compactedEvidence([worded('gone', 0), deleted, ...kept])).toEqual(kept.slice(20));
  });

  it('counts the same in every month, and has the same lessons with all their sources', () => {
    fc.assert(
      fc.property(aLog, fc.nat(30), fc.option(fc.nat(70), { nil: undefined }), (log, recent, day) => {
        const told = day === undefined ? undefined : onDay(day);
        const since = new Map(told === undefined ? [] : [['one', told]]);
        const standing = sinceReset(log);
        const short = compactedEvidence(standing, recent, since);
        expect(countsIn(short, told)).toEqual(countsIn(standing, told));
        expect([...stagedFrom(short)].toSorted()).toEqual([...stagedFrom(standing)].toSorted());
        expect(contributorOf(short)).toBe(contributorOf(standing));
        expect(anewFrom(short)).toEqual(anewFrom(standing));
        // Written anew again it says the same, and what comes later is counted on top.
        const more: EvidenceRecord[] = [
          { type: 'credit', at: onDay(201), episode: 'new', name: 'one', withheld: false, solved: false },
          { type: 'learned', at: onDay(201), episode: 'new', behavior: aLesson('two') },
        ];
        expect(countsIn(compactedEvidence([...short, ...more], recent, since), told)).toEqual(
          countsIn([...standing, ...more], told),
        );
        expect(stagedFrom(compactedEvidence([...short, ...more], recent)).get('two')).toEqual(
          stagedFrom([...standing, ...more]).get('two'),
        );
      }),
    );
  });

  it('loses no month to a task that was timed before its behavior was measured anew, and written down after it', () => {
    const task = (at: string): EvidenceRecord => ({
      ...{ type: 'credit', at, episode: 'e', name: 'one', withheld: false, solved: true },
    });
    const log: EvidenceRecord[] = [
      { type: 'forgotten', at: onDay(1), names: ['one'], what: 'counts' },
      task(onDay(0)),
      ...Array.from({ length: 20 }, (_, day) => task(onDay(2 + day))),
    ];
    const solved = (records: readonly EvidenceRecord[], told?: string) =>
      countsIn(records, told).map(([, months]) => Object.values(months).map(({ used }) => used.solved));
    expect(solved(compactedEvidence(log, 0))).toEqual([[20]]);
    // What is known only later leaves what comes from then on to count, in a line of its own.
    const told = onDay(11);
    const late = compactedEvidence(
      [...compactedEvidence(log, 0), task(onDay(25))],
      0,
      new Map([['one', told]]),
    );
    expect(solved(late, told)).toEqual([[1]]);
    expect(solved(late)).toEqual([[21]]);
  });

  it('grows by months, not by tasks, and keeps what a later version wrote word for word', () => {
    const credit = (day: number): string =>
      JSON.stringify({
        ...{ type: 'credit', at: onDay(day / 100), episode: `e${day}`, name: 'one' },
        ...{ withheld: day % 5 === 0, solved: true, candidates: 3 },
      });
    const later = JSON.stringify({ type: 'from a later version', at: onDay(0) });
    const log = [later, ...Array.from({ length: 9000 }, (_, day) => credit(day))];
    const short = shorterEvidence(`${log.join('\n')}\n{"type":"cre`) ?? '';
    const lines = short.trim().split('\n');
    expect(lines[0]).toBe(later);
    // One for each of three months before the newest tasks.
    expect(lines.filter((line) => line.includes('"counted"'))).toHaveLength(3);
    expect(lines.length).toBeLessThan(1510);
    const counted = talliesFrom(parseEvidence(lines), 'me', new Map()).get('one') ?? {};
    const solved = Object.values(counted).map(({ used, withheld }) => [used.solved, withheld.solved]);
    expect(solved.reduce(([a = 0, b = 0], [c = 0, d = 0]) => [a + c, b + d], [0, 0])).toEqual([7200, 1800]);
    expect(shorterEvidence('not ours\nat all\n')).toBeUndefined();
  });

  it('counts what came since a colleague had a behavior measured anew apart from what was before', async () => {
    const [workspaceFile, evidence] = [join(root, 'handbook.md'), join(root, 'evidence.jsonl')];
    const lesson = { ...aLesson('one'), status: 'trial' as const, evidence: NO_EVIDENCE, anew: onDay(4) };
    writeFileSync(workspaceFile, printHandbook([lesson]));
    const log = Array.from({ length: 1600 }, (_, n) =>
      JSON.stringify({
        ...{ type: 'credit', at: onDay(n / 160), episode: `e${n}`, name: 'one' },
        ...{ withheld: false, solved: true },
      }),
    );
    // The oldest, which lose their own lines, lie before the fourth day and after it.
    const older = Array.from({ length: 80 }, (_, n) =>
      JSON.stringify({ ...JSON.parse(log[0] ?? ''), at: onDay(n / 10) }),
    );
    writeFileSync(evidence, [...older, ...log.slice(700), ...log.slice(700), ''].join('\n'));
    const opened = () =>
      openHandbook({ ...{ workspaceFile, stateFolder: root, now: () => new Date(onDay(9)) }, most: 300 });
    const solved = async () => (await (await opened()).behaviors())[0]?.evidence.usedSolved;
    const before = await solved();
    const credited = [{ name: 'one', solved: true, withheld: false }];
    await (await opened()).record(aTask(), { ...reflection([]), credited });
    expect(readFileSync(evidence, 'utf8').match(/"counted"/g)?.length).toBe(2);
    expect(await solved()).toBe((before ?? 0) + 1);
  });

  it('lets a patch that is accepted late bring its lesson into the handbook all the same', async () => {
    const handbook = await openHandbook({
      ...{ workspaceFile: join(root, 'work', '.credence', 'handbook.md'), stateFolder: join(root, 'state') },
      ...{ now: () => new Date(onDay(0)), most: 300 },
    });
    for (const id of ['first', 'second', 'third'])
      await handbook.record({ ...aTask(), id }, reflection([aLesson('one')]));
    const log = readFileSync(join(root, 'state', 'evidence.jsonl'), 'utf8');
    expect(log.match(/"learned"/g)).toHaveLength(1);
    expect(await handbook.publish('first')).toEqual({ written: true, complaints: [] });
    expect((await handbook.behaviors()).map(({ name, sources }) => [name, sources])).toEqual([
      ['one', ['source', 'first', 'second', 'third']],
    ]);
  });
});

describe('two processes at once', () => {
  it('lose no evidence while the log is written anew again and again', async () => {
    const file = join(root, 'evidence.jsonl');
    const writer = program(
      'count.mjs',
      `const { openBoundedLog } = await import(${JSON.stringify(join(HANDBOOK, 'bounded-log.ts'))});
const { parseEvidence } = await import(${JSON.stringify(join(HANDBOOK, 'evidence.ts'))});
const { compactedEvidence } = await import(${JSON.stringify(join(HANDBOOK, 'evidence-compact.ts'))});
const shorter = (text) =>
  compactedEvidence(parseEvidence(text.split('\\n')), 3).map((record) => JSON.stringify(record) + '\\n').join('');
const log = openBoundedLog(${JSON.stringify(file)}, 1000, shorter);
for (let i = 0; i < 60; i += 1)
  log.append([JSON.stringify({ type: 'credit', at: ${JSON.stringify(onDay(0))}, episode: process.pid + '-' + i,
    name: 'one', solved: true, withheld: i % 5 === 0, candidates: 4 })], false);
`,
    );
    expect(await Promise.all([running(writer), running(writer)])).toEqual([0, 0]);
    const records = parseEvidence(readFileSync(file, 'utf8').split('\n'));
    const [tally] = Object.values(talliesFrom(records, 'me', new Map()).get('one') ?? {});
    expect([tally?.used.solved, tally?.withheld.solved]).toEqual([96, 24]);
    // It was written anew, or each of the tasks would have a line of its own.
    expect(records.length).toBeLessThan(20);
  }, 60_000);

  it('lose nothing when one is killed in the middle of it', async () => {
    const log = join(root, 'evidence.jsonl');
    const writer = program(
      'killed.mjs',
      `const { openBoundedLog } = await import(${JSON.stringify(join(HANDBOOK, 'bounded-log.ts'))});
const log = openBoundedLog(${JSON.stringify(log)}, 200, (text) => text.replace(/\\n+/g, '\\n'));
for (let i = 0; ; i += 1) {
  log.append([JSON.stringify({ i }), ''], false);
  process.send(i);
}
`,
    );
    for (let round = 0; round < 4; round += 1) {
      const child = spawn(process.execPath, [writer], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
      let last = -1;
      child.on('message', (i) => {
        last = Number(i);
        if (last > 40 + 9 * round) child.kill('SIGKILL');
      });
      await new Promise((done) => child.once('exit', done));
      const said = readFileSync(log, 'utf8').split('\n');
      // It was written anew: the empty lines are gone from where it begins.
      expect(said.slice(0, 20)).not.toContain('');
      for (let i = 0; i <= last; i += 1) expect(said).toContain(JSON.stringify({ i }));
      rmSync(log);
      // The next one does not wait for the turn of who is dead.
      expect(openBoundedLog(log, 200, (text) => text).append(['{}'], false)).toBeUndefined();
      rmSync(log);
    }
  }, 60_000);

  it('throw away nothing that was appended without a turn while the other wrote the log anew', () => {
    const log = join(root, 'log.jsonl');
    writeFileSync(log, '1\n'.repeat(300));
    const bounded = openBoundedLog(log, 100, () => {
      writeFileSync(log, 'of one who waited in vain\n', { flag: 'a' });
      return '1\n';
    });
    bounded.append(['2'], false);
    expect(readFileSync(log, 'utf8').endsWith('2\nof one who waited in vain\n')).toBe(true);
  });
});

describe('one who waited for a turn in vain', () => {
  afterEach(() => vi.restoreAllMocks());

  it('loses nothing that it appends while the new log waits for the disk', () => {
    const log = join(root, 'log.jsonl');
    writeFileSync(log, '1\n'.repeat(300));
    const flush = fs.fsyncSync;
    const waits = vi.spyOn(fs, 'fsyncSync').mockImplementation((file) => {
      writeFileSync(log, 'of one who waited in vain\n', { flag: 'a' });
      flush(file);
    });
    openBoundedLog(log, 100, () => '1\n').append(['2'], false);
    expect(waits).toHaveBeenCalledTimes(1);
    expect(readFileSync(log, 'utf8')).toBe('1\nof one who waited in vain\n');
  });
});

describe('what is learned of models while another process has its turn', () => {
  const samples = (passed: boolean) => [
    {
      task: { model: 'm', group: 'failing-test', words: [] },
      terms: { cap: 10, price: 0.01, check: { certain: false as const, wrong: 0.01 } },
      samples: [
        passed ? { passed } : { passed, type: 'wrong' as const, signature: 'token=abcdefgh12345678' },
      ],
    },
  ];
  const models = (): string => join(root, 'models.json');
  const isTakenBy = (pid: number): void =>
    writeFileSync(`${models()}.lock`, lockText({ pid, host: hostname(), turn: 'x' }));
  const left = (): readonly string[] => readdirSync(root).filter((name) => name.includes('.left-'));
  const tasks = async () => (await openPriors({ stateFolder: root }).recall()).sampling?.tasks;
  const learn = (episode: string, passed = true) =>
    openPriors({ stateFolder: root }).record({ samples: samples(passed) }, { episode, at: onDay(0) });

  it('leaves the file to that one, is believed at once, and is taken in once, by the next', async () => {
    expect(await learn('a')).toEqual([]);
    const before = readFileSync(models(), 'utf8');
    // The process that started this one lives, and goes on for longer than anybody waits.
    isTakenBy(process.ppid);
    expect(await learn('b', false)).toEqual([]);
    expect(readFileSync(models(), 'utf8')).toBe(before);
    expect(left()).toHaveLength(1);
    expect(readFileSync(join(root, left()[0] ?? ''), 'utf8')).not.toContain('abcdefgh12345678');
    expect(await tasks()).toBe(2);
    rmSync(`${models()}.lock`);
    expect(await learn('c')).toEqual([]);
    expect(left()).toEqual([]);
    expect(await tasks()).toBe(3);
  });

  it('counts once when whoever took it in was killed before it could be removed', async () => {
    isTakenBy(process.ppid);
    await learn('a');
    rmSync(`${models()}.lock`);
    const [name = ''] = left();
    const text = readFileSync(join(root, name), 'utf8');
    await learn('b');
    writeFileSync(join(root, name), text);
    expect(await tasks()).toBe(2);
    await learn('c');
    expect(await tasks()).toBe(3);
    expect(left()).toEqual([]);
  });

  it('is forgotten with the rest', async () => {
    isTakenBy(process.ppid);
    await learn('a');
    rmSync(`${models()}.lock`);
    expect(openPriors({ stateFolder: root }).reset(onDay(1))).toEqual([]);
    expect([existsSync(models()), left()]).toEqual([false, []]);
  });

  it('is not said to be forgotten while that one would write it again', async () => {
    await learn('a');
    isTakenBy(process.ppid);
    const complaints = openPriors({ stateFolder: root }).reset(onDay(1));
    expect(complaints).toEqual([expect.stringContaining('could not be forgotten')]);
    expect(await tasks()).toBe(1);
    rmSync(`${models()}.lock`);
    expect(openPriors({ stateFolder: root }).reset(onDay(1))).toEqual([]);
    expect(await tasks()).toBeUndefined();
  });
});

describe('what else is kept of a workspace', () => {
  it('has the last word on each patch, and forgets those of long ago', () => {
    for (let n = 0; n < 40; n += 1)
      keepFate(root, { at: onDay(n), episode: `e${n % 4}`, fate: 'kept', share: n / 40, minutes: 5 }, 1000);
    const lines = readFileSync(join(root, 'fates.jsonl'), 'utf8').trim().split('\n');
    expect(lines.length).toBeLessThan(20);
    const last = new Map(lines.map((line) => [JSON.parse(line).episode, JSON.parse(line).share]));
    expect([...last]).toEqual([...['e0', 'e1', 'e2', 'e3'].map((episode, at) => [episode, (36 + at) / 40])]);
  });

  it('holds so many examples of solved tasks and no more', () => {
    const diff = 'x'.repeat(3900);
    const analogues = openAnalogues(root, (text) => text);
    for (let n = 0; n < 1400; n += 1) analogues.add({ episode: `${n}`, key: 'k', title: 't', diff });
    expect(statSync(join(root, 'solved.jsonl')).size).toBeLessThan(5_010_000);
    expect(openAnalogues(root, (text) => text).find('k')[0]?.episode).toBe('1399');
  });

  it('removes the oldest traces, and none that may still be written to', async () => {
    const folder = join(root, 'episodes');
    mkdirSync(folder);
    const now = new Date();
    for (let n = 0; n < 6; n += 1) {
      const file = join(folder, `e${n}.jsonl`);
      writeFileSync(file, 'x'.repeat(100));
      // e0 is the oldest, and e5 is being written.
      const time = new Date(now.getTime() - (5 - n) * 60 * 60_000);
      utimesSync(file, time, time);
    }
    expect(await removeOldEpisodes(root, { episodes: 4, bytes: 1e9 }, now)).toBe(2);
    expect(readdirSync(folder)).toEqual(['e2.jsonl', 'e3.jsonl', 'e4.jsonl', 'e5.jsonl']);
    expect(await removeOldEpisodes(root, { episodes: 4, bytes: 250 }, now)).toBe(1);
    expect(await removeOldEpisodes(root, { episodes: 0, bytes: 0 }, now)).toBe(2);
    expect(readdirSync(folder)).toEqual(['e5.jsonl']);
    expect(await removeOldEpisodes(join(root, 'nowhere'))).toBe(0);
  });

  it('keeps the older traces beside a newest one that is larger than all may be', async () => {
    for (const [n, size] of [100, 100, 100, 5000].entries()) aTrace(n, size);
    expect(await removeOldEpisodes(root, { episodes: 10, bytes: 250 })).toBe(1);
    expect(readdirSync(join(root, 'episodes'))).toEqual(['e1.jsonl', 'e2.jsonl', 'e3.jsonl']);
  });

  it('is removed with a word, and only then', async () => {
    for (let n = 0; n < 300; n += 1) aTrace(n, 1);
    expect(await tidyStateFolder(root)).toBeUndefined();
    aTrace(300, 1);
    aTrace(301, 1);
    expect(await tidyStateFolder(root)).toMatch(
      /^2 old traces were removed from .*newest 300 stay.*--state-folder/,
    );
  });
});

/** A trace of long ago. */
function aTrace(n: number, size: number): void {
  const file = join(root, 'episodes', `e${n}.jsonl`);
  mkdirSync(join(root, 'episodes'), { recursive: true });
  writeFileSync(file, 'x'.repeat(size));
  utimesSync(file, new Date(onDay(n / 10)), new Date(onDay(n / 10)));
}

function aLesson(name: string) {
  return { name, trigger: {}, instruction: 'Do it.', sources: ['source'] };
}

function reflection(learned: readonly ReturnType<typeof aLesson>[]) {
  const evidence = { usedSolved: 0, usedFailed: 0, withheldSolved: 0, withheldFailed: 0 };
  return {
    ...{ updates: [], credited: [], summary: [] },
    learned: learned.map((lesson) => ({ ...lesson, status: 'trial' as const, evidence })),
  };
}
