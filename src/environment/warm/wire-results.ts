import type { TestReport, TestResult } from '../../loop/types.ts';
import type { Roots } from '../runners/report.ts';
import type { FromWorker, WireResult } from './protocol.ts';

/** A result as the rest of the product knows it: places within the workspace, messages without the copy's folder. */
export function testResult(
  { id, file, name, status, message, stack, expected, actual }: WireResult,
  roots: Roots,
): TestResult {
  return {
    id,
    file,
    name,
    status,
    frames: stack === undefined ? [] : roots.frames(stack),
    ...(message === undefined ? {} : { message: roots.clean(message) }),
    ...(expected === undefined ? {} : { expected }),
    ...(actual === undefined ? {} : { actual }),
  };
}

export function fileError(
  { file, message, stack }: Extract<FromWorker, { type: 'ran' }>['fileErrors'][number],
  roots: Roots,
): TestReport['fileErrors'][number] {
  return { file, message: roots.clean(message), frames: roots.frames(stack) };
}
