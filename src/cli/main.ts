import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Assets } from '../engine/run.ts';
import { HELP, parseArguments } from './arguments.ts';
import { folderAt } from './folder.ts';

/*
 * The terminal's way in. The bundle has two more doors: `engine`, as the editor's child process, which must load
 * nothing of the terminal's; and the terminal itself, loaded only when there is work for it.
 */
const here = dirname(fileURLToPath(import.meta.url));
const { version } = JSON.parse(readFileSync(join(here, '..', 'package.json'), 'utf8')) as { version: string };
const assets: Assets = {
  grammars: join(here, 'grammars'),
  programs: {
    javascript: join(here, 'warm-javascript.cjs'),
    python: join(here, 'python'),
    types: join(here, 'types.mjs'),
    typescript: nativeTypescript(),
  },
  tags: join(here, 'tags.mjs'),
  version,
};

// A reader that has seen enough closes the pipe; that is no error of ours, and nobody is left to be told.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

/** What is done besides solving; a folder of such a name is meant by `./verify`. */
const TASKS = ['verify', 'mcp', 'doctor'] as const;

async function main(argv: readonly string[]): Promise<number | undefined> {
  if (argv[0] === 'engine' && process.send !== undefined) {
    (await import('../engine/server.ts')).serve(assets);
    return undefined;
  }
  if (argv[0] === 'apply') return (await import('./apply-reply.ts')).applyFromInput(argv.slice(1));
  if (argv[0] === 'beliefs') return (await import('./beliefs.ts')).runBeliefs(argv.slice(1));
  const task = TASKS.find((name) => name === argv[0]);
  if (task !== undefined)
    return (await import('./tasks.ts')).runTask(task, argv.slice(1), assets, ownTypescript());
  const parsed = parseArguments(argv, process.env.CREDENCE_SAMPLE);
  if (parsed.kind === 'help') return print(HELP, 0);
  if (parsed.kind === 'version') return print(`${version}\n`, 0);
  if (parsed.kind === 'wrong') return complain(`${parsed.message}\nTry --help.`);
  if (parsed.kind === 'models') return (await import('./models.ts')).listModels(parsed);
  if (parsed.kind === 'handbook') {
    const folder = folderAt(parsed.handbook.folder);
    if ('problem' in folder) return complain(folder.problem);
    return (await import('./handbook.ts')).runHandbook(parsed.handbook, folder.path);
  }
  const { terminal } = await import('./terminal.ts');
  return terminal(parsed.arguments, assets, {
    folder: folderAt(parsed.arguments.folder),
    typescript: ownTypescript(),
  });
}

/** The native TypeScript that this repository has for its own use; an installed extension has none. */
function nativeTypescript(): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve('typescript-native/package.json'));
  } catch {
    return undefined;
  }
}

function print(text: string, code: number): number {
  process.stdout.write(text);
  return code;
}

function complain(problem: string): number {
  process.stderr.write(`credence: ${problem}\n`);
  return 1;
}

/** The TypeScript that lies beside the terminal's bundle, for projects that have none of their own. */
function ownTypescript(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve('typescript');
  } catch {
    return undefined;
  }
}

const code = await main(process.argv.slice(2));
if (code !== undefined) process.exitCode = code;
