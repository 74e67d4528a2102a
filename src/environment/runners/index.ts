import { posix } from 'node:path';
import type { Sources } from '../../loop/ports.ts';
import type { Obstacle } from '../../loop/types.ts';
import { detectNode } from './detect-node.ts';
import { detectPython } from './detect-python.ts';
import { parseManifest } from './node-package.ts';
import type { Detection, TestRunner } from './runner.ts';

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
  if (root !== undefined) take(detectNode({ folder, sources, within: '' }, root));
  if (runners.length === 0) {
    // A monorepo: its packages test themselves.
    for (const path of manifests.filter((name) => name !== 'package.json')) {
      const manifest = parseManifest(sources.read(path));
      if (manifest !== undefined)
        take(detectNode({ folder, sources, within: posix.dirname(path) }, manifest));
    }
  }
  take(detectPython(folder, sources));
  if (runners.length > 0) return { kind: 'found', runners };
  return { kind: 'none', obstacle: obstacles[0] ?? notAProject(sources) };
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
