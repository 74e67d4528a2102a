import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { makeCopy } from '../../src/environment/isolation/copy.ts';
import type { Isolation } from '../../src/environment/isolation/isolate.ts';
import { takeLease } from '../../src/environment/isolation/lease.ts';
import { Snapshot } from '../../src/environment/isolation/snapshot.ts';
import { detectRunners } from '../../src/environment/runners/index.ts';
import type { NamedTest } from '../../src/environment/runners/named-test.ts';
import { runTests } from '../../src/environment/test-runs.ts';
import type { TestReport } from '../../src/loop/types.ts';

const repository = resolve(import.meta.dirname, '../..');
// Commands run by the Node that the project is built with, as in a terminal that has it first on its path.
process.env.PATH = `${join(repository, 'node_modules/.bin')}:${process.env.PATH}`;

/** A temporary folder that goes away with the test. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'projects-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A project from files given as text or bytes; packages are those of this repository, found in the folder above. */
export function projectOf(files: Readonly<Record<string, string | Buffer>>): string {
  const outer = temporaryFolder();
  symlinkSync(join(repository, 'node_modules'), join(outer, 'node_modules'));
  const folder = join(outer, 'project');
  mkdirSync(folder);
  put(folder, files);
  return folder;
}

export function put(folder: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** A copy of `test/fixtures/runners/<name>`. */
export function fixtureProject(name: string): string {
  const folder = projectOf({});
  cpSync(join(repository, 'test/fixtures/runners', name), folder, { recursive: true });
  return folder;
}

/** The line that ends with this comment, 1-based. */
export function lineOf(folder: string, path: string, comment: string): number {
  const lines = readFileSync(join(folder, path), 'utf8').split('\n');
  return lines.findIndex((line) => line.trimEnd().endsWith(comment)) + 1;
}

/** Runs tests of a project as the environment does: detected, in an isolated copy, with the project's own runner. */
export async function runIn(
  folder: string,
  files?: readonly string[],
  over: {
    readonly limitSeconds?: number;
    readonly signal?: AbortSignal;
    readonly bail?: boolean;
    /** Of the files only these tests. */
    readonly only?: readonly NamedTest[];
    readonly isolation?: Partial<Isolation>;
  } = {},
): Promise<TestReport> {
  const signal = over.signal ?? new AbortController().signal;
  const lease = takeLease();
  try {
    const snapshot = await Snapshot.take(folder, [], lease, signal);
    const detection = detectRunners(folder, snapshot);
    if (detection.kind === 'none') throw new Error(detection.obstacle.message);
    const copy = makeCopy(snapshot, lease);
    const runner = detection.runners.find(
      (each) => files === undefined || files.every((file) => each.testFiles.includes(file)),
    );
    if (runner === undefined) throw new Error('no runner has these files');
    const report = await runTests([runner], {
      root: copy.folder,
      lease: lease.folder,
      limitSeconds: over.limitSeconds ?? 45,
      signal,
      ...(files === undefined ? {} : { files }),
      ...(over.bail === undefined ? {} : { bail: over.bail }),
      ...(over.isolation === undefined
        ? {}
        : { isolation: { origin: folder, choice: 'auto', network: 'none', ...over.isolation } }),
      ...(over.only === undefined ? {} : { only: over.only }),
    });
    if (report === undefined) throw new Error('nothing was run');
    return report;
  } finally {
    lease.release();
  }
}

/** What a test of this title was reported as; the last title of its name is its own. */
export function named(report: TestReport, title: string) {
  return report.results.filter((test) => test.name === title || test.name.endsWith(` > ${title}`));
}
