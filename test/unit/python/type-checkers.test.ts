import { describe, expect, it } from 'vitest';
import { readMypy } from '../../../src/environment/python/mypy.ts';
import { readPyright } from '../../../src/environment/python/pyright.ts';

describe('what mypy prints', () => {
  it('is read with its last column as an end behind it; notes are left out', () => {
    const output = `/w/a b.py:2:13:2:15: error: Unsupported operand types for + ("int" and "str")  [operator]
/w/a b.py:2:13:2:15: note: See the manual
/w/c.py:7: error: Cannot find implementation or library stub for module named "x:y"
Found 2 errors in 2 files
`;
    expect(readMypy(output)?.findings).toEqual([
      {
        ...{ path: '/w/a b.py', line: 2, column: 13, endLine: 2, endColumn: 16 },
        ...{ code: 'operator', severity: 'error' },
        message: 'Unsupported operand types for + ("int" and "str")',
      },
      {
        ...{ path: '/w/c.py', line: 7, code: 'mypy', severity: 'error' },
        message: 'Cannot find implementation or library stub for module named "x:y"',
      },
    ]);
  });
});

describe('what Pyright prints', () => {
  it('is read from its report, with lines and columns from one', () => {
    const range = { start: { line: 1, character: 4 }, end: { line: 1, character: 9 } };
    const problem = { file: '/w/a.py', severity: 'error', message: 'no', range, rule: 'reportCallIssue' };
    const output = JSON.stringify({
      version: '1',
      generalDiagnostics: [problem, { ...problem, severity: 'information' }],
    });
    expect(readPyright(output)?.findings).toMatchObject([
      { line: 2, column: 5, endLine: 2, endColumn: 10, code: 'reportCallIssue', severity: 'error' },
      { severity: 'warning' },
    ]);
  });

  it('is nothing when it is not a report', () => {
    expect(readPyright('No configuration file found.')).toBeUndefined();
    expect(readPyright('{"generalDiagnostics": 3}')).toBeUndefined();
  });
});
