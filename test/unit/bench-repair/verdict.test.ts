import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RepairTask } from '../../../bench/repair/corpus.ts';
import { resultOf } from '../../../bench/repair/verdict.ts';
import type { TraceEvent } from '../../../src/loop/events.ts';
import { solve } from '../../../src/loop/loop.ts';
import type { Candidate } from '../../../src/loop/types.ts';
import { aCandidate, aTask, portsOf, type World } from '../../support/world.ts';

const CORRECT = 'export const top = 1;\n\n\nexport const limit = size + 1;\n';
const BUGGY = CORRECT.replace('+ 1', '- 1');

/** The correct project is `cart.ts` alone; the bug is in its last line. */
function aRepairTask(over: Partial<RepairTask> = {}): RepairTask {
  const folder = mkdtempSync(join(tmpdir(), 'bench-repair-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'cart.ts'), CORRECT);
  return {
    id: 'limit',
    language: 'typescript',
    project: 'cart',
    folder,
    runner: 'vitest',
    kind: 'arithmetic-operator',
    repairable: true,
    bug: [{ file: 'cart.ts', find: 'size + 1', replace: 'size - 1' }],
    add: {},
    hidden: ['test/cart.hidden.test.ts'],
    ...over,
  };
}

/** Puts this text in the place of the minus of the bug; or of the first letter of the file. */
function edit(id: string, text: string, at = BUGGY.indexOf('- 1')): Candidate {
  const replacements = [{ start: at, end: at + 1, text }];
  return aCandidate(id, 0.2, { edits: [{ kind: 'modify', path: 'cart.ts', replacements }] });
}

/** What the product's own loop tells of a world, and how the hidden tests see its candidates. */
async function verdictOn(
  world: World['candidates'],
  right: readonly string[],
  over: { readonly task?: Partial<RepairTask>; readonly trouble?: string; readonly candidates?: number } = {},
) {
  const task = aRepairTask(over.task);
  const budget = {
    ...aTask().budget,
    ...(over.candidates === undefined ? {} : { candidates: over.candidates }),
  };
  const options = { version: 'test', assessOnly: false };
  const events: TraceEvent[] = [];
  for await (const event of solve(
    aTask({ budget }),
    portsOf({ candidates: world }),
    options,
    new AbortController().signal,
  ))
    events.push(event);
  const ids = new Map(world.map(({ candidate }) => [JSON.stringify(candidate.edits), candidate.id]));
  return resultOf(
    task,
    { events, seconds: 2, ...(over.trouble === undefined ? {} : { trouble: over.trouble }) },
    {
      judge: async (edits) => {
        const isRight = right.includes(ids.get(JSON.stringify(edits)) ?? '');
        return { visible: true, right: isRight, ...(isRight ? {} : { fault: 'hidden tests fail: limit' }) };
      },
    },
  );
}

const fails = (candidate: Candidate) => ({ candidate, search: 'tests' as const });
const passes = (candidate: Candidate) => ({ candidate, search: 'passes' as const });

describe('the verdict on a task', () => {
  it('is solved when hidden tests pass with what is offered, and tells its place among those tried', async () => {
    const result = await verdictOn(
      [fails(edit('a', '*')), fails(edit('b', '/')), passes(edit('c', '+'))],
      ['c'],
    );
    expect(result).toMatchObject({
      verdict: 'solved',
      note: 'candidate c',
      seconds: 2,
      candidates: 3,
      passing: 1,
      firstPassingRight: true,
      rightRank: 3,
    });
    expect(result.credence).toBeGreaterThan(0);
    expect(result.forecast).toBeGreaterThan(0);
    expect(result.firstPassingSeconds).toBeGreaterThan(0);
    expect(result.miss).toBeUndefined();
  });

  it('is wrong when hidden tests fail with what is offered', async () => {
    const result = await verdictOn([passes(edit('a', '*')), fails(edit('b', '/'))], []);
    expect(result).toMatchObject({
      verdict: 'wrong',
      note: 'candidate a; hidden tests fail: limit',
      firstPassingRight: false,
      miss: 'accident',
    });
    expect(result.rightRank).toBeUndefined();
  });

  it('lays a wrong offer to the choice when a right patch had passed as well', async () => {
    const likely = { ...edit('a', '*'), share: 0.6 };
    const result = await verdictOn([passes(likely), passes(edit('b', '+'))], ['b']);
    expect(result).toMatchObject({ verdict: 'wrong', passing: 2, rightRank: 2, miss: 'wrong-choice' });
  });

  it('knows the reference patch among others that passed', async () => {
    const others = Array.from({ length: 3 }, (_, n) => passes({ ...edit(`o${n}`, `* ${n} *`), share: 0.1 }));
    const right = { ...edit('right', '+'), share: 0.09 };
    const result = await verdictOn([...others, passes(right)], ['right']);
    expect(result).toMatchObject({ verdict: 'declined', passing: 4, rightRank: 4, miss: 'wrong-choice' });
  });

  it('is right to be declined when no edit repairs it, and wrong otherwise', async () => {
    const task = { kind: 'missing-feature', repairable: false, why: 'no discounts yet' } as const;
    const declined = await verdictOn([fails(edit('a', '*'))], [], { task });
    expect(declined).toMatchObject({ verdict: 'declined', candidates: 1, passing: 0 });
    expect(declined.credence).toBeUndefined();
    expect(declined.miss).toBeUndefined();
    expect(await verdictOn([passes(edit('a', '*'))], [], { task })).toMatchObject({ verdict: 'wrong' });
  });

  it('is failed when the product broke, whatever it had', async () => {
    const result = await verdictOn([passes(edit('a', '+'))], ['a'], { trouble: 'no outcome, ended with 1' });
    expect(result).toMatchObject({ verdict: 'failed', note: 'no outcome, ended with 1', miss: 'engine' });
  });
});

describe('why a repairable task was declined', () => {
  it.each([
    ['localisation', 'no candidate came near the fault', [fails(edit('a', 'X', 0))], 100],
    ['no-template', 'candidates came near it, and none was right', [fails(edit('a', '*'))], 100],
    ['too-late', 'the same, and the budget was used up', [fails(edit('a', '*')), fails(edit('b', '/'))], 1],
    ['engine', 'the reference patch was tried and did not pass', [fails(edit('a', '+'))], 100],
    ['engine', 'the reference patch was tried, laid out otherwise', [fails(edit('a', ' +\n  '))], 100],
    ['not-attempted', 'no candidate was tried', [], 100],
  ] as const)('%s: %s', async (miss, _, world, candidates) => {
    expect(await verdictOn(world, [], { candidates })).toMatchObject({ verdict: 'declined', miss });
  });

  it('engine: a right patch passed the search and not the confirmation', async () => {
    const world = [{ candidate: edit('a', '+'), search: 'passes', confirm: 'suite' }] as const;
    expect(await verdictOn(world, ['a'])).toMatchObject({ verdict: 'declined', miss: 'engine' });
  });
});
