import { describe, expect, it } from 'vitest';
import { allCandidates, applied, aSituation } from './scene.ts';

const OWN = 'template-repair:precondition';

/** What the template makes of the condition of the only `if`, alone and at its only place. */
async function conditions(path: string, condition: string): Promise<readonly string[]> {
  const [head, tail] = path.endsWith('.py')
    ? ['def f(node, other):\n    if ', ':\n        return 1\n    return 0\n']
    : ['function f(node, other) {\n  if (', ') return 1;\n  return 0;\n}\n'];
  const wrong = head + condition + tail;
  const candidates = await allCandidates(aSituation(path, wrong), { [path]: wrong });
  const own = candidates.filter(
    ({ skills }) => skills.filter((each) => each.startsWith('template-repair:')).join() === OWN,
  );
  const texts = own.map(({ edits }) => applied(wrong, edits));
  return texts.map((text) => text.slice(head.length, -tail.length));
}

describe('what a condition asks for first', () => {
  it('is that an object is there, or that it is missing, in both languages', async () => {
    expect((await conditions('a.js', 'node.next === other')).toSorted()).toEqual([
      '!node || node.next === other',
      'node && node.next === other',
    ]);
    expect((await conditions('a.py', 'node.next == other')).toSorted()).toEqual([
      'node is None or node.next == other',
      'node is not None and node.next == other',
    ]);
  });

  it.each(['node', 'node !== null', 'node != null', '(node !== undefined)'])(
    'is not asked again where %s asks it',
    async (asked) => {
      const made = await conditions('a.js', `${asked} && node.next === other`);
      expect(made).toEqual([`!node || (${asked} && node.next === other)`]);
    },
  );

  it('is asked where another operand merely holds its text', async () => {
    expect(await conditions('a.js', 'other.node && node.next')).toContain('node && other.node && node.next');
  });
});
