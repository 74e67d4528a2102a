import { describe, expect, it } from 'vitest';
import { printHandbook } from '../../../src/handbook/markdown.ts';
import type { Behavior } from '../../../src/loop/types.ts';
import { readHandbook } from '../../../src/vscode/handbook-reader.ts';

const behavior: Behavior = {
  name: 'Boundaries are half open',
  trigger: { taskKind: 'failing-test' },
  instruction: 'Compare ends with < before <=.',
  status: 'trial',
  evidence: { usedSolved: 2, usedFailed: 1, withheldSolved: 0, withheldFailed: 0 },
  sources: ['e1'],
};

describe('the handbook in the tree', () => {
  it('lists what the engine writes, with the line of each heading', () => {
    const text = printHandbook([behavior, { ...behavior, name: 'Second', status: 'pinned' }]);
    const entries = readHandbook(text);
    expect(entries.map(({ name, status, instruction }) => ({ name, status, instruction }))).toEqual([
      { name: behavior.name, status: 'trial', instruction: behavior.instruction },
      { name: 'Second', status: 'pinned', instruction: behavior.instruction },
    ]);
    for (const { line, name } of entries) expect(text.split('\n')[line]).toBe(`## ${name}`);
    expect(entries[0]?.evidence).toMatch(/2.*1/);
  });

  it('reads Windows line endings and marks a section that says nothing of its status', () => {
    expect(readHandbook('## A\r\n\r\nDo.\r\n\r\n- status: active\r\n## B\r\n')).toMatchObject([
      { name: 'A', status: 'active', instruction: 'Do.' },
      { name: 'B', status: 'unknown', instruction: '', line: 5 },
    ]);
  });

  it('lists nothing of a file that is edited into nonsense', () => {
    expect(readHandbook('\0\n# \n###\n- status:')).toEqual([]);
  });
});
