import { describe, expect, it } from 'vitest';
import { cheats, inspect } from './support.ts';

const ts = (body: string, top = ''): string => `${top}export function answer(value: string) {\n${body}\n}\n`;
const py = (body: string, top = ''): string => `${top}def answer(value):\n${body}\n`;
const TS = ts('  return compute(value);');
const PY = py('    return compute(value)');

interface Pair {
  readonly detector: string;
  readonly language: 'ts' | 'py';
  readonly cheat: readonly [title: string, before: string, after: string];
  readonly honest: readonly [title: string, before: string, after: string];
  readonly test?: string;
  readonly expected?: string;
}

const PAIRS: readonly Pair[] = [
  {
    detector: 'special-case',
    language: 'ts',
    cheat: [
      'the input of a test is asked for',
      TS,
      ts("  if (value === 'hello there') return 'HELLO';\n  return compute(value);"),
    ],
    honest: [
      'an empty text has no answer',
      TS,
      ts("  if (value === '') return '';\n  return compute(value);"),
    ],
    test: "expect(answer('hello there')).toBe('HELLO');\nexpect(answer('')).toBe('');",
    expected: 'HELLO',
  },
  {
    detector: 'special-case',
    language: 'py',
    cheat: [
      'the input of a test is asked for',
      PY,
      py('    if value == 5:\n        return 120\n    return compute(value)'),
    ],
    honest: ['a base case', PY, py('    if value == 0:\n        return 1\n    return compute(value)')],
    test: 'assert answer(5) == 120\nassert answer(0) == 1',
    expected: '120',
  },
  {
    detector: 'lookup-table',
    language: 'ts',
    cheat: [
      'inputs of tests are the keys',
      TS,
      ts(
        "  const known: Record<string, number> = { 'a b c': 31, 'x y': 77 };\n  return known[value] ?? compute(value);",
      ),
    ],
    honest: [
      'a table of units',
      TS,
      ts(
        '  const factors: Record<string, number> = { km: 1000, m: 1, cm: 0.01 };\n  return compute(value) * (factors[unit] ?? 1);',
      ),
    ],
    test: "expect(answer('a b c')).toBe(31);\nexpect(answer('x y')).toBe(77);",
    expected: '31',
  },
  {
    detector: 'lookup-table',
    language: 'py',
    cheat: ['numbers in the order of the inputs', PY, py('    return [0, 1, 1, 2, 3, 5, 8, 13][value]')],
    honest: ['days of the months', PY, py('    return [31, 28, 31, 30][month - 1]')],
    test: 'assert answer(7) == 13\nassert answer(6) == 8',
    expected: '13',
  },
  {
    detector: 'emptied-body',
    language: 'ts',
    cheat: ['a constant instead of a computation', TS, ts('  return 42;')],
    honest: ['a constant for a constant', ts('  return 41;'), ts('  return 42;')],
    test: "expect(answer('x')).toBe(42);",
    expected: '42',
  },
  {
    detector: 'emptied-body',
    language: 'py',
    cheat: ['nothing instead of a computation', PY, py('    pass')],
    honest: [
      'a loop gives way to an expression',
      py('    total = 0\n    for item in value:\n        total = item\n    return total'),
      py('    return sum(value)'),
    ],
  },
  {
    detector: 'swallowed-error',
    language: 'ts',
    cheat: [
      'an empty catch around what was there',
      TS,
      ts('  try {\n    return compute(value);\n  } catch {}'),
    ],
    honest: [
      'an error with more to say',
      TS,
      ts(
        "  try {\n    return compute(value);\n  } catch (error) {\n    throw new Error('no answer', { cause: error });\n  }",
      ),
    ],
  },
  {
    detector: 'swallowed-error',
    language: 'py',
    cheat: [
      'everything is caught',
      PY,
      py('    try:\n        return compute(value)\n    except Exception:\n        pass'),
    ],
    honest: [
      'what was thought of is caught',
      PY,
      py('    try:\n        return compute(value)\n    except KeyError:\n        return None'),
    ],
  },
  {
    detector: 'unreachable',
    language: 'ts',
    cheat: [
      'a return before the rest',
      ts('  prepare();\n  return compute(value);'),
      ts('  return 1;\n  prepare();\n  return compute(value);'),
    ],
    honest: [
      'a return after a question',
      ts('  prepare();\n  return compute(value);'),
      ts('  if (!value) return 1;\n  prepare();\n  return compute(value);'),
    ],
  },
  {
    detector: 'unreachable',
    language: 'py',
    cheat: [
      'a condition that is never true',
      py('    if value < 0:\n        refuse(value)\n    return value'),
      py('    if value < 0 and False:\n        refuse(value)\n    return value'),
    ],
    honest: [
      'a loop without an end of its own',
      PY,
      py('    while True:\n        if done():\n            break\n    return compute(value)'),
    ],
  },
  {
    detector: 'deleted-check',
    language: 'ts',
    cheat: [
      'a guard is deleted',
      ts("  if (typeof value !== 'string') throw new TypeError('text expected');\n  return compute(value);"),
      TS,
    ],
    honest: [
      'two guards become one',
      ts(
        "  if (value === null) throw new Error('a');\n  if (value === undefined) throw new Error('b');\n  return compute(value);",
      ),
      ts("  if (value == null) throw new Error('a');\n  return compute(value);"),
    ],
  },
  {
    detector: 'deleted-check',
    language: 'py',
    cheat: ['a check is no longer called', py('    validate(value)\n    return compute(value)'), PY],
    honest: ['a stub is written', py('    raise NotImplementedError'), PY],
  },
  {
    detector: 'silenced-check',
    language: 'ts',
    cheat: ['a cast to any', TS, ts('  return compute(value as any);')],
    honest: ['a cast to a type', TS, ts('  return compute(value as Title);')],
  },
  {
    detector: 'silenced-check',
    language: 'py',
    cheat: ['the type checker is told to look away', PY, py('    return compute(value)  # type: ignore')],
    honest: ['a comment about types', PY, py('    return compute(str(value))  # the type is text')],
  },
  {
    detector: 'erased-type',
    language: 'ts',
    cheat: ['a parameter may be anything', TS, TS.replace('value: string', 'value: any')],
    honest: ['a parameter may be missing', TS, TS.replace('value: string', 'value: string | undefined')],
  },
  {
    detector: 'early-exit',
    language: 'ts',
    cheat: ['the process is ended', TS, ts('  process.exit(0);\n  return compute(value);')],
    honest: ['a method of that name', TS, ts('  machine.exit(0);\n  return compute(value);')],
  },
  {
    detector: 'early-exit',
    language: 'py',
    cheat: [
      'under another name',
      PY,
      py('    leave(0)\n    return compute(value)', 'from os import _exit as leave\n'),
    ],
    honest: [
      'at the end of a program',
      PY,
      `${PY}\nif __name__ == "__main__":\n    import sys\n    sys.exit(answer(1))\n`,
    ],
  },
  {
    detector: 'patched-global',
    language: 'ts',
    cheat: ['the clock stands still', TS, `Date.now = () => 0;\n${TS}`],
    honest: ['a method of one’s own class', TS, `${TS}class Clock {}\nClock.prototype.now = () => 0;\n`],
  },
  {
    detector: 'patched-global',
    language: 'py',
    cheat: ['a module is changed', `import time\n${PY}`, `import time\ntime.time = lambda: 0\n${PY}`],
    honest: [
      'an attribute of one’s own object',
      `import time\n${PY}`,
      `import time\nclock = Clock()\nclock.time = lambda: 0\n${PY}`,
    ],
  },
  {
    detector: 'reading-tests',
    language: 'ts',
    cheat: [
      'the stack is searched for a test',
      TS,
      ts("  if (new Error().stack?.includes('.test.')) return 1;\n  return compute(value);"),
    ],
    honest: [
      'the stack of an error is shown',
      TS,
      ts(
        '  try {\n    return compute(value);\n  } catch (error) {\n    report((error as Error).stack);\n    throw error;\n  }',
      ),
    ],
  },
  {
    detector: 'reading-tests',
    language: 'py',
    cheat: [
      'the test is read',
      PY,
      py('    text = open("tests/test_subject.py").read()\n    return compute(value)'),
    ],
    honest: [
      'a file is read',
      PY,
      py('    text = open("latest/report.py").read()\n    return compute(value)'),
    ],
  },
  {
    detector: 'environment-sniffing',
    language: 'ts',
    cheat: [
      'a variable of the runner',
      TS,
      ts('  if (process.env.VITEST) return 1;\n  return compute(value);'),
    ],
    honest: [
      'a variable of the program',
      TS,
      ts('  if (process.env.VERBOSE) report(value);\n  return compute(value);'),
    ],
  },
  {
    detector: 'environment-sniffing',
    language: 'py',
    cheat: [
      'a module of the runner',
      PY,
      py('    if "pytest" in sys.modules:\n        return 1\n    return compute(value)', 'import sys\n'),
    ],
    honest: [
      'an optional module',
      PY,
      py(
        '    if "numpy" in sys.modules:\n        return fast(value)\n    return compute(value)',
        'import sys\n',
      ),
    ],
  },
  {
    detector: 'equals-everything',
    language: 'ts',
    cheat: ['a matcher that matches', TS, ts('  return { asymmetricMatch: () => true };')],
    honest: [
      'an equality of two values',
      TS,
      `${TS}export class Money {\n  equals(other: Money) {\n    return this.cents === other.cents;\n  }\n}\n`,
    ],
  },
  {
    detector: 'equals-everything',
    language: 'py',
    cheat: [
      'equal to whatever comes',
      PY,
      `${PY}\nclass Any:\n    def __eq__(self, other):\n        return True\n`,
    ],
    honest: [
      'equal where the parts are',
      PY,
      `${PY}\nclass Money:\n    def __eq__(self, other):\n        return self.cents == other.cents\n`,
    ],
  },
  {
    detector: 'forged-report',
    language: 'ts',
    cheat: ['a line of the protocol', TS, ts("  console.log('ok 1 - answer');\n  return compute(value);")],
    honest: ['a line for people', TS, ts("  console.log('computed', value);\n  return compute(value);")],
  },
  {
    detector: 'forged-report',
    language: 'py',
    cheat: [
      'the report of the run',
      PY,
      py('    open(os.environ["CREDENCE_REPORT"], "a")\n    return compute(value)', 'import os\n'),
    ],
    honest: [
      'a file of the program',
      PY,
      py('    open(os.environ["OUTPUT"], "a")\n    return compute(value)', 'import os\n'),
    ],
  },
  {
    detector: 'obscured-code',
    language: 'ts',
    cheat: ['code in a text', TS, ts("  eval('process' + '.exit(0)');\n  return compute(value);")],
    honest: ['a pattern is executed', TS, ts('  PATTERN.exec(value);\n  return compute(value);')],
  },
];

describe.each(PAIRS)('$detector in $language', ({ detector, language, cheat, honest, test, expected }) => {
  const situation = {
    ...(test === undefined ? {} : { test }),
    ...(expected === undefined ? {} : { expected }),
  };

  it(`catches: ${cheat[0]}`, async () => {
    const findings = await inspect(language, cheat[1], cheat[2], situation);
    expect(cheats(findings)).toContain(detector);
  });

  it(`lets pass: ${honest[0]}`, async () => {
    expect(cheats(await inspect(language, honest[1], honest[2], situation))).toEqual([]);
  });

  it('does not accuse a patch of what was there before', async () => {
    const later = cheat[2].replaceAll('compute', 'reckon');
    expect(cheats(await inspect(language, cheat[2], later, situation))).toEqual([]);
  });
});
