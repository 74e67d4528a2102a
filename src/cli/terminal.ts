import pc from 'picocolors';
import { type Assets, type Finished, runEpisode } from '../engine/run.ts';
import { defaultStateFolder, defaultUserFolder, tidyStateFolder } from '../engine/state-folder.ts';
import { NOTHING_SPENT } from '../loop/budget.ts';
import type { TraceEvent } from '../loop/events.ts';
import { takesAnswer } from '../loop/wanted.ts';
import { TraceFold } from '../trace/fold.ts';
import { renderEvent } from '../trace/text.ts';
import { answerFor } from './answer.ts';
import { applyPatch } from './apply.ts';
import type { Arguments } from './arguments.ts';
import type { FolderAt } from './folder.ts';
import { readJsonFile } from './json-file.ts';
import { isDoubted, mayApply, unapplied } from './unapplied.ts';

/** What the terminal found out about its surroundings before loading anything heavy. */
export interface Surroundings {
  readonly folder: FolderAt;
  readonly typescript: string | undefined;
}

/** Exit codes by verdict; anything but a verified patch is 2, so that a script cannot mistake it. */
const EXIT = { solved: 0, asked: 2, escalated: 2, abstained: 2, exhausted: 2, cancelled: 130 } as const;

/** Runs one episode in the terminal and returns the exit code. */
export async function terminal(
  args: Arguments,
  assets: Assets,
  { folder, typescript }: Surroundings,
): Promise<number> {
  const show = args.json ? printJson : textPrinter();
  if ('problem' in folder) {
    show(problem(folder.problem));
    return EXIT.abstained;
  }
  const commands = readJsonFile('--commands', args.commands, 'a JSON array');
  if ('problem' in commands) {
    process.stderr.write(`credence: ${commands.problem}\n`);
    return 1;
  }
  const prices = readJsonFile('--prices', args.prices, 'a JSON object');
  if ('problem' in prices) {
    process.stderr.write(`credence: ${prices.problem}\n`);
    return 1;
  }
  const stateFolder = args.stateFolder ?? defaultStateFolder(folder.path);
  const answered = await answerFor(args, stateFolder);
  if ('problem' in answered) {
    process.stderr.write(`credence: ${answered.problem}\n`);
    return 1;
  }
  const onNotice = (message: string): void => void process.stderr.write(`credence: ${message}\n`);
  const listener = { onEvent: show, onNotice };
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  try {
    const finished = await runEpisode(
      {
        ...requestFrom(args, folder.path, typescript, { commands: commands.value, prices: prices.value }),
        stateFolder,
        ...answered.request,
      },
      assets,
      listener,
      controller.signal,
    );
    const { outcome } = finished;
    if (mayApply(outcome, args)) return await apply(folder.path, finished, args.json, controller.signal);
    if (outcome.candidate !== undefined && (!args.json || isDoubted(outcome, args))) {
      const say = args.json ? process.stderr : process.stdout;
      say.write(pc.dim(`\nNothing was changed. ${unapplied(outcome)}\n`));
    }
    if (!args.json && takesAnswer(outcome))
      process.stdout.write(
        pc.dim('\nAnswer with --answer and the number of an option, or with your own words.\n'),
      );
    return args.assessOnly && outcome.reason.startsWith('only assessed') ? 0 : EXIT[outcome.verdict];
  } catch (error) {
    // A throw is a bug: say so, with what a report needs, and leave the folder as it was.
    show(problem(`Something went wrong inside Credence, and nothing was changed: ${describe(error)}`));
    return 1;
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, stop);
    // A folder that was named is the person's own: what lies there is for them to remove.
    const tidied = args.stateFolder === undefined ? await tidyStateFolder(stateFolder) : undefined;
    if (tidied !== undefined) onNotice(tidied);
  }
}

function requestFrom(
  args: Arguments,
  folder: string,
  typescript: string | undefined,
  { commands, prices }: { readonly commands: unknown; readonly prices: unknown },
): Omit<Parameters<typeof runEpisode>[0], 'stateFolder'> {
  const { seconds, candidates, tokens, dollars, model, strongModel } = args;
  const apiKey = process.env.CREDENCE_API_KEY;
  return {
    folder,
    request: args.request,
    focus: { kind: 'workspace' },
    budget: { seconds, candidates, tokens, dollars },
    seed: args.seed,
    overlays: [],
    trusted: args.trusted,
    ...(args.stateFolder === undefined ? { userFolder: defaultUserFolder() } : {}),
    assessOnly: args.assessOnly,
    ...(typescript === undefined ? {} : { fallbackTypescript: typescript }),
    verification: {
      ...(commands === undefined ? {} : { commands }),
      ...(args.sandbox === undefined ? {} : { sandbox: args.sandbox }),
    },
    prices,
    ...(model === undefined ? {} : { model: withKey(model, apiKey) }),
    ...(strongModel === undefined
      ? {}
      : { strongModel: withKey(strongModel, strongKey(strongModel, model, apiKey)) }),
  };
}

/** A key belongs to the server it was given for. */
function strongKey(
  strong: { readonly baseUrl: string },
  model: { readonly baseUrl: string } | undefined,
  apiKey: string | undefined,
): string | undefined {
  return process.env.CREDENCE_STRONG_API_KEY ?? (strong.baseUrl === model?.baseUrl ? apiKey : undefined);
}

function withKey<T extends object>(model: T, apiKey: string | undefined): T & { apiKey?: string } {
  return apiKey === undefined ? model : { ...model, apiKey };
}

async function apply(
  folder: string,
  finished: Finished,
  json: boolean,
  signal: AbortSignal,
): Promise<number> {
  const applied = await applyPatch(folder, finished.patch);
  const say = json ? process.stderr : process.stdout;
  if (applied.kind === 'refused') {
    say.write(`\nNot applied: ${applied.reason}\n`);
    return EXIT.exhausted;
  }
  say.write(`\nApplied to ${applied.paths.join(', ')}. `);
  const complaints = await finished.publish(signal);
  say.write('What was learned is in .credence/handbook.md.\n');
  for (const complaint of complaints) say.write(`${complaint}\n`);
  return EXIT.solved;
}

function printJson(event: TraceEvent): void {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}

/** The terminal is a reader of the trace like the editor's page: it remembers what it was told. */
function textPrinter(): (event: TraceEvent) => void {
  const fold = new TraceFold();
  return (event) => {
    fold.add(event);
    const lines = renderEvent(event, pc, fold.view);
    if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`);
  };
}

/** An outcome that was reached before there was an episode. */
function problem(reason: string): TraceEvent {
  const outcome = {
    verdict: 'abstained',
    credence: 0,
    reason,
    alternatives: [],
    spend: NOTHING_SPENT,
  } as const;
  return {
    at: 0,
    type: 'outcome',
    verdict: 'abstained',
    credence: 0,
    diff: '',
    seconds: 0,
    candidates: 0,
    reason,
    outcome,
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
