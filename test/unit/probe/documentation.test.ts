import { describe, expect, it } from 'vitest';
import { constantsIn } from '../../../src/environment/probe/constants.ts';
import { examplesIn } from '../../../src/environment/probe/documentation.ts';
import { shownCall, shownValue, WORDS } from '../../../src/environment/probe/render.ts';
import { sensesIn, wordsFor } from '../../../src/loop/senses.ts';
import { documentationOf } from '../../../src/syntax/documentation.ts';

describe('examples in documentation', () => {
  it.each([
    ['clamp(5, 0, 3) -> 3', [5, 0, 3], 3],
    [' * clamp(5, 0, 3) => 3', [5, 0, 3], 3],
    ['`clamp(5, 0, 3) // 3`', [5, 0, 3], 3],
    ['clamp(5, 0, 3) === 3', [5, 0, 3], 3],
    ['clamp(-5, 0, 3) returns 0.5', [-5, 0, 3], 0.5],
    ['>>> clamp("a, b", None)\n    True', ['a, b', null], true],
    [
      "clamp([1, 2], {a: 'x'}) → [2]",
      [
        { t: 'array', v: [1, 2] },
        { t: 'object', v: [['a', 'x']] },
      ],
      { t: 'array', v: [2] },
    ],
    [
      ">>> clamp((1,), {'a': 1})\n(1, 2)",
      [
        { t: 'tuple', v: [1] },
        { t: 'map', v: [['a', 1]] },
      ],
      { t: 'tuple', v: [1, 2] },
    ],
  ])('are read: %s', (text, args, expected) => {
    expect(examplesIn(text, 'clamp')).toEqual([{ args, expected }]);
  });

  it.each([
    'clamp(x, lo, hi) -> x',
    'clamp(5, 0, 3) throws',
    'unclamp(1) -> 2',
    'clamp(5, 0',
    'Use clamp() where it fits.',
  ])('are not made up: %s', (text) => {
    expect(examplesIn(text, 'clamp')).toEqual([]);
  });

  it('come from the comment above a function and from the string in it', () => {
    const script =
      '/** Other. */\nconst a = 1;\n/**\n * f(1) -> 2\n */\nexport function f(n) { return n + 1; }';
    expect(documentationOf(script, script.indexOf('function'), script.length)).toContain('f(1) -> 2');
    expect(documentationOf(script, script.indexOf('function'), script.length)).not.toContain('Other');
    const python = 'def f(n):\n    """Adds.\n\n    >>> f(1)\n    2\n    """\n    return n + 1\n';
    expect(examplesIn(documentationOf(python, 0, python.length), 'f')).toEqual([{ args: [1], expected: 2 }]);
  });
});

describe('what documents a definition', () => {
  it.each([
    [
      'a string after a head of several lines',
      "def f(\n    a: str = \"(:\",  # why (\n    b={\"k\": 1},\n) -> dict[str, int]:\n    r'''Told.'''\n    return b\n",
    ],
    ['a short string behind a comment', 'async def f(a):\n    # noqa\n    "Told."\n    return a\n'],
    [
      'the string of a class',
      'class F(Base):\n    """Told."""\n\n    def g(self):\n        """Another."""\n',
    ],
  ])('is %s', (_name, python) => {
    expect(documentationOf(python, 0, python.length).trim()).toBe('Told.');
  });

  it.each([
    ['a text in its body', 'def f(a):\n    b = """No."""\n    return b\n'],
    ['what a member says', 'class F:\n    size = 1\n\n    def g(self):\n        """No."""\n'],
    ['a default of a parameter', 'def f(a="""No."""):\n    return a\n'],
  ])('is not %s', (_name, python) => {
    expect(documentationOf(python, 0, python.length).trim()).toBe('');
  });

  it('is looked for behind a line of signs without end, and none is found', () => {
    const python = `def f(a):\n    ${'#'.repeat(5000)}\n    return a\n`;
    expect(documentationOf(python, 0, python.length).trim()).toBe('');
  });

  it('is no private field that stands above', () => {
    const script = 'class A {\n  #count = 0;\n  add() { this.#count += 1; }\n}\n';
    expect(documentationOf(script, script.indexOf('add'), script.length).trim()).toBe('');
  });
});

