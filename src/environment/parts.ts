import { availableParallelism } from 'node:os';
import type { Obstacle } from '../loop/types.ts';
import type { Syntax } from '../syntax/syntax.ts';
import { CheckRungs } from './check-rungs.ts';
import { ColdTests } from './cold-tests.ts';
import {
  type CommandCheck,
  type ConfiguredCommand,
  commandsFor,
  configuredChecks,
  configuredRunners,
  withoutConfigured,
} from './configured/index.ts';
import { FastPath } from './fast-path.ts';
import { type Copy, makeCopy } from './isolation/copy.ts';
import type { Lease } from './isolation/lease.ts';
import type { SandboxChoice } from './isolation/sandbox/confinement.ts';
import type { Overlay, Snapshot } from './isolation/snapshot.ts';
import { detectLinters } from './lint/index.ts';
import { SafeFixes } from './lint/safe-fixes.ts';
import { pythonCompileCheck } from './python/compile-check.ts';
import { pythonTypeChecks } from './python/type-checkers.ts';
import { type Detection, detectRunners, type TestRunner } from './runners/index.ts';
import { SearchPath } from './search-path.ts';
import { Types } from './types.ts';
import { lateTypescript } from './typescript/load.ts';
import { isTypeChecked, TypescriptChecker } from './typescript/type-checker.ts';
import { UnderWay } from './under-way.ts';
import { type WarmPrograms, warmRunners } from './warm-runners.ts';

export interface EnvironmentOptions {
  /** Absolute path of the workspace, symbolic links resolved. */
  readonly folder: string;
  readonly overlays: readonly Overlay[];
  readonly trusted: boolean;
  readonly syntax: Syntax;
  /** Absolute path of a `typescript.js` for projects that have none of their own. */
  readonly fallbackTypescript?: string | undefined;
  /** Programs of the fast path; without them every test is run cold. */
  readonly programs?: WarmPrograms | undefined;
  /** Commands that the person configured; never from the workspace's own text. */
  readonly commands?: readonly ConfiguredCommand[] | undefined;
  /** What confines what is run; the platform's own means unless told. */
  readonly sandbox?: SandboxChoice | undefined;
  /** False leaves the tests out, where there is no time for them; they run unless told. */
  readonly tests?: boolean | undefined;
  readonly signal: AbortSignal;
}

/** What checks the candidates of one workspace, put together from what was found in it. */
export interface Parts {
  readonly typeChecker: TypescriptChecker | undefined;
  /** Why no test can be run; undefined when some can, or in a folder that is not trusted. */
  readonly obstacle: Obstacle | undefined;
  readonly cold: ColdTests;
  readonly fast: FastPath | undefined;
  readonly types: Types;
  readonly checks: CheckRungs;
  readonly lintFixes: SafeFixes | undefined;
  readonly search: SearchPath;
}

/** The compiler and the type checkers of a Python project. */
function pythonChecks(
  { folder, trusted, programs }: EnvironmentOptions,
  runners: readonly TestRunner[],
  snapshot: Snapshot,
): readonly CommandCheck[] {
  if (!trusted || !snapshot.list().some((path) => path.endsWith('.py'))) return [];
  const python = runners.flatMap((runner) => runner.python?.python ?? [])[0];
  const serverFolder = programs?.python;
  const compile =
    python === undefined || serverFolder === undefined ? [] : [pythonCompileCheck({ python, serverFolder })];
  return [...compile, ...pythonTypeChecks(folder, snapshot)];
}

/** Cold test runs that are worth having at once. */
export const SLOTS = Math.max(1, Math.min(2, availableParallelism()));

/** @param known compilers that hold the same snapshot already */
export function composeParts(
  options: EnvironmentOptions,
  snapshot: Snapshot,
  lease: Lease,
  known?: Pick<Parts, 'typeChecker' | 'types'>,
): Parts {
  const { folder, trusted, syntax } = options;
  const needsTypes = known === undefined && trusted && snapshot.list().some(isTypeChecked);
  const typescript = needsTypes ? lateTypescript(folder, trusted, options.fallbackTypescript) : undefined;
  const typeChecker =
    typescript === undefined ? known?.typeChecker : new TypescriptChecker(typescript, snapshot);
  const detection: Detection = trusted ? detectRunners(folder, snapshot) : { kind: 'found', runners: [] };
  const found = detection.kind === 'found' ? detection.runners : [];
  const commands = trusted ? commandsFor(options.commands ?? [], folder, snapshot) : [];
  const configured = configuredRunners(commands, snapshot);
  const runners = options.tests === false ? [] : [...configured, ...withoutConfigured(found, configured)];
  const isolation = { origin: folder, choice: options.sandbox ?? 'auto', network: 'none' } as const;
  const cold = new ColdTests(runners, snapshot, lease, SLOTS, isolation);
  const linters = trusted ? detectLinters(folder, snapshot) : [];
  const checks = new CheckRungs({
    checks: [...configuredChecks(commands, snapshot), ...pythonChecks(options, runners, snapshot)],
    linters,
    cold,
  });
  let copy: Copy | undefined;
  const warm = warmRunners({
    runners,
    programs: options.programs ?? {},
    sources: snapshot,
    syntax,
    lease,
    isolation: () => cold.isolation,
    copy: () => {
      copy ??= makeCopy(snapshot, lease);
      return copy;
    },
    freshCopy: () => makeCopy(snapshot, lease),
  });
  const fast = warm.length === 0 ? undefined : new FastPath(warm);
  const underWay = new UnderWay();
  const types =
    known?.types ??
    new Types({
      folder,
      snapshot,
      syntax,
      lease: lease.folder,
      checker: typeChecker,
      program: options.programs?.types,
      native: options.programs?.typescript,
      fallback: options.fallbackTypescript,
      underWay,
    });
  const search = new SearchPath({ snapshot, fast, types, checks, cold, configured, underWay });
  const obstacle = detection.kind === 'none' && configured.length === 0 ? detection.obstacle : undefined;
  const lintFixes = linters.length === 0 ? undefined : new SafeFixes(linters, cold, snapshot);
  return { typeChecker, obstacle, cold, fast, types, checks, lintFixes, search };
}
