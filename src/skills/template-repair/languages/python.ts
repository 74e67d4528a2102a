import type { LanguageTable } from '../language.ts';
import { COMMON_OPERATORS, COMMON_SIBLINGS } from './common.ts';
import { PYTHON_RESULTS, PYTHON_SIBLINGS } from './python-library.ts';
import { PYTHON_REWRITES } from './python-rewrites.ts';

export const PYTHON: LanguageTable = {
  functions: new Set(['function_definition', 'lambda']),
  loops: new Set(['for_statement', 'while_statement']),
  classes: new Set(['class_definition']),
  blocks: new Set(['block', 'module']),
  binaries: new Set(['binary_operator', 'boolean_operator', 'comparison_operator']),
  members: new Set(['attribute']),
  calls: new Set(['call']),
  numbers: new Set(['integer', 'float']),
  operators: new Set([
    ...COMMON_OPERATORS,
    ...['and', 'or', 'in', 'not in', 'is', 'is not', '//', '**', '//=', '**='],
  ]),
  indented: true,
  optionalChains: false,
  self: 'self.',
  not: (condition) => `not ${condition}`,
  and: 'and',
  or: 'or',
  equal: '==',
  unequal: '!=',
  nothing: 'None',
  guard: (condition, exit, indent, newline) =>
    `if ${condition}:${newline}${indent}${indent.includes('\t') ? '\t' : '    '}${exit}`,
  fails: (error = 'ValueError') => `raise ${error}("invalid")`,
  terminator: '',
  trueWord: 'True',
  falseWord: 'False',
  absent: (x) => [`${x} is None`, `not ${x}`],
  present: (x) => [`${x} is not None`, x],
  empty: (x) => [`not ${x}`, `len(${x}) == 0`, `${x} == ""`],
  repeats: (x) => `len(set(${x})) != len(${x})`,
  filled: (x) => [x, `len(${x}) > 0`, `${x} != ""`],
  length: (x) => `len(${x})`,
  last: (x) => `${x}[-1]`,
  contains: (x, xs) => [`${x} in ${xs}`],
  puts: (x, xs) => [`${xs}.append(${x})`, `${xs}.add(${x})`],
  orElse: (x, other) => `${x} or ${other}`,
  lookupOr: (object, key, other) => `${object}.get(${key}, ${other})`,
  copies: {
    receiver: ['list($)'],
    value: ['list($)', '$[:]', '$.copy()', 'dict($)', 'set($)', 'copy.deepcopy($)'],
  },
  neutral: {
    number: ['0', '1', '-1', "float('inf')", "float('-inf')", '0.0'],
    string: ["''", "' '"],
    list: ['[]', 'set()', '()'],
    record: ['{}'],
    nothing: ['None'],
  },
  wraps: {
    number: ['int($)', 'abs($)', 'round($)', 'max(0, $)', 'float($)', 'str($)', 'round($, 2)', '-$'],
    string: ['int($)', 'float($)', 'len($)', 'list($)'],
    list: ['sorted($)', 'set($)', 'list($)', 'len($)', 'tuple($)', 'reversed($)', 'sum($)', 'max($)', '[$]'],
    record: ['list($)', 'dict($)', 'len($)', 'sorted($)'],
    '': [
      ...['int($)', 'str($)', 'float($)', 'list($)', 'len($)', 'abs($)', 'sorted($)', 'set($)', 'tuple($)'],
      ...['bool($)', 'round($)', 'dict($)', 'sum($)', 'reversed($)', 'enumerate($)', '[$]'],
    ],
  },
  suffixes: {
    string: [
      '.strip()',
      '.lower()',
      '.upper()',
      '.split()',
      '.encode()',
      '.casefold()',
      '.decode()',
      '.zfill(2)',
    ],
    list: ['.copy()', '[::-1]', '[0]', '[-1]'],
    record: ['.items()', '.values()', '.keys()', '.copy()'],
    '': ['.strip()', '.lower()', '.items()', '.values()', '.copy()', '[0]', '[::-1]', '.keys()', '.encode()'],
  },
  options: [
    { callee: /(^|\.)(sorted|sort)$/, arguments: [0, 1, 2], add: ['reverse=True'] },
    { callee: /^round$/, arguments: [1], add: ['2'] },
    { callee: /^enumerate$/, arguments: [1], add: ['1'] },
    { callee: /(^|\.)split$/, arguments: [0], add: ["','", "'\\n'", 'None, 1'] },
    { callee: /(^|\.)split$/, arguments: [1], add: ['1'] },
    { callee: /(^|\.)(get|pop)$/, arguments: [1], add: ['0', '[]', 'None', "''", '{}'] },
    { callee: /^(max|min)$/, arguments: [1], add: ['default=0', 'default=None'] },
    { callee: /^sum$/, arguments: [1], add: ['0'] },
    { callee: /^int$/, arguments: [1], add: ['2', '16'] },
    { callee: /^range$/, arguments: [2], add: ['-1', '2'] },
    { callee: /\.(replace|sub)$/, arguments: [2], add: ['1'] },
    { callee: /\.rsplit$/, arguments: [1], add: ['1'] },
    { callee: /(^|\.)pop$/, arguments: [0], add: ['0', '-1'] },
    { callee: /^zip$/, arguments: [2], add: ['strict=True'] },
    {
      callee: /^json\.dumps?$/,
      arguments: [1, 2],
      add: ['sort_keys=True', 'ensure_ascii=False', 'default=str'],
    },
    { callee: /(^|\.)strip$/, arguments: [0], add: ["'\\n'"] },
  ],
  rewrites: PYTHON_REWRITES,
  siblings: [...COMMON_SIBLINGS, ...PYTHON_SIBLINGS],
  methods: {
    number: /^(real|imag|bit_length|is_integer|as_integer_ratio|conjugate)$/,
    string:
      /^(capitalize|casefold|center|count|encode|endswith|expandtabs|find|format|index|is\w+|join|ljust|lower|lstrip|partition|removeprefix|removesuffix|replace|rfind|rindex|rjust|rpartition|rsplit|rstrip|split|splitlines|startswith|strip|swapcase|title|translate|upper|zfill)$/,
    boolean: /^$/,
  },
  basic: (text) => {
    if (/^(int|float|complex)$/.test(text)) return 'number';
    if (text === 'str') return 'string';
    if (text === 'bool') return 'boolean';
    if (/^(list|List|Sequence|tuple|Tuple|set|Set|Iterable|frozenset)\b/.test(text)) return 'list';
    if (/^(dict|Dict|Mapping|defaultdict|Counter)\b/.test(text)) return 'record';
    if (/^Callable\b/.test(text)) return 'function';
    return text === 'None' ? 'nothing' : undefined;
  },
  results: PYTHON_RESULTS,
};
