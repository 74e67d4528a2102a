import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { twoSides } from '../../../src/handbook/conflict-marks.ts';
import { behaviorsIn, parseHandbook, printHandbook } from '../../../src/handbook/markdown.ts';
import { mergeBehaviors, mergeHandbooks } from '../../../src/handbook/merge.ts';
import { openHandbook } from '../../../src/handbook/store.ts';
import type { Behavior } from '../../../src/loop/types.ts';
import { anyBehavior, totalOf } from '../../support/behaviors.ts';

const same = anyBehavior.map((b) => ({ ...b, name: 'one' }));

describe('two versions of a behavior as one', () => {
  it('is the same in any order, and twice is once', () => {
    fc.assert(
      fc.property(same, same, same, (a, b, c) => {
        expect(mergeBehaviors(a, b)).toEqual(mergeBehaviors(b, a));
        expect(mergeBehaviors(mergeBehaviors(a, b), c)).toEqual(mergeBehaviors(a, mergeBehaviors(b, c)));
        const once = mergeBehaviors(a, b);
        expect(mergeBehaviors(once, b)).toEqual(once);
        expect(mergeBehaviors(once, once)).toEqual(once);
      }),
    );
  });

  it('loses nothing that anybody counted, and counts nothing twice', () => {
    fc.assert(
      fc.property(same, same, (a, b) => {
        const { tallies = {}, evidence } = mergeBehaviors(a, b);
        const keys = new Set([...Object.keys(a.tallies ?? {}), ...Object.keys(b.tallies ?? {})]);
        expect(new Set(Object.keys(tallies))).toEqual(keys);
        for (const key of keys) {
          for (const side of ['used', 'withheld'] as const) {
            const counts = [a, b].map((each) => each.tallies?.[key]?.[side] ?? { solved: 0, failed: 0 });
            expect(tallies[key]?.[side].solved).toBe(Math.max(...counts.map(({ solved }) => solved)));
            expect(tallies[key]?.[side].failed).toBe(Math.max(...counts.map(({ failed }) => failed)));
          }
        }
        const total = totalOf(tallies);
        for (const field of Object.keys(total) as (keyof typeof total)[])
          expect(evidence[field]).toBeGreaterThanOrEqual(total[field]);
      }),
    );
  });

  it('survives being written and read', () => {
    const unique = fc.uniqueArray(anyBehavior, { selector: (b) => b.name, maxLength: 4 });
    fc.assert(
      fc.property(unique, (behaviors) => {
        const document = parseHandbook(printHandbook(behaviors));
        expect(behaviorsIn(document)).toEqual(behaviors);
        expect(document.complaints).toEqual([]);
      }),
    );
  });

  it('keeps the words with the newer verified episode, a person’s edit above all, and says so', () => {
    const base: Behavior = {
      name: 'one',
      trigger: {},
      instruction: 'Old.',
      status: 'trial',
      evidence: { usedSolved: 0, usedFailed: 0, withheldSolved: 0, withheldFailed: 0 },
      sources: ['20260101000000-a'],
    };
    const newer = { ...base, instruction: 'Newer.', sources: ['20260201000000-b'] };
    const edited = {
      ...base,
      instruction: 'Mine.',
      status: 'pinned' as const,
      edited: '2026-01-15T00:00:00Z',
    };
    const first = mergeHandbooks([base], [newer]);
    expect(first.behaviors[0]?.instruction).toBe('Newer.');
    expect(first.conflicts).toEqual([
      expect.objectContaining({ field: 'instruction', ours: 'Old.', theirs: 'Newer.', kept: 'theirs' }),
    ]);
    const second = mergeHandbooks(first.behaviors, [edited]);
    expect(second.behaviors[0]).toMatchObject({ instruction: 'Mine.', status: 'pinned' });
    expect(second.conflicts.map(({ field }) => field)).toEqual(['instruction', 'status']);
    expect(mergeHandbooks([base], [base]).conflicts).toEqual([]);
  });
});

