import { parseArgs } from 'node:util';
import type { RunRequest } from '../engine/protocol.ts';
import type { Assets } from '../engine/run.ts';
import { defaultStateFolder } from '../engine/state-folder.ts';
import { folderAt } from './folder.ts';
import { readJsonFile } from './json-file.ts';
import { sandboxProblem } from './sandbox-argument.ts';

/** A workspace that was named on the command line, and how it is to be looked at. */
export interface Workspace
  extends Pick<RunRequest, 'folder' | 'trusted' | 'stateFolder' | 'fallbackTypescript' | 'verification'> {
  readonly json: boolean;
  readonly seconds: number;
  readonly test?: string;
  /** An OpenAI-compatible server and the model there. */
  readonly model?: { readonly baseUrl: string; readonly model: string; readonly apiKey?: string };
}

const OPTIONS = {
  json: { type: 'boolean', default: false },
  untrusted: { type: 'boolean', default: false },
  test: { type: 'string' },
  'budget-seconds': { type: 'string', default: '300' },
  'state-folder': { type: 'string' },
  commands: { type: 'string' },
  sandbox: { type: 'string' },
  'base-url': { type: 'string' },
  model: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const USAGE = {
  verify: `credence verify PATCH.diff [FOLDER]   (- reads the patch from the standard input)
Applies the patch in an isolated copy of FOLDER (default: where you are) and climbs the whole ladder there: applied,
parsed, looked at for cheats, types, the whole suite cold. FOLDER itself is not changed.
  --test NAME  a failing test that the patch is to make pass
Exit codes: 0 verified, 2 refuted, not applied or could not be checked, 130 cancelled, 1 something went wrong
`,
  mcp: `credence mcp [FOLDER]
Serves the Model Context Protocol on the standard input and output, for one FOLDER (default: where you are), which you
trust by naming it: its tests are run. Tools: credence_assess, credence_verify_patch, credence_behaviors.
No tool changes a file of FOLDER.
`,
  doctor: `credence doctor [FOLDER]
Says what was found (project, runners, checkers, sandbox, git, models, state) and what to do about what is missing.
Exit codes: 0 nothing is missing, 2 something is
`,
} as const;

const SHARED = `  --json                print one JSON object
  --budget-seconds N    stop after N seconds (default 300)
  --commands FILE       commands that check projects in other languages, as JSON
  --sandbox WHAT        auto (default), none, docker:IMAGE or podman:IMAGE
  --state-folder DIR    where traces and evidence are kept
  --untrusted           execute nothing of FOLDER
  --base-url, --model   a language model, where one is wanted
`;

/** What is done besides solving. Returns the exit code; undefined while a server goes on. */
export async function runTask(
  task: keyof typeof USAGE,
  argv: readonly string[],
  assets: Assets,
  typescript: string | undefined,
): Promise<number | undefined> {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(argv);
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
  const { values } = parsed;
  if (values.help) {
    process.stdout.write(USAGE[task] + SHARED);
    return 0;
  }
  const positionals = [...parsed.positionals];
  const patch = task === 'verify' ? positionals.shift() : '';
  if (patch === undefined) return wrong(`Which patch? Write:\n${USAGE.verify}`);
  const [folder = '.', ...rest] = positionals;
  if (rest.length > 0) return wrong(`Too many words: ${rest.join(' ')}.`);
  const workspace = workspaceAt(folder, values, typescript);
  if ('problem' in workspace) return wrong(workspace.problem);
  if (task === 'verify') return (await import('./verify.ts')).verifyFile(patch, workspace, assets);
  if (task === 'doctor') return (await import('./doctor.ts')).printDoctor(workspace, assets.version);
  await (await import('./mcp/serve.ts')).serveMcp(workspace, assets);
  return undefined;
}

function parse(argv: readonly string[]) {
  return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true, strict: true });
}

function workspaceAt(
  given: string,
  values: ReturnType<typeof parse>['values'],
  typescript: string | undefined,
): Workspace | { readonly problem: string } {
  const folder = folderAt(given);
  if ('problem' in folder) return folder;
  const commands = readJsonFile('--commands', values.commands, 'a JSON array');
  if ('problem' in commands) return commands;
  const seconds = Number(values['budget-seconds']);
  if (!(seconds > 0)) return { problem: '--budget-seconds takes a number above 0.' };
  const { sandbox, model, test } = values;
  const unconfinable = sandboxProblem(sandbox);
  if (unconfinable !== undefined) return { problem: unconfinable };
  const baseUrl = values['base-url'];
  const apiKey = process.env.CREDENCE_API_KEY;
  return {
    ...{ folder: folder.path, trusted: !values.untrusted, json: values.json, seconds },
    stateFolder: values['state-folder'] ?? defaultStateFolder(folder.path),
    ...(typescript === undefined ? {} : { fallbackTypescript: typescript }),
    verification: {
      ...(commands.value === undefined ? {} : { commands: commands.value }),
      ...(sandbox === undefined ? {} : { sandbox }),
    },
    ...(test === undefined ? {} : { test }),
    ...(baseUrl === undefined || model === undefined
      ? {}
      : { model: { baseUrl, model, ...(apiKey === undefined ? {} : { apiKey }) } }),
  };
}

function wrong(message: string): number {
  process.stderr.write(`credence: ${message}\n`);
  return 1;
}
