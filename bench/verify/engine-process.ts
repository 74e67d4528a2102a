import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { createEnvironment, type WorkspaceEnvironment } from '../../src/environment/environment.ts';
import type { Situation } from '../../src/loop/ports.ts';
import type { Candidate, Observation, Survey, Target, Task } from '../../src/loop/types.ts';
import { templateRepair } from '../../src/skills/template-repair/template-repair.ts';
import { Syntax } from '../../src/syntax/syntax.ts';
import type { Answer, Ask, Evaluated, Opened, Place, Verdict } from './engine-protocol.ts';

/*
 * The process that holds the product, as the editor's engine does: its own memory, its own event loop. The bench asks
 * over the process's channel.
 */

const dist = resolve(import.meta.dirname, '../../dist');
const syntax = new Syntax({
  runtime: join(dist, 'grammars/tree-sitter.wasm'),
  folder: join(dist, 'grammars'),
});
/** Nothing in particular must become true: what the untouched project passes must still pass. */
const TARGET: Target = { kind: 'open-request', tests: [], files: [], diagnostics: [] };
const { signal } = new AbortController();

interface Session {
  readonly environment: WorkspaceEnvironment;
  readonly task: Task;
  readonly survey: Survey;
}

async function open(folder: string, seed: number): Promise<Session> {
  const task: Task = {
    id: 'bench',
    request: 'bench',
    focus: { kind: 'workspace' },
    budget: { seconds: 3600, candidates: 1e6, tokens: 0, dollars: 0 },
    seed,
  };
  const environment = await createEnvironment({
    folder,
    overlays: [],
    trusted: true,
    syntax,
    programs: {
      javascript: join(dist, 'warm-javascript.cjs'),
      types: join(dist, 'types.mjs'),
      typescript: dirname(createRequire(import.meta.url).resolve('typescript-native/package.json')),
    },
    signal,
  });
  return { environment, task, survey: await environment.survey(task, signal) };
}

function describeSession({ environment, survey }: Session, seconds: number): Opened {
  return {
    passing: survey.tests?.results.filter((test) => test.status === 'passed').length ?? 0,
    warmTests: survey.fastPath?.tests ?? 0,
    left: (survey.fastPath?.left ?? []).map(({ file, reason }) => `${file}: ${reason}`),
    parallelism: environment.parallelism,
    seconds,
  };
}

async function evaluate(
  { environment }: Session,
  candidates: readonly Candidate[],
  atOnce: number,
): Promise<Evaluated> {
  const verdicts: Verdict[] = [];
  const queue = candidates.values();
  const began = performance.now();
  const worker = async (): Promise<void> => {
    for (const candidate of queue) {
      const asked = performance.now();
      const observation = await environment.evaluate(candidate, TARGET, signal);
      verdicts.push(verdictOf(observation, (performance.now() - asked) / 1000));
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, candidates.length) }, worker));
  return { verdicts, seconds: (performance.now() - began) / 1000 };
}

function verdictOf(observation: Observation, seconds: number): Verdict {
  const failed = observation.rungs.find(({ status }) => ['failed', 'timed-out', 'crashed'].includes(status));
  const tests = observation.rungs.find(({ rung }) => rung === 'tests');
  const decisive = failed ?? tests;
  // Tests that are held out of the reward are run and told all the same.
  const heldOut = observation.heldOut?.failed ?? 0;
  const verdict =
    failed?.rung === 'integrity'
      ? 'refused'
      : failed !== undefined || heldOut > 0
        ? 'failed'
        : tests?.status === 'passed' || tests?.status === 'not-covered'
          ? tests.status
          : 'unknown';
  const said = decisive === undefined ? '' : `${decisive.rung} ${decisive.status}: ${decisive.detail}`;
  const why = heldOut > 0 ? `${said}, but ${heldOut} held out fail` : said;
  const climbed = observation.rungs.filter(({ status }) => status !== 'skipped');
  const rungs = climbed.map(({ rung, seconds: took }) => ({ rung, seconds: took }));
  return { candidate: observation.candidate, verdict, why, seconds, rungs };
}

/** Candidates of the product's own template skill for one function, as a search would get them. */
async function templates(session: Session, place: Place, count: number): Promise<readonly Candidate[]> {
  const { environment, task, survey } = session;
  const situation: Situation = {
    task,
    survey,
    target: { ...TARGET, kind: 'failing-test' },
    suspects: [{ ...place, score: 1, why: 'the bench points at it' }],
    behaviors: [],
    beliefs: {},
    steps: [],
    remaining: { seconds: 3600, tokens: 0, dollars: 0 },
  };
  const skill = templateRepair({ sources: environment.sources, syntax }).start(situation);
  const candidates: Candidate[] = [];
  while (candidates.length < count) {
    const proposal = await skill.propose(situation, signal);
    if (proposal.kind !== 'candidate') break;
    candidates.push({ ...proposal.candidate, id: `${place.path}:${place.start}:${proposal.candidate.id}` });
  }
  return candidates;
}

let session: Session | undefined;

async function answer(ask: Ask): Promise<Answer> {
  if (ask.type === 'open') {
    const began = performance.now();
    session = await open(ask.folder, ask.seed);
    return { type: 'opened', opened: describeSession(session, (performance.now() - began) / 1000) };
  }
  if (ask.type === 'close') {
    await session?.environment.dispose();
    return { type: 'closed' };
  }
  if (session === undefined) throw new Error('the first question is to open a project');
  if (ask.type === 'templates')
    return { type: 'templates', candidates: await templates(session, ask.place, ask.count) };
  const atOnce = ask.atOnce ?? session.environment.parallelism;
  return { type: 'evaluated', evaluated: await evaluate(session, ask.candidates, atOnce) };
}

process.on('message', (ask: Ask) => {
  answer(ask)
    .catch((error: unknown): Answer => {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return { type: 'failed', message };
    })
    .then((reply) => process.send?.(reply));
});
// The bench is gone: end what runs, as the editor's engine does.
process.on('disconnect', () => {
  void (session?.environment.dispose() ?? Promise.resolve()).finally(() => process.exit(0));
});
