import { mkdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { createEditForms } from '../../src/edits/edit-forms.ts';
import { composeModels } from '../../src/engine/models.ts';
import { composePromptContext } from '../../src/engine/prompt-context.ts';
import { contextOf } from '../../src/engine/workspace.ts';
import { createEnvironment, type WorkspaceEnvironment } from '../../src/environment/environment.ts';
import type { Situation } from '../../src/loop/ports.ts';
import { redact } from '../../src/loop/redact.ts';
import { chooseTarget } from '../../src/loop/target.ts';
import type { FileEdit, Task } from '../../src/loop/types.ts';
import { type Method, modelSkills } from '../../src/skills/language-model/method.ts';
import { Syntax } from '../../src/syntax/syntax.ts';
import type { RepairTask } from '../repair/corpus.ts';
import { commitAll, writeWorkspace } from '../repair/workspace.ts';
import { scratchFolder } from '../verify/scratch.ts';
import type { EvalOptions } from './options.ts';

const AMPLE = 10_000_000;

/** One answer of the model, read as the product reads it. */
export interface Sample {
  /** Absent when the answer could not be applied. */
  readonly edits?: readonly FileEdit[];
  readonly tokens: number;
  readonly dollars: number;
  /** Why there is no more to come. */
  readonly over?: string;
}

/**
 * Answers of the bare model to the product's own first prompt for a task: the same evidence, the same code, the same way to
 * read edits, and nothing that checks, mends or chooses. The first is the model's best guess, the others differ.
 */
export async function* samplesOf(
  repair: RepairTask,
  options: EvalOptions,
  signal: AbortSignal,
): AsyncGenerator<Sample> {
  const scratch = realpathSync(scratchFolder(`${repair.id}-samples`));
  const folder = join(scratch, repair.project);
  mkdirSync(folder);
  writeWorkspace(repair, folder, 'bug');
  await commitAll(folder);
  const dist = join(options.product ?? resolve(import.meta.dirname, '../..'), 'dist');
  const grammars = join(dist, 'grammars');
  const syntax = new Syntax({ runtime: join(grammars, 'tree-sitter.wasm'), folder: grammars });
  const programs = {
    javascript: join(dist, 'warm-javascript.cjs'),
    python: join(dist, 'python'),
    types: join(dist, 'types.mjs'),
    typescript: dirname(createRequire(import.meta.url).resolve('typescript-native/package.json')),
  };
  const environment = await createEnvironment({
    folder,
    overlays: [],
    trusted: true,
    syntax,
    programs,
    signal,
  });
  try {
    const situation = await situationIn(environment, syntax, options, signal);
    const model = composeModels(
      {
        model: { ...options.model, ...keyOf(process.env.CREDENCE_API_KEY) },
        // Whoever draws says when it is enough; the last answer may go beyond, in favour of the bare model.
        budget: { ...options.budget, candidates: 1000, tokens: AMPLE },
        ...(options.prices === undefined
          ? {}
          : { prices: JSON.parse(readFileSync(options.prices, 'utf8')) as unknown }),
      },
      { editor: undefined, onNotice: () => {}, onAccount: () => {} },
    );
    if (situation === undefined || model === undefined) return;
    const stateFolder = join(scratch, 'state');
    const context = composePromptContext({ folder, stateFolder }, { grammars }, environment, redact);
    const forms = createEditForms();
    for (let nth = 0; !signal.aborted; nth += 1) {
      const [skill] = modelSkills([answerOnce(nth)], { model, forms, context, sources: environment.sources });
      const at = { ...situation, remaining: { ...situation.remaining, tokens: AMPLE } };
      const proposal = await skill?.start(at).propose(at, signal);
      if (proposal === undefined) return;
      const { usage = { tokens: 0, dollars: 0 } } = proposal;
      yield {
        ...{ tokens: usage.tokens, dollars: usage.dollars },
        ...(proposal.kind === 'candidate' ? { edits: proposal.candidate.edits } : {}),
        ...(proposal.kind === 'exhausted' ? { over: proposal.reason } : {}),
      };
    }
  } finally {
    await environment.dispose();
    rmSync(scratch, { recursive: true, force: true });
  }
}

const keyOf = (apiKey: string | undefined) => (apiKey === undefined ? {} : { apiKey });

/** Asks the model for a word, so that a wrong address or key is told before the first task; undefined when it answers. */
export async function troubleWith(
  { model, budget }: EvalOptions,
  signal: AbortSignal,
): Promise<string | undefined> {
  const asked = composeModels(
    { model: { ...model, ...keyOf(process.env.CREDENCE_API_KEY) }, budget: { ...budget, candidates: 1 } },
    { editor: undefined, onNotice: () => {}, onAccount: () => {} },
  );
  const reply = await asked?.complete(
    { system: 'Reply with one word.', user: 'Ready?', maxTokens: 64, temperature: 0 },
    signal,
  );
  // A model that thinks first may not come to its word; it is there all the same.
  return reply?.kind === 'failed' && reply.reason !== 'no-text' ? reply.message : undefined;
}

/** One prompt, one answer; no memory of those before. */
function answerOnce(nth: number): Method {
  return {
    name: 'direct-edit',
    summary: 'one answer of the bare model',
    cost: { seconds: 8, tokens: 3000 },
    suits: () => ({ fit: 1, why: 'it is what is compared with' }),
    begin: () => async (sitting) => {
      const heard = await sitting.ask({ rules: '', parts: [], temperature: nth === 0 ? 0.2 : 0.8, nth });
      if (heard.kind === 'ended') return heard.proposal;
      const reading = sitting.read(heard);
      return reading.kind === 'refused'
        ? sitting.end('rejected', reading.reason)
        : sitting.candidate(reading.edits, heard.by, { part: 'fresh', why: reading.note });
    },
  };
}

async function situationIn(
  environment: WorkspaceEnvironment,
  syntax: Syntax,
  { budget, seed }: EvalOptions,
  signal: AbortSignal,
): Promise<Situation | undefined> {
  const task: Task = {
    id: 'samples',
    request: 'Make the failing tests pass',
    focus: { kind: 'workspace' },
    budget: { ...budget, candidates: 1000 },
    seed,
  };
  const survey = await environment.survey(task, signal);
  const context = contextOf(environment, syntax, signal);
  const choice = chooseTarget(task, survey, await context.mentions(task, survey));
  if (choice.kind !== 'target') return undefined;
  const { target } = choice;
  const suspects = await context.suspects(task, survey, target);
  return { task, survey, target, suspects, behaviors: [], beliefs: {}, steps: [], remaining: budget };
}
