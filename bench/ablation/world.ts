import { learnForecast } from '../../src/belief/calibration.ts';
import { seededRandom } from '../../src/belief/random.ts';
import { NOTHING_LEARNED, type SamplingState } from '../../src/belief/sampling/state.ts';
import { solve } from '../../src/loop/loop.ts';
import type { Handbook, Ports, Proposal, SkillCard } from '../../src/loop/ports.ts';
import { learnFromSamples } from '../../src/loop/sampling.ts';
import type { Calibration, Observation, Outcome, RungStatus, Survey, Task } from '../../src/loop/types.ts';
import type { Row } from '../replay/rows.ts';

/*
 * The product's own loop over recorded samples: a task is a recorded problem, a call of the skill draws one of the
 * samples that a model gave to it, and a call that mends passes as often as the record says that one repair with the
 * failure in hand did. Nothing is compiled or run, so that whole streams of tasks take seconds.
 */

/** What is kept from one task to the next. */
export interface Memory {
  sampling: SamplingState;
  calibration: Calibration;
  beliefs: Record<string, { success: number; failure: number }>;
}

export function newMemory(): Memory {
  const empty = { map: { names: [], mean: [], covariance: [] }, forecasts: 0 };
  return { sampling: NOTHING_LEARNED, calibration: { solve: empty, offer: empty }, beliefs: {} };
}

/** One mechanism of the loop switched off: by what it is told and what it may do, never by a switch in the product. */
export interface LoopVariant {
  readonly name: string;
  /** What it is told of what was learned; all of it unless given. */
  readonly recall?: (memory: Memory) => Partial<Memory>;
  /** What it is told that a call costs; the bill is the same. */
  readonly stated?: (price: number) => number;
}

const HOPELESS = { success: 0, failure: 1e6 };
const SURE = { success: 1e6, failure: 0 };

export const LOOP_VARIANTS: readonly LoopVariant[] = [
  { name: 'the product' },
  { name: 'without learning of models', recall: () => ({ sampling: NOTHING_LEARNED }) },
  { name: 'without recalibration', recall: () => ({ calibration: newMemory().calibration }) },
  {
    name: 'without learning which move pays',
    recall: ({ beliefs }) => ({
      beliefs: Object.fromEntries(Object.entries(beliefs).filter(([key]) => !key.includes('/move:'))),
    }),
  },
  {
    name: 'without mending',
    recall: ({ beliefs }) => ({
      beliefs: {
        ...beliefs,
        'failing-test/move:repair': HOPELESS,
        'failing-test/move:backtrack': HOPELESS,
        'failing-test/move:continue': SURE,
      },
    }),
  },
  {
    name: 'mending whenever it can',
    recall: ({ beliefs }) => ({
      beliefs: { ...beliefs, 'failing-test/move:repair': SURE, 'failing-test/move:continue': HOPELESS },
    }),
  },
  { name: 'without a stop but the cap', stated: () => 0 },
];

const TEST = 'problem.test::holds';
const CAP = 10;

const survey: Survey = {
  project: 'recorded',
  languages: ['python'],
  rungs: (['apply', 'parse', 'tests', 'suite'] as const).map((rung) => ({
    rung,
    available: true,
    by: 'the record',
  })),
  fileCount: 1,
  diagnostics: [],
  tests: {
    status: 'ran',
    results: [{ id: TEST, file: 'problem.test', name: 'holds', status: 'failed', frames: [] }],
    fileErrors: [],
    evidence: { command: ['recorded'], seconds: 0, tail: '' },
  },
  flaky: [],
  obstacles: [],
  seconds: 0,
};

function seen(candidate: string, passed: boolean): Observation {
  const status = (ok: boolean): RungStatus => (ok ? 'passed' : 'failed');
  return {
    candidate,
    rungs: [
      { rung: 'apply', status: 'passed', detail: '', seconds: 0 },
      { rung: 'parse', status: 'passed', detail: '', seconds: 0 },
      { rung: 'types', status: 'passed', detail: '', seconds: 0 },
      { rung: 'tests', status: status(passed), detail: '', seconds: 0 },
      { rung: 'suite', status: status(passed), detail: '', seconds: 0 },
    ],
    newDiagnostics: [],
    clearedDiagnostics: [],
    tests: [
      { id: TEST, file: 'problem.test', name: 'holds', status: passed ? 'passed' : 'failed', frames: [] },
    ],
    fixed: passed ? [TEST] : [],
    broken: [],
    // How a sample failed was not recorded; no two are taken to be the same.
    signature: passed ? '' : candidate,
    seconds: 0,
  };
}