describe('words of documentation', () => {
  it.each([
    ['both ends are inclusive', 'x < hi', 'x <= hi', 1],
    ['both ends are inclusive', 'x <= hi', 'x < hi', -1],
    ['strictly below the limit', 'x <= hi', 'x < hi', 1],
    ['orders of at least 50', 't > 50', 't >= 50', 1],
    ['whether they share at least one minute', 'a.end <= b', 'a.end < b', 0],
    ['up to, but not including, the end', 'x <= end', 'x < end', 1],
    ['the end is not included', 'x <= end', 'x < end', 1],
    ['from start to end (non-inclusive)', 'x < end', 'x <= end', -1],
    ['the lowest price', 'Math.max(a)', 'Math.min(a)', 1],
    ['all of them must hold', 'a || b', 'a && b', 1],
    ['adds two numbers', 'a < b', 'a <= b', 0],
    ['the first season that holds the night counts', 'p = f(x)', 'p = f(x)\n  break', 1],
    ['test_first_season_counts', 'p = f(x)', 'p = f(x)\n  break', 1],
    ['the first season that holds the night counts', 'p = f(x)', 'p = max(p, f(x))', 0],
    ['the discount never exceeds what they cost', 'return amount', 'return Math.min(amount, cost)', 1],
    ['never below zero', 'return x', 'return max(0, x)', 1],
    ['an empty value overrides', 'if value:', 'if value is not None:', 1],
    ['an empty value overrides', 'if value is not None:', 'if value:', -1],
    ['those given at first are copied', 'self.sinks = sinks', 'self.sinks = list(sinks)', 1],
    ['lists a snapshot of the subscriptions', 'for s in subs', 'for s in tuple(subs)', 1],
    ['headers are looked up whatever their case', 'names[name]', 'names[name.lower()]', 0],
    ['header names are case-insensitive', 'names[name]', 'names[name.lower()]', 1],
    ['waits until all are stored', 'store(x)', 'await store(x)', 1],
  ])('%s: %s to %s', (text, removed, added, says) => {
    expect(wordsFor(sensesIn(text), removed, added)).toBe(says);
  });
});

describe('words of documentation about staying', () => {
  it('ask for the opposite where a condition decides over leaving, but not of what is put in', () => {
    expect(wordsFor(sensesIn('both ends are inclusive'), 'x < low', 'x <= low', () => true)).toBe(-1);
    expect(wordsFor(sensesIn('the first that fits'), 'p = f(x)', 'p = f(x)\n  break', () => true)).toBe(1);
  });
});

describe('constants of code', () => {
  it('are its numbers and short strings, not those of comments', () => {
    const found = constantsIn(["if (n > 1_000 && kind === 'a') return 2.5; // at 77\nreturn x ?? null;"]);
    expect(found.numbers).toEqual([1000, 2.5]);
    expect(found.strings).toEqual(['a']);
    expect(found.nothing).toEqual([null, { t: 'undefined' }]);
  });
});

describe('an input as a person would write it', () => {
  it('shows what led to the call', () => {
    const steps = [
      { kind: 'new' as const, name: 'Cart', args: [] },
      { kind: 'call' as const, name: 'add', args: [2, 'x'] },
      { kind: 'call' as const, name: 'total', args: [] },
    ];
    expect(shownCall(steps, new Map([[1, [3, 'y']]]), WORDS.javascript)).toBe(
      'new Cart().add(3, "y").total()',
    );
  });

  it('uses the words of the language', () => {
    expect(shownValue({ t: 'tuple', v: [null, true] }, WORDS.python)).toBe('(None, True)');
    expect(shownValue({ t: 'array', v: [null, true] }, WORDS.javascript)).toBe('[null, true]');
  });
});
