import { lstatSync, readdirSync } from 'node:fs';
import { arch, platform, release } from 'node:os';
import { join } from 'node:path';
import { commandEnvironment } from '../../environment/command-environment.ts';
import { type Inspection, inspectWorkspace } from '../../environment/inspect.ts';
import { runCommand } from '../../environment/isolation/process.ts';
import { findLocalServers } from '../../models/local-servers.ts';
import type { RunRequest } from '../protocol.ts';
import { readVerification } from '../verification.ts';
import type { Diagnosis, DoctorCheck } from './diagnosis.ts';
import { sandboxCheck } from './sandbox-check.ts';

/** What to look at. */
export type DoctorRequest = Pick<
  RunRequest,
  'folder' | 'trusted' | 'stateFolder' | 'fallbackTypescript' | 'verification' | 'model' | 'strongModel'
>;

/** Looks at everything that an episode needs, as an episode does, and says what to do about what is missing. */
export async function diagnose(
  request: DoctorRequest,
  version: string,
  signal: AbortSignal,
): Promise<Diagnosis> {
  const began = performance.now();
  const complaints: string[] = [];
  const { commands, sandbox } = readVerification(request.verification, (words) => complaints.push(words));
  const [inspection, git, servers] = await Promise.all([
    inspectWorkspace({
      ...{ folder: request.folder, trusted: request.trusted, fallbackTypescript: request.fallbackTypescript },
      ...{ commands, sandbox, signal },
    }),
    gitCheck(request, signal),
    findLocalServers(signal),
  ]);
  return {
    version,
    folder: request.folder,
    checks: [
      trustCheck(request.trusted),
      projectCheck(inspection),
      ...(request.trusted ? [...runnerChecks(inspection), ...checkerChecks(inspection)] : []),
      ...complaints.map(
        (words): DoctorCheck => ({
          area: 'commands',
          status: 'advice',
          found: words,
          next: 'Correct the setting.',
        }),
      ),
      sandboxCheck(inspection),
      git,
      {
        area: 'runtime',
        status: 'ok',
        found: `Node ${process.versions.node} on ${platform()} ${release()} (${arch()}).`,
      },
      modelCheck(request, servers),
      stateCheck(request.stateFolder),
    ],
    seconds: (performance.now() - began) / 1000,
  };
}

function trustCheck(trusted: boolean): DoctorCheck {
  if (trusted)
    return {
      area: 'trust',
      status: 'ok',
      found: 'The folder is trusted: its tests and compilers may be run.',
    };
  return {
    area: 'trust',
    status: 'missing',
    found: 'The folder is not trusted, so nothing in it is executed.',
    next: 'Trust the folder to have patches verified; everything but reading waits for that.',
  };
}

function projectCheck({ project, files, languages }: Inspection): DoctorCheck {
  const known = languages.length === 0 ? 'no language that Credence knows by itself' : languages.join(', ');
  const found = `${project}: ${files} files, ${known}.`;
  if (files > 0 && languages.length > 0) return { area: 'project', status: 'ok', found };
  return {
    ...{ area: 'project', status: files === 0 ? 'missing' : 'advice', found },
    next:
      files === 0
        ? 'Open the folder of a project.'
        : 'Configure commands that check it: the setting credence.verification.commands, or --commands FILE.',
  };
}

function runnerChecks({ runners, obstacle, configured }: Inspection): readonly DoctorCheck[] {
  const own = configured.map(
    (name): DoctorCheck => ({ area: 'commands', status: 'ok', found: `Configured: ${name}.` }),
  );
  if (runners.length > 0) {
    const found = runners.map(({ name, testFiles, within }) => {
      const where = within === '' ? '' : ` in ${within}`;
      return `${name}${where}, ${testFiles} test file${testFiles === 1 ? '' : 's'}`;
    });
    return [{ area: 'runner', status: 'ok', found: `Tests are run by ${found.join('; ')}.` }, ...own];
  }
  if (obstacle === undefined || own.length > 0) return own;
  return [{ area: 'runner', status: 'missing', found: obstacle.message, next: obstacle.hint }];
}