export interface Played {
  readonly solved: boolean;
  readonly calls: number;
  /** Of the assessment, before anything was drawn. */
  readonly forecast: number;
}

/** Plays one task, and learns from it. */
export async function playTask(
  row: Row,
  memory: Memory,
  variant: LoopVariant,
  price: number,
  seed: number,
): Promise<Played> {
  const random = seededRandom(seed);
  const order = Array.from({ length: row.n }, (_, i) => ({ i, key: random() })).toSorted(
    (a, b) => a.key - b.key,
  );
  const passes = [...row.hid].filter((bit) => bit === '1').length;
  const mended = row.n > passes ? Math.max(0, (row.rep ?? passes) - passes) / (row.n - passes) : 0;
  const results = new Map<string, boolean>();
  let calls = 0;
  let drawn = 0;
  const card: SkillCard = {
    name: 'direct-edit',
    summary: '',
    model: row.m,
    suits: () => ({ fit: 1, why: '' }),
    cost: { seconds: 0, tokens: 1, dollars: variant.stated?.(price) ?? price },
  };
  const handbook: Handbook = {
    recall: async () => ({
      behaviors: [],
      withheld: [],
      complaints: [],
      ...memory,
      ...variant.recall?.(memory),
    }),
    record: async (_task, { updates, samples = [], forecasts = [] }) => {
      for (const evidence of samples) memory.sampling = learnFromSamples(memory.sampling, evidence);
      for (const { key, success, failure } of updates) {
        const before = memory.beliefs[key] ?? { success: 0, failure: 0 };
        memory.beliefs[key] = { success: before.success + success, failure: before.failure + failure };
      }
      for (const { about, credence, happened } of forecasts) {
        const { map, forecasts: count } = memory.calibration[about];
        const learned = { map: learnForecast(map, credence, happened), forecasts: count + 1 };
        memory.calibration = { ...memory.calibration, [about]: learned };
      }
      return { complaints: [] };
    },
  };
  const ports: Ports = {
    environment: {
      parallelism: 1,
      trustSearchPath: () => undefined,
      survey: async () => survey,
      evaluate: async ({ id }) => seen(id, results.get(id) ?? false),
      confirm: async ({ id }) => seen(id, true),
      diff: () => '',
    },
    context: { mentions: async () => [], suspects: async () => [] },
    proposer: {
      skills: [card],
      propose: async (_skill, situation): Promise<Proposal> => {
        calls += 1;
        const id = `sample-${calls}`;
        const isMending = situation.critique !== undefined;
        const at = order[drawn]?.i;
        if (!isMending) drawn += 1;
        // Another sample of a problem passes as often as those that were recorded, once they are used up.
        const again = at === undefined ? random() < passes / row.n : row.hid[at] === '1';
        results.set(id, isMending ? random() < mended : again);
        return {
          kind: 'candidate',
          usage: { tokens: 1, dollars: variant.stated?.(price) ?? price, calls: 1 },
          candidate: {
            id,
            skills: ['direct-edit'],
            title: id,
            edits: [{ kind: 'create', path: 'a', text: id }],
            share: 0.05,
            why: '',
          },
        };
      },
    },
    handbook,
    clock: { seconds: () => 0 },
  };
  const task: Task = {
    id: row.p,
    request: '',
    focus: { kind: 'test', name: 'holds' },
    budget: { seconds: 1e6, candidates: CAP, tokens: 1e9, dollars: 1e6 },
    seed,
  };
  const steps = solve(task, ports, { version: 'ablation', assessOnly: false }, new AbortController().signal);
  let forecast = 0;
  let outcome: Outcome | undefined;
  // What is drawn once a patch is verified looks for rivals, which the record cannot tell apart: it is not counted.
  let counted = 0;
  let solved = false;
  for (;;) {
    const next = await steps.next();
    if (next.done) {
      outcome = next.value;
      break;
    }
    if (next.value.type === 'assessed') forecast = next.value.assessment.credence;
    if (next.value.type === 'observed' && !solved) counted += 1;
    if (next.value.type === 'confirmed') solved = true;
  }
  return { solved: solved && outcome !== undefined, calls: counted, forecast };
}
