import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Language, Obstacle } from '../loop/types.ts';
import { commandEnvironment } from './command-environment.ts';
import { type ConfiguredCommand, commandsFor } from './configured/index.ts';
import { takeLease } from './isolation/lease.ts';
import type { SandboxChoice, Unconfined } from './isolation/sandbox/confinement.ts';
import { confine } from './isolation/sandbox/sandbox.ts';
import { Snapshot } from './isolation/snapshot.ts';
import { detectLinters } from './lint/index.ts';
import { pythonTypeChecks } from './python/type-checkers.ts';
import { detectRunners, type TestRunner } from './runners/index.ts';
import { installed } from './runners/node-package.ts';
import { languagesOf, projectName } from './survey.ts';
import { loadTypescript } from './typescript/load.ts';
import { isTypeChecked } from './typescript/type-checker.ts';

/** What would check the candidates of a workspace, found as for an episode, without running a test. */
export interface Inspection {
  readonly project: string;
  readonly files: number;
  readonly languages: readonly Language[];
  readonly runners: readonly {
    /** With its version where it is known, for example `vitest 5.1.1`. */
    readonly name: string;
    readonly testFiles: number;
    /** Workspace-relative; empty for the root. */
    readonly within: string;
  }[];
  /** Why there is no runner. */
  readonly obstacle?: Obstacle;
  readonly typeCheckers: readonly string[];
  /** Whether there is source that a type checker could look at. */
  readonly wantsTypes: boolean;
  readonly linters: readonly string[];
  /** Names of the configured commands that apply here. */
  readonly configured: readonly string[];
  /** What confines what is run, in words for a person, and why nothing does where that is so. */
  readonly sandbox: { readonly words: string; readonly unconfined?: Unconfined };
}

/** Looks at a workspace. In a folder that is not trusted nothing of it is loaded or asked, so that little is found. */
export async function inspectWorkspace(options: {
  readonly folder: string;
  readonly trusted: boolean;
  readonly fallbackTypescript?: string | undefined;
  readonly commands: readonly ConfiguredCommand[];
  readonly sandbox: SandboxChoice;
  readonly signal: AbortSignal;
}): Promise<Inspection> {
  const { folder, trusted, signal } = options;
  const lease = takeLease();
  try {
    const snapshot = await Snapshot.take(folder, [], lease, signal);
    const wantsTypes = snapshot.list().some(isTypeChecked);
    const detection = trusted ? detectRunners(folder, snapshot) : undefined;
    const typescript =
      trusted && wantsTypes ? loadTypescript(folder, trusted, options.fallbackTypescript) : undefined;
    const hasPython = snapshot.list().some((path) => path.endsWith('.py'));
    const python = trusted && hasPython ? pythonTypeChecks(folder, snapshot) : [];
    const { words, unconfined } = confine({
      ...{ argv: ['true'], cwd: lease.folder, env: {}, writable: [lease.folder], mark: 'inspect' },
      sandbox: {
        ...{ choice: options.sandbox, network: 'none', temporary: join(lease.folder, 'tmp') },
        ...{ empty: '/dev/null', readable: [folder] },
      },
      limits: { memoryMegabytes: 256, processes: 16 },
    });
    return {
      project: projectName(snapshot),
      files: snapshot.list().length,
      languages: languagesOf(snapshot),
      runners:
        detection?.kind === 'found' ? detection.runners.map((runner) => described(folder, runner)) : [],
      ...(detection?.kind === 'none' ? { obstacle: detection.obstacle } : {}),
      typeCheckers: [
        ...(typescript === undefined ? [] : [typescript.name]),
        ...new Set(python.map(({ name }) => name)),
      ],
      wantsTypes,
      linters: trusted ? [...new Set(detectLinters(folder, snapshot).map(({ name }) => name))] : [],
      configured: trusted
        ? commandsFor(options.commands, folder, snapshot).map(
            ({ name, command }) => name ?? command.join(' '),
          )
        : [],
      sandbox: { words, ...(unconfined === undefined ? {} : { unconfined }) },
    };
  } finally {
    lease.release();
  }
}

function described(folder: string, runner: TestRunner): Inspection['runners'][number] {
  const within = runner.node?.within ?? runner.python?.within ?? '';
  const version = versionOf(join(folder, within), runner);
  return {
    name: version === undefined ? runner.name : `${runner.name} ${version}`,
    testFiles: runner.testFiles.length,
    within,
  };
}

/** The version of what runs the tests: the package’s, Node’s, or what the interpreter says. */
function versionOf(from: string, { node, python }: TestRunner): string | undefined {
  if (node !== undefined) {
    if (node.name === 'node:test') return undefined;
    const at = installed(from, node.name);
    if (at === undefined) return undefined;
    const { version } = JSON.parse(readFileSync(join(at, 'package.json'), 'utf8')) as { version?: unknown };
    return typeof version === 'string' ? version : undefined;
  }
  if (python === undefined) return undefined;
  const script =
    python.kind === 'pytest'
      ? 'import pytest; print(pytest.__version__)'
      : 'import platform; print(platform.python_version())';
  const asked = spawnSync(python.python, ['-c', script], {
    ...{ cwd: dirname(python.python), env: commandEnvironment({}), timeout: 20_000, encoding: 'utf8' },
  });
  const said = asked.stdout?.trim() ?? '';
  if (asked.status !== 0 || said === '') return undefined;
  return python.kind === 'pytest' ? said : `(Python ${said})`;
}
