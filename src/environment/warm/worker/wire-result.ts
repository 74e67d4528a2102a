import { relative, sep } from 'node:path';
import type { WireResult } from '../protocol.ts';
import { OutOfTime } from './clock.ts';
import type { TestName } from './file-tests.ts';
import type { Ending } from './run-tree.ts';
import { wireError } from './wire-error.ts';

/** How a test ended, as the engine is told. */
export function wireResult(test: TestName, ending: Ending, file: string): WireResult {
  return {
    ...test,
    file,
    status: ending.status,
    milliseconds: ending.milliseconds,
    ...(ending.status === 'failed' ? wireError(ending.error) : {}),
    ...(ending.error instanceof OutOfTime ? { message: 'the code loops and does not end' } : {}),
  };
}

/** Relative, with forward slashes. */
export function relativeTo(path: string, folder: string): string {
  return relative(folder, path).split(sep).join('/');
}
