import type { TraceEvent } from '../../../src/loop/events.ts';
import type { Behavior, Candidate, Observation, Outcome, Reward, Spend } from '../../../src/loop/types.ts';
import { aCandidate, anObservation, aSurvey, aTask } from '../../support/world.ts';

const NONE = { usedSolved: 0, usedFailed: 0, withheldSolved: 0, withheldFailed: 0 };

const behavior = (name: string, instruction: string): Behavior => ({
  name,
  trigger: { taskKind: 'failing-test' },
  instruction,
  status: 'trial',
  evidence: NONE,
  sources: [],
});

const searched = (observation: Observation): Observation => ({
  ...observation,
  rungs: observation.rungs.map((r) => (r.rung === 'suite' ? { ...r, status: 'skipped' } : r)),
});
const reward = (total: number): Reward => ({ total, parts: [] });
const candidate = (id: string, part: string, title: string): Candidate =>
  aCandidate(id, 0.1, { skills: ['template-repair', `template-repair:${part}`], title });

const DIFF = `--- a/cart.ts
+++ b/cart.ts
@@ -10,3 +10,3 @@
 export function isFree(total: number): boolean {
-  return total > 50;
+  return total >= 50;
 }
`;

/** One episode with every kind of event a search has: two candidates fall, the third holds. */
export function sampleTrace(): readonly TraceEvent[] {
  const one = candidate('c1', 'literal', '`50` → `51` in `isFree` (cart.ts:11)');
  const two = candidate('c2', 'negation', '`total > 50` → `!(total > 50)` in `isFree` (cart.ts:11)');
  const three = candidate('c3', 'comparison', '`>` → `>=` in `isFree` (cart.ts:11)');
  const spend: Spend = { seconds: 4.25, candidates: 3, tokens: 0, dollars: 0, calls: 0 };
  const command = ['node', 'node_modules/vitest/vitest.mjs', 'run', '--reporter=json'];
  const confirmed = anObservation('c3', 'passes');
  const outcome: Outcome = {
    verdict: 'solved',
    credence: 0.93,
    reason: '`>` → `>=` in `isFree` (cart.ts:11): 2 tests pass, 0 fail',
    candidate: three,
    evidence: {
      commands: [
        { command, exitCode: 1, seconds: 1.2, tail: '' },
        { command, exitCode: 0, seconds: 1.1, tail: '' },
      ],
      testsBefore: { passed: 1, failed: 1 },
      testsAfter: { passed: 2, failed: 0 },
      fixed: ['cart.test.ts::adds'],
      rungs: confirmed.rungs,
      unchecked: [],
    },
    alternatives: [],
    spend,
  };
  const numbers = { chance: 0.12, value: 1, price: 0.002 };
  return [
    { at: 0, type: 'started', task: aTask(), version: '0.1.0' },
    { at: 1, type: 'surveyed', survey: aSurvey() },
    {
      at: 1,
      type: 'recalled',
      behaviors: [
        behavior('try-comparison', 'When a test fails with “expected # to be #”, try comparison early.'),
      ],
      withheld: [behavior('prefer-guard', 'Add a guard.')],
      complaints: [],
    },
    {
      at: 1.1,
      type: 'assessed',
      assessment: {
        verdict: 'solve',
        credence: 0.47,
        views: [
          { name: 'mission', credence: 0.99, weight: 1, evidence: ['no rule speaks against the request'] },
          {
            name: 'verifiability',
            credence: 0.95,
            weight: 1,
            evidence: ['types: TypeScript 6', 'tests: vitest'],
          },
          { name: 'capability', credence: 0.5, weight: 1, evidence: ['template-repair: 50% (a test fails)'] },
        ],
        target: { kind: 'failing-test', tests: ['cart.test.ts::adds'], files: [], diagnostics: [] },
        reason: '1 test must go from failing to passing; worth trying at a credence of 47%.',
      },
    },
    {
      at: 1.2,
      type: 'strategy',
      strategy: {
        weights: [
          { skill: 'language-service-fix', weight: 0.18, why: 'no compile error asks for one' },
          { skill: 'template-repair', weight: 0.82, why: 'a test fails in code it can read' },
        ],
      },
    },
    { at: 1.2, type: 'proposed', step: 0, candidate: one },
    { at: 1.2, type: 'proposed', step: 1, candidate: two },
    { at: 1.2, type: 'declined', skill: 'language-service-fix', reason: 'nothing to fix', final: true },
    {
      at: 2,
      type: 'observed',
      step: 0,
      observation: searched(anObservation('c1', 'tests')),
      reward: reward(0.3),
    },
    {
      at: 2,
      type: 'critiqued',
      critique: { candidate: 'c1', type: 'logic', evidence: 'expected 3 to be 4', advice: 'look elsewhere' },
    },
    {
      at: 2,
      type: 'observed',
      step: 1,
      observation: searched(anObservation('c2', 'types')),
      reward: reward(0.42),
    },
    {
      at: 2.1,
      type: 'decided',
      decision: { kind: 'continue', reason: 'the next idea is worth its price' },
      numbers,
    },
    { at: 2.2, type: 'proposed', step: 2, candidate: three },
    {
      at: 3,
      type: 'observed',
      step: 2,
      observation: searched(anObservation('c3', 'passes')),
      reward: reward(1),
    },
    {
      at: 3,
      type: 'decided',
      decision: {
        kind: 'confirm',
        candidate: 'c3',
        reason: 'it passed the search; now the whole suite, cold',
      },
      numbers,
    },
    { at: 4, type: 'confirmed', candidate: 'c3', observation: confirmed },
    {
      at: 4.1,
      type: 'decided',
      decision: {
        kind: 'stop',
        because: 'solved',
        reason: 'verified; a rival patch is worth 0.8%, below its price of 1.1%',
      },
      numbers: { chance: 0.12, value: 0.07, price: 0.011 },
    },
    { at: 4.2, type: 'spent', spend },
    {
      at: 4.2,
      type: 'reflected',
      reflection: {
        updates: [],
        learned: [],
        credited: [],
        summary: [
          'failing-test/template-repair: +1 success, +0 failure',
          'behavior “try-comparison”: When a test fails with “expected # to be #”, try comparison early.',
        ],
      },
      complaints: [],
    },
    {
      at: 4.25,
      type: 'outcome',
      verdict: 'solved',
      credence: 0.93,
      diff: DIFF,
      seconds: 4.25,
      candidates: 3,
      reason: outcome.reason,
      outcome,
    },
  ];
}
