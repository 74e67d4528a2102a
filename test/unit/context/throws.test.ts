import { describe, expect, it } from 'vitest';
import { type Files, lineOf, rankOf, result, suspectsOf } from './workspace.ts';

/** A clash is looked up by one function, judged by another, and thrown about by a third. */
const ROOMS: Files = {
  'src/span.ts': `export function meets(a: { from: number; to: number }, b: { from: number; to: number }) {
  return a.from < b.to && b.from <= a.to;
}
export function length(a: { from: number; to: number }) {
  return a.to - a.from;
}
`,
  'src/rooms.ts': `import { length, meets } from './span.ts';
const taken: { from: number; to: number }[] = [];
export function reserve(span: { from: number; to: number }) {
  const size = length(span);
  const other = taken.find((one) => meets(one, span));
  if (other !== undefined) throw new Error('taken');
  taken.push(span);
  return size;
}
`,
  'test/rooms.test.ts': `import { reserve } from '../src/rooms.ts';
it('lets one follow another', () => {
  reserve({ from: 1, to: 2 });
  reserve({ from: 2, to: 3 });
});
it('measures', () => { reserve({ from: 7, to: 9 }); });
`,
};

describe('a failure that was thrown on purpose', () => {
  it('leads to what computed the condition, before what merely stands beside it', async () => {
    const line = lineOf(ROOMS, 'src/rooms.ts', "throw new Error('taken')");
    const failing = result('test/rooms.test.ts', 'lets one follow another', 'failed', {
      message: 'taken',
      frames: [{ path: 'src/rooms.ts', line }],
    });
    const tests = [failing, result('test/rooms.test.ts', 'measures', 'passed')];
    const suspects = await suspectsOf({ files: ROOMS, tests });
    const rank = (path: string, text: string): number => rankOf(ROOMS, suspects, path, text);
    const culprit = rank('src/span.ts', 'return a.from < b.to');
    expect(culprit).toBeGreaterThan(0);
    expect(culprit).toBeLessThanOrEqual(4);
    expect(culprit).toBeLessThan(rank('src/span.ts', 'return a.to - a.from'));
    expect(rank('src/rooms.ts', 'const other')).toBeLessThan(rank('src/rooms.ts', 'const size'));
  });
});