function checkerChecks({ typeCheckers, wantsTypes, linters, languages }: Inspection): readonly DoctorCheck[] {
  const types: DoctorCheck =
    typeCheckers.length > 0
      ? { area: 'types', status: 'ok', found: `Types are checked by ${typeCheckers.join(', ')}.` }
      : {
          area: 'types',
          status: 'advice',
          found: 'No type checker was found, so a patch is held to the tests alone.',
          next: wantsTypes
            ? 'Install TypeScript in the project (`npm install --save-dev typescript`).'
            : languages.includes('python')
              ? 'Configure mypy or Pyright in the project.'
              : 'Configure a command for the rung “types”.',
        };
  const lint: DoctorCheck =
    linters.length > 0
      ? { area: 'lint', status: 'ok', found: `Linters: ${linters.join(', ')}.` }
      : { area: 'lint', status: 'ok', found: 'No linter is configured; none is needed.' };
  return [types, lint];
}

/** Git is never needed. With it, lines that were changed lately are looked at first. */
async function gitCheck({ folder, trusted }: DoctorRequest, signal: AbortSignal): Promise<DoctorCheck> {
  const version = await ask(['git', '--version'], folder, signal);
  if (version === undefined) {
    return {
      ...{ area: 'git', status: 'advice', found: 'Git was not found; Credence works without it.' },
      next: 'Install git to let recent changes point to the fault.',
    };
  }
  const commit = trusted
    ? await ask(['git', '--no-optional-locks', 'rev-parse', '--short', 'HEAD'], folder, signal)
    : undefined;
  const where =
    commit === undefined ? 'the folder is no repository with a commit' : `the folder is at commit ${commit}`;
  return { area: 'git', status: 'ok', found: `${version}; ${where}.` };
}

async function ask(
  argv: readonly [string, ...string[]],
  cwd: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const result = await runCommand({
    ...{
      argv,
      cwd,
      env: commandEnvironment({}),
      limitSeconds: 5,
      limitBytes: 65_536,
      keepBytes: 4096,
      signal,
    },
  });
  return result.ended === 'exited' && result.exitCode === 0 ? result.stdout.trim() : undefined;
}

function modelCheck(
  { model, strongModel }: DoctorRequest,
  servers: Awaited<ReturnType<typeof findLocalServers>>,
): DoctorCheck {
  const set = [model, strongModel].flatMap((each) =>
    each === undefined
      ? []
      : 'editor' in each
        ? `${each.name} (the editor’s)`
        : `${each.model} at ${each.baseUrl}`,
  );
  const here = servers.map(
    ({ server, baseUrl, models }) => `${server} at ${baseUrl} with ${models.length} models`,
  );
  const local = here.length === 0 ? '' : ` On this machine: ${here.join('; ')}.`;
  if (set.length > 0)
    return { area: 'models', status: 'ok', found: `Language model: ${set.join(', ')}.${local}` };
  return {
    area: 'models',
    status: 'ok',
    found: `No language model is set; Credence repairs with what it has embedded.${local}`,
    next:
      here.length === 0
        ? 'To have code written as well, start a local server or run “Credence: Choose Model”.'
        : 'Run “Credence: Choose Model”, or give --base-url and --model.',
  };
}

/** Bytes above which a person should know of it. */
const MUCH = 200 * 1024 * 1024;

function stateCheck(folder: string): DoctorCheck {
  const { bytes, episodes } = sizeOf(folder);
  const megabytes = (bytes / 1024 / 1024).toFixed(1);
  const found = `${folder} holds ${episodes} episode${episodes === 1 ? '' : 's'}, ${megabytes} MB.`;
  if (bytes < MUCH) return { area: 'state', status: 'ok', found };
  return {
    area: 'state',
    status: 'advice',
    found,
    next: 'Delete old episodes; they are files of their own in the folder episodes.',
  };
}

function sizeOf(folder: string): { readonly bytes: number; readonly episodes: number } {
  try {
    let bytes = 0;
    let episodes = 0;
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      bytes += lstatSync(join(entry.parentPath, entry.name)).size;
      if (entry.name.endsWith('.jsonl') && /[\\/]episodes$/.test(entry.parentPath)) episodes += 1;
    }
    return { bytes, episodes };
  } catch {
    // There is none before the first episode.
    return { bytes: 0, episodes: 0 };
  }
}
