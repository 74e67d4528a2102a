import type {
  Environment,
  Handbook,
  Mention,
  Ports,
  Proposal,
  Proposer,
  Situation,
  SkillCard,
} from '../../src/loop/ports.ts';
import type {
  Candidate,
  Comparison,
  Observation,
  RungStatus,
  Survey,
  Task,
  TestResult,
} from '../../src/loop/types.ts';

/** A task with sensible defaults; override what the scenario is about. */
export function aTask(over: Partial<Task> = {}): Task {
  return {
    id: 'task-1',
    request: 'Make the failing test pass',
    focus: { kind: 'workspace' },
    budget: { seconds: 60, candidates: 100, tokens: 0, dollars: 0 },
    seed: 1,
    ...over,
  };
}

export function aTest(
  name: string,
  status: TestResult['status'],
  over: Partial<TestResult> = {},
): TestResult {
  const message = status === 'failed' ? { message: 'expected 3 to be 4' } : {};
  return { id: `cart.test.ts::${name}`, file: 'cart.test.ts', name, status, frames: [], ...message, ...over };
}

/** A project with one failing test, `adds`, and one passing, `keeps`. */
export function aSurvey(over: Partial<Survey> = {}): Survey {
  return {
    project: 'cart',
    languages: ['typescript'],
    runner: 'vitest',
    rungs: ['apply', 'parse', 'types', 'tests', 'suite'].map((rung) => ({
      rung: rung as Survey['rungs'][number]['rung'],
      available: true,
      by: 'the real thing',
    })),
    fileCount: 2,
    diagnostics: [],
    tests: {
      status: 'ran',
      results: [aTest('adds', 'failed'), aTest('keeps', 'passed')],
      fileErrors: [],
      evidence: { command: ['vitest', 'run'], exitCode: 1, seconds: 1, tail: '' },
    },
    flaky: [],
    obstacles: [],
    seconds: 1,
    ...over,
  };
}

export function aCandidate(id: string, share = 0.1, over: Partial<Candidate> = {}): Candidate {
  return {
    id,
    skills: ['template-repair', 'template-repair:comparison'],
    title: `candidate ${id}`,
    edits: [{ kind: 'modify', path: 'cart.ts', replacements: [{ start: 0, end: 1, text: id }] }],
    share,
    why: '',
    ...over,
  };
}

/** What the environment saw: `passes` climbs every rung; `tests` and `types` say where it fell. */
export function anObservation(
  candidate: string,
  ending: 'passes' | 'types' | 'tests' | 'suite',
): Observation {
  const order = ['apply', 'parse', 'types', 'tests', 'suite'] as const;
  const fell = ending === 'passes' ? order.length : order.indexOf(ending);
  const status = (index: number): RungStatus =>
    index < fell ? 'passed' : index === fell ? 'failed' : 'skipped';
  const broke = ending === 'suite';
  return {
    candidate,
    rungs: order.map((rung, index) => ({ rung, status: status(index), detail: rung, seconds: 0.1 })),
    newDiagnostics: [],
    clearedDiagnostics: [],
    tests: [aTest('adds', fell > 3 ? 'passed' : 'failed'), aTest('keeps', broke ? 'failed' : 'passed')],
    fixed: fell > 3 ? ['cart.test.ts::adds'] : [],
    broken: broke ? ['cart.test.ts::keeps'] : [],
    signature: ending === 'passes' ? '' : `${ending} ${candidate}`,
    seconds: 0.5,
  };
}

export interface World {
  readonly survey?: Survey;
  readonly mentions?: readonly Mention[];
  /** What the template skill proposes, in order, and how each ends in the search (and, if given, in confirmation). */
  readonly candidates: readonly {
    readonly candidate: Candidate;
    readonly search: 'passes' | 'types' | 'tests';
    readonly confirm?: 'passes' | 'suite';
  }[];
  readonly fit?: number;
  /** What comparing candidates shows; without it nothing compares them. */
  readonly comparison?: (candidates: readonly Candidate[]) => Comparison;
  /** Seconds that pass at each look at the clock. */
  readonly tick?: number;
  readonly onEvaluate?: (count: number) => void;
  /** Skills that ask a model, by name: what each replies, in order, and how it ends. The last reply is repeated. */
  readonly models?: Readonly<Record<string, ScriptedModel>>;
  readonly handbook?: Handbook;
}

export interface ScriptedModel {
  readonly replies: readonly ScriptedReply[];
  /** Of one call. */
  readonly dollars?: number;
  readonly model?: string;
}

export interface ScriptedReply {
  readonly search: 'passes' | 'types' | 'tests';
  readonly confirm?: 'passes' | 'suite';
  /** Of the failure; that of the reply's number unless given. */
  readonly signature?: string;
  /** It holds no edit that could be used. */
  readonly unusable?: boolean;
  /** Of the tests that pass, those that it breaks. */
  readonly breaks?: readonly string[];
}

