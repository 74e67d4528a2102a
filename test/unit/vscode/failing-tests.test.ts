import { expect, it, vi } from 'vitest';
import type { TestReport, TestResult } from '../../../src/loop/types.ts';
import * as editor from '../../support/editor.ts';

vi.mock('vscode', () => import('../../support/editor.ts'));
const { FailingTests } = await import('../../../src/vscode/tests/failing-tests.ts');

const folder = { uri: editor.Uri.file('/project'), name: 'project', index: 0 } as never;
const file = editor.Uri.file('/project/a.test.ts') as never;

function reportOf(
  ...results: readonly (readonly [name: string, status: TestResult['status'], line?: number])[]
): TestReport {
  return {
    results: results.map(([name, status, line]) => ({
      ...{ id: `a.test.ts::${name}`, file: 'a.test.ts', name, status },
      frames: line === undefined ? [] : [{ path: 'a.test.ts', line }],
    })),
  } as never;
}

it('keeps two tests of one name apart when one of them is run again', () => {
  const failing = new FailingTests();
  failing.update(folder, reportOf(['adds', 'failed', 3], ['adds', 'failed', 9], ['takes', 'failed', 20]));
  const lines = () => failing.of(file).map(({ name, line }) => `${name} ${line}`);
  failing.updateSome(folder, reportOf(['adds', 'failed', 3], ['adds', 'passed']));
  expect(lines()).toEqual(['takes 20', 'adds 3']);
  failing.updateSome(folder, reportOf(['adds', 'passed'], ['adds', 'failed', 9]));
  expect(lines()).toEqual(['takes 20', 'adds 9']);
  failing.updateSome(folder, reportOf(['adds', 'passed'], ['adds', 'passed']));
  expect(lines()).toEqual(['takes 20']);
  failing.updateSome(folder, reportOf(['takes', 'passed']));
  expect(lines()).toEqual([]);
});
