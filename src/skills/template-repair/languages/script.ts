import type { LanguageTable } from '../language.ts';
import { COMMON_OPERATORS, COMMON_SIBLINGS } from './common.ts';
import { SCRIPT_RESULTS, SCRIPT_SIBLINGS } from './script-library.ts';
import { SCRIPT_REWRITES } from './script-rewrites.ts';

export const SCRIPT: LanguageTable = {
  functions: new Set([
    'function_declaration',
    'function_expression',
    'function',
    'generator_function_declaration',
    'generator_function',
    'arrow_function',
    'method_definition',
  ]),
  loops: new Set(['for_statement', 'for_in_statement', 'while_statement', 'do_statement']),
  classes: new Set(['class_declaration', 'abstract_class_declaration', 'class']),
  blocks: new Set(['statement_block', 'program', 'switch_case', 'switch_default']),
  binaries: new Set(['binary_expression']),
  members: new Set(['member_expression']),
  calls: new Set(['call_expression', 'new_expression']),
  numbers: new Set(['number']),
  operators: new Set([
    ...COMMON_OPERATORS,
    ...['===', '!==', '&&', '||', '??', '**', '>>>', '&&=', '||=', '??=', '**='],
  ]),
  indented: false,
  optionalChains: true,
  self: 'this.',
  not: (condition) => `!${condition}`,
  and: '&&',
  or: '||',
  equal: '===',
  unequal: '!==',
  nothing: 'undefined',
  guard: (condition, exit) => `if (${condition}) ${exit};`,
  fails: (error = 'Error') => `throw new ${error}('invalid')`,
  terminator: ';',
  trueWord: 'true',
  falseWord: 'false',
  absent: (x) => [`${x} === undefined`, `${x} === null`, `!${x}`, `${x} == null`],
  present: (x) => [`${x} !== undefined`, `${x} !== null`, x, `${x} != null`],
  empty: (x) => [`${x}.length === 0`, `${x} === ''`, `${x}.size === 0`],
  repeats: (x) => `new Set(${x}).size !== ${x}.length`,
  filled: (x) => [`${x}.length > 0`, `${x} !== ''`, `${x}.size > 0`],
  length: (x) => `${x}.length`,
  last: (x) => `${x}[${x}.length - 1]`,
  contains: (x, xs) => [`${xs}.has(${x})`, `${xs}.includes(${x})`, `${x} in ${xs}`],
  puts: (x, xs) => [`${xs}.push(${x})`, `${xs}.add(${x})`],
  orElse: (x, other) => `${x} ?? ${other}`,
  lookupOr: () => undefined,
  copies: {
    receiver: ['[...$]', '$.slice()'],
    value: ['[...$]', '{ ...$ }', '$.slice()', 'structuredClone($)', 'new Set($)', 'new Map($)'],
  },
  neutral: {
    number: ['0', '1', '-1', 'Infinity', '-Infinity', 'Number.MAX_SAFE_INTEGER', 'NaN'],
    string: ["''", "' '"],
    list: ['[]'],
    record: ['{}', 'new Map()', 'new Set()'],
    nothing: ['undefined', 'null'],
  },
  wraps: {
    number: [
      'Math.floor($)',
      'Math.round($)',
      'Math.ceil($)',
      'Math.abs($)',
      'Math.max(0, $)',
      'Math.trunc($)',
      'Math.min(1, $)',
      '-$',
      'String($)',
    ],
    string: ['Number($)', 'Number.parseInt($, 10)', 'encodeURIComponent($)', 'decodeURIComponent($)'],
    list: [
      'new Set($)',
      'Array.from($)',
      'Math.max(...$)',
      'Math.min(...$)',
      '[$]',
      '$.map((each) => ({ ...each }))',
    ],
    record: ['Object.keys($)', 'Object.values($)', 'Object.entries($)'],
    '': ['Number($)', 'String($)', 'Boolean($)', 'Math.abs($)', 'Math.floor($)', 'Array.from($)', '[$]'],
  },
  suffixes: {
    number: ['.toFixed(2)', '.toString()'],
    string: ['.trim()', '.toLowerCase()', '.length', '.toUpperCase()', ".split('')", ".padStart(2, '0')"],
    list: ['.length', '.slice()', '.reverse()', ".join('')", ".join(', ')", '.filter(Boolean)', '[0]'],
    '': [
      '.trim()',
      '.toLowerCase()',
      '.length',
      '.size',
      '.slice()',
      '.flat()',
      '.reverse()',
      '[0]',
      '.toUpperCase()',
    ],
  },
  options: [
    {
      callee: /(^|\.)(sort|toSorted)$/,
      arguments: [0],
      add: ['(a, b) => a - b', '(a, b) => b - a', '(a, b) => a.localeCompare(b)'],
    },
    { callee: /(^|\.)parseInt$/, arguments: [1], add: ['10'] },
    { callee: /(^|\.)flat$/, arguments: [0], add: ['Infinity'] },
    { callee: /(^|\.)join$/, arguments: [0], add: ["''", "' '", "', '", "'\\n'"] },
    { callee: /(^|\.)reduce$/, arguments: [1], add: ['0', "''", '[]', '{}'] },
    { callee: /(^|\.)(padStart|padEnd)$/, arguments: [1], add: ["'0'"] },
    { callee: /(^|\.)split$/, arguments: [0], add: ["''", "','", "' '"] },
    { callee: /(^|\.)toString$/, arguments: [0], add: ['16', '2'] },
    { callee: /(^|\.)(slice|substring)$/, arguments: [1], add: ['-1'] },
    { callee: /^JSON\.stringify$/, arguments: [1], add: ['null, 2'] },
  ],
  rewrites: SCRIPT_REWRITES,
  siblings: [...COMMON_SIBLINGS, ...SCRIPT_SIBLINGS],
  methods: {
    number: /^to(Fixed|String|Precision|LocaleString)$|^valueOf$/,
    string:
      /^(length|at|char(Code)?At|codePointAt|concat|(starts|ends)With|includes|(last)?[iI]ndexOf|localeCompare|match(All)?|normalize|pad(Start|End)|repeat|replace(All)?|search|slice|split|sub(string|str)|to(Lower|Upper|LocaleLower|LocaleUpper)Case|toString|trim(Start|End)?|valueOf)$/,
    boolean: /^(toString|valueOf)$/,
    list: /^(length|at|concat|copyWithin|entries|every|fill|filter|find(Last)?(Index)?|flat|flatMap|forEach|includes|(last)?[iI]ndexOf|join|keys|map|pop|push|reduce(Right)?|reverse|shift|slice|some|sort|splice|toReversed|toSorted|toSpliced|toString|unshift|values|with)$/,
  },
  basic: (text) => {
    if (/^(number|bigint)$/.test(text)) return 'number';
    if (text === 'string' || /^(['"`]).*\1$/.test(text)) return 'string';
    if (/^(boolean|true|false)$/.test(text)) return 'boolean';
    if (/\[\]$|^(readonly\s+)?\[|^(Readonly)?Array\b/.test(text)) return 'list';
    if (/^(Readonly)?(Map|Set)\b|^Record\b|^\{/.test(text)) return 'record';
    if (/=>/.test(text)) return 'function';
    return /^(void|undefined|null|never)$/.test(text) ? 'nothing' : undefined;
  },
  results: SCRIPT_RESULTS,
};
