import { posix } from 'node:path';
import type { Sources } from '../../loop/rooms.ts';
import type { Obstacle } from '../../loop/types.ts';
import { detectNode, namesRunner } from './detect-node.ts';
import { detectPython } from './detect-python.ts';
import { type Manifest, parseManifest } from './node-package.ts';
import type { Detection, Project, TestRunner } from './runner.ts';

export type { Detection, TestRunner } from './runner.ts';

/** Finds the test runners of a workspace from its own files. Only for trusted folders: a Python interpreter is asked whether it has pytest. */
export function detectRunners(folder: string, sources: Sources): Detection {
  const manifests = sources.list().filter((path) => posix.basename(path) === 'package.json');
  const obstacles: Obstacle[] = [];
  const runners: TestRunner[] = [];
  const take = (detection: Detection | undefined): void => {
    if (detection?.kind === 'found') runners.push(...detection.runners);
    if (detection?.kind === 'none') obstacles.push(detection.obstacle);
  };
  const root = parseManifest(sources.read('package.json'));
  const whole = { folder, sources, within: '' };
  const packages = manifests.filter((name) => name !== 'package.json');
  // A monorepo whose root names no runner: its packages test themselves.
  const isMonorepo =
    root?.workspaces !== undefined || sources.list().some((path) => path === 'pnpm-workspace.yaml');
  if (root !== undefined && (!isMonorepo || namesRunner(whole, root))) take(detectNode(whole, root));
  if (runners.length === 0) {
    for (const path of packages) {
      const manifest = parseManifest(sources.read(path));
      const inner = { folder, sources, within: posix.dirname(path) };
      if (manifest !== undefined && (!isMonorepo || isPart(inner, manifest)))
        take(detectNode(inner, manifest));
    }
  }
  if (runners.length === 0 && root !== undefined && isMonorepo) take(detectNode(whole, root));
  take(detectPython(folder, sources));
  if (runners.length > 0) return { kind: 'found', runners };
  return { kind: 'none', obstacle: obstacles[0] ?? notAProject(sources) };
}

/** Packages that only serve as data of tests have neither a script nor a runner of their own. */
function isPart(project: Project, manifest: Manifest): boolean {
  return manifest.scripts?.test !== undefined || namesRunner(project, manifest);
}

function notAProject(sources: Sources): Obstacle {
  const isEmpty = sources.list().length === 0;
  return {
    kind: 'not-a-project',
    message: isEmpty
      ? 'The folder is empty.'
      : 'This is not a project that Credence can check: there is no package.json, and no Python file.',
    hint: 'Give the folder of a TypeScript, JavaScript or Python project that has tests.',
  };
}