describe('a handbook in git', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'credence-merge-'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@localhost', ...args], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    });

  it('is merged from two branches without losing evidence, whether git can finish or not', async () => {
    const file = join(root, '.credence', 'handbook.md');
    const person = (name: string, stateFolder = join(root, `${name}-state`)) =>
      openHandbook({ workspaceFile: file, stateFolder, now: () => new Date('2026-03-01') });
    const task = { id: '20260301000000-x' } as Parameters<Awaited<ReturnType<typeof person>>['record']>[0];
    const lesson = (name: string): Behavior => ({
      name,
      trigger: { taskKind: 'failing-test' },
      instruction: `Do ${name}.`,
      status: 'trial',
      evidence: { usedSolved: 0, usedFailed: 0, withheldSolved: 0, withheldFailed: 0 },
      sources: [task.id],
    });
    /** Works with “shared” so often, learns something of its own, and accepts its patch. */
    const work = async (name: string, times: number, withheld: number): Promise<void> => {
      const handbook = await person(name);
      const nothing = { updates: [], learned: [], credited: [], summary: [] };
      for (let i = 0; i < times + withheld; i += 1) {
        const credit = { name: 'shared', withheld: i >= times, solved: true, candidates: 8 };
        await handbook.record(task, { ...nothing, credited: [credit] });
      }
      await handbook.record(task, { ...nothing, learned: [lesson(`own-${name}`)] });
      expect((await handbook.publish(task.id)).written).toBe(true);
      git('commit', '-qam', name);
    };

    git('init', '-q', '-b', 'main');
    await writeFile(join(root, '.gitignore'), '*-state\n');
    const first = await person('first');
    const none = { updates: [], credited: [], summary: [] };
    await first.record(task, { ...none, learned: [lesson('shared')] });
    await first.publish(task.id);
    git('add', '-A');
    git('commit', '-qm', 'first');
    git('checkout', '-qb', 'ada');
    await work('ada', 5, 2);
    git('checkout', '-q', 'main');
    await work('bob', 7, 1);
    let finished = true;
    try {
      git('merge', '-q', '-m', 'both', 'ada');
    } catch {
      finished = false;
    }
    const merged = await readFile(file, 'utf8');
    // Both wrote below the same line, so that git leaves it to a person; the handbook is used all the same.
    expect(finished).toBe(false);
    expect(twoSides(merged)).toBeDefined();
    const reader = await person('reader');
    const evidence = { usedSolved: 12, usedFailed: 0, withheldSolved: 3, withheldFailed: 0 };
    const names = ['own-ada', 'own-bob', 'shared'];
    const seen = await reader.behaviors();
    expect(seen.map(({ name }) => name).toSorted()).toEqual(names);
    expect(seen.find(({ name }) => name === 'shared')?.evidence).toEqual(evidence);

    const pin = await reader.answer({ do: 'pin', name: 'shared' });
    expect(pin).toMatchObject({ done: false, message: expect.stringContaining('handbook resolve') });
    const resolved = await reader.answer({ do: 'resolve' });
    expect(resolved).toMatchObject({ done: true, conflicts: [], complaints: [] });
    const after = await readFile(file, 'utf8');
    expect(after).not.toMatch(/^(<<<<<<<|=======|>>>>>>>)/m);
    const written = behaviorsIn(parseHandbook(after));
    expect(written.map(({ name }) => name).toSorted()).toEqual(names);
    expect(written.find(({ name }) => name === 'shared')?.evidence).toEqual(evidence);
    // Whoever wrote a part of it still counts their own part once.
    const ada = await (await person('ada')).behaviors();
    expect(ada.find(({ name }) => name === 'shared')?.evidence).toEqual(evidence);
  });

  it('reads both sides of a conflict to the letter, and takes a lone mark for text', () => {
    const line = fc.constantFrom('a\n', 'b\n', '## c\n', '\n', '======= \n', '|||||||| x\n');
    const part = fc.array(line, { maxLength: 4 }).map((lines) => lines.join(''));
    const clean = part.filter((text) => !/^(=======|\|{7})( |$)/m.test(text));
    fc.assert(
      fc.property(
        part,
        clean,
        clean,
        clean,
        part,
        fc.boolean(),
        (before, ours, base, theirs, after, isLong) => {
          const middle = isLong ? `||||||| base\n${base}` : '';
          const text = `${before}<<<<<<< HEAD\n${ours}${middle}=======\n${theirs}>>>>>>> them\n${after}`;
          expect(twoSides(text)).toEqual({ ours: before + ours + after, theirs: before + theirs + after });
        },
      ),
    );
    expect(twoSides('a\n=======\nb\n')).toBeUndefined();
    expect(twoSides('<<<<<<< x\na\n')).toBeUndefined();
  });
});