/** A skill that asks a model which replies by a script, and what was asked of it. */
function scripted(name: string, { replies, dollars = 0.01, model = 'scripted' }: ScriptedModel) {
  let asked = 0;
  const situations: Situation[] = [];
  const card: SkillCard = {
    name,
    model,
    summary: 'asks a model',
    suits: () => ({ fit: 1, why: 'a model is at hand' }),
    cost: { seconds: 8, tokens: 3000, dollars },
  };
  const reply = (index: number): ScriptedReply =>
    replies[Math.min(index, replies.length - 1)] ?? { search: 'tests' };
  return {
    card,
    situations,
    /** By the candidate's id. */
    replyOf: (id: string) =>
      id.startsWith(`${name}-`) ? reply(Number(id.slice(name.length + 1))) : undefined,
    propose: (situation: Situation): Proposal => {
      const id = `${name}-${asked}`;
      asked += 1;
      situations.push(situation);
      if (reply(asked - 1).unusable === true)
        return { kind: 'rejected', reason: 'no edit in it', usage: { tokens: 3000, dollars, calls: 1 } };
      return {
        kind: 'candidate',
        candidate: aCandidate(id, 0.1, { skills: [name] }),
        usage: { tokens: 3000, dollars, calls: 1 },
      };
    },
  };
}

/** Ports over a scripted world, and what was recorded by it. */
export function portsOf(world: World): Ports & {
  readonly recorded: Parameters<Handbook['record']>[1][];
  /** What each skill that asks a model was handed, call by call. */
  readonly asked: Readonly<Record<string, readonly Situation[]>>;
} {
  const models = Object.entries(world.models ?? {}).map(([name, script]) => scripted(name, script));
  const recorded: Parameters<Handbook['record']>[1][] = [];
  let now = 0;
  let evaluations = 0;
  let next = 0;
  const ending = (id: string) => world.candidates.find((c) => c.candidate.id === id);
  const environment: Environment = {
    parallelism: 1,
    trustSearchPath: () => undefined,
    survey: async () => world.survey ?? aSurvey(),
    evaluate: async (candidate) => {
      evaluations += 1;
      world.onEvaluate?.(evaluations);
      const reply = models.flatMap((model) => model.replyOf(candidate.id) ?? [])[0];
      const search = reply?.search ?? ending(candidate.id)?.search ?? 'tests';
      // The search path does not run the whole suite.
      const seen = anObservation(candidate.id, search);
      return {
        ...seen,
        ...(reply?.signature === undefined ? {} : { signature: reply.signature }),
        ...(reply?.breaks === undefined ? {} : { broken: reply.breaks, fixed: ['cart.test.ts::adds'] }),
        rungs: seen.rungs.map((r) => (r.rung === 'suite' ? { ...r, status: 'skipped' } : r)),
      };
    },
    confirm: async (candidate) => {
      const reply = models.flatMap((model) => model.replyOf(candidate.id) ?? [])[0];
      return anObservation(candidate.id, reply?.confirm ?? ending(candidate.id)?.confirm ?? 'passes');
    },
    diff: (candidate) => `diff of ${candidate.id}`,
    ...(world.comparison === undefined
      ? {}
      : {
          compare: async (candidates: readonly Candidate[]) => world.comparison?.(candidates) as Comparison,
        }),
  };
  const card: SkillCard = {
    name: 'template-repair',
    summary: 'tries small edits',
    suits: () => ({ fit: world.fit ?? 1, why: 'a test fails' }),
    cost: { seconds: 1, tokens: 0, dollars: 0 },
  };
  const proposer: Proposer = {
    skills: [
      ...(world.candidates.length === 0 && models.length > 0 ? [] : [card]),
      ...models.map((m) => m.card),
    ],
    propose: async (name, situation): Promise<Proposal> => {
      const model = models.find((each) => each.card.name === name);
      if (model !== undefined) return model.propose(situation);
      const candidate = world.candidates[next]?.candidate;
      next += 1;
      return candidate === undefined
        ? { kind: 'exhausted', reason: 'no more ideas' }
        : { kind: 'candidate', candidate };
    },
  };
  return {
    recorded,
    asked: Object.fromEntries(models.map((model) => [model.card.name, model.situations])),
    environment,
    proposer,
    context: { mentions: async () => world.mentions ?? [], suspects: async () => [] },
    handbook: world.handbook ?? {
      recall: async () => ({ behaviors: [], withheld: [], beliefs: {}, complaints: [] }),
      record: async (_task, reflection) => {
        recorded.push(reflection);
        return { complaints: [] };
      },
    },
    clock: {
      seconds: () => {
        now += world.tick ?? 0.01;
        return now;
      },
    },
  };
}
