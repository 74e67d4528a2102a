import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openHandbook } from '../../../src/handbook/store.ts';
import { solve } from '../../../src/loop/loop.ts';
import type { Behavior, Outcome, Reflection } from '../../../src/loop/types.ts';
import { aCandidate, aSurvey, aTask, portsOf } from '../../support/world.ts';

const USED: Behavior = {
  name: 'seen-before',
  trigger: { taskKind: 'failing-test' },
  instruction: 'Look there.',
  status: 'trial',
  evidence: { usedSolved: 0, usedFailed: 0, withheldSolved: 0, withheldFailed: 0 },
  sources: ['one'],
};

/** One that fails, and one that passes; with such a share of the belief it is offered, or asked about. */
async function play(share: number): Promise<{ readonly outcome: Outcome; readonly reflection: Reflection }> {
  const ports = portsOf({
    candidates: [
      { candidate: aCandidate('fails', 0.1), search: 'tests' },
      { candidate: aCandidate('passes', share), search: 'passes' },
    ],
  });
  const recall = async () => ({ behaviors: [USED], withheld: [], beliefs: {}, complaints: [] });
  const handbook = { ...ports.handbook, recall };
  const options = { version: 'test', assessOnly: false };
  const steps = solve(aTask(), { ...ports, handbook }, options, new AbortController().signal);
  for (;;) {
    const next = await steps.next();
    const [reflection] = ports.recorded;
    if (next.done && reflection !== undefined) return { outcome: next.value, reflection };
  }
}

it('a patch that is more likely wrong than right counts for its skill as what it is believed, and solves nothing', async () => {
  const successOf = ({ updates }: Reflection, key: string): number | undefined =>
    updates.find((update) => update.key === `failing-test/${key}`)?.success;
  const offered = await play(0.1);
  expect(offered.outcome.verdict).toBe('solved');
  expect(successOf(offered.reflection, 'template-repair')).toBe(1);
  expect(offered.reflection.credited).toMatchObject([{ solved: true, candidates: 2 }]);
  expect(offered.reflection.isQuestion).toBeUndefined();

  const { outcome, reflection } = await play(0.0000002);
  expect(outcome.verdict).toBe('asked');
  expect(outcome.credence).toBeLessThan(0.5);
  for (const key of ['template-repair', 'template-repair:comparison', 'file:cart.ts'])
    expect(successOf(reflection, key)).toBeCloseTo(outcome.credence);
  expect(reflection.credited).toEqual([{ name: 'seen-before', withheld: false, solved: false }]);
  expect(reflection).toMatchObject({ isQuestion: true, learned: [{ prefer: 'template-repair:comparison' }] });
});

it('what such a patch teaches is written once a person takes it, and is not lost until then', async () => {
  const { reflection } = await play(0.0000002);
  const root = await mkdtemp(join(tmpdir(), 'credence-question-'));
  const at = { workspaceFile: join(root, '.credence', 'handbook.md'), stateFolder: join(root, 'state') };
  const handbook = await openHandbook(at);
  expect(await handbook.record(aTask(), reflection)).toEqual({ complaints: [] });
  const recalled = await handbook.recall(aTask(), aSurvey());
  expect([...recalled.behaviors, ...recalled.withheld]).toEqual([]);
  expect(recalled.beliefs['failing-test/template-repair']?.success).toBeLessThan(0.5);
  // Whoever takes another patch says nothing of this one.
  expect(await handbook.publish('another')).toEqual({ written: false, complaints: [] });

  expect(await handbook.publish('task-1')).toEqual({ written: true, complaints: [] });
  const [lesson] = reflection.learned;
  expect(lesson?.name).toMatch(/^try-comparison-on-/);
  expect(await readFile(at.workspaceFile, 'utf8')).toContain(`## ${lesson?.name}`);
  expect(await handbook.behaviors()).toMatchObject([{ name: lesson?.name, sources: ['task-1'] }]);
  await rm(root, { recursive: true, force: true });
});
