import { resultTypes } from './common.ts';

/** Members of JavaScript's library that are confused with each other. */
export const SCRIPT_SIBLINGS: ReadonlyArray<readonly string[]> = [
  ['push', 'unshift'],
  ['pop', 'shift'],
  ['startsWith', 'endsWith', 'includes'],
  ['some', 'every'],
  ['find', 'filter', 'findLast', 'findIndex'],
  ['map', 'flatMap', 'forEach', 'filter'],
  ['findIndex', 'findLastIndex', 'indexOf'],
  ['indexOf', 'lastIndexOf', 'search'],
  ['includes', 'indexOf', 'has'],
  ['slice', 'splice', 'substring'],
  ['toUpperCase', 'toLowerCase'],
  ['keys', 'values', 'entries'],
  ['trim', 'trimStart', 'trimEnd'],
  ['padStart', 'padEnd'],
  ['replace', 'replaceAll'],
  ['match', 'search', 'matchAll'],
  ['test', 'exec'],
  ['sort', 'toSorted', 'reverse'],
  ['reverse', 'toReversed'],
  ['concat', 'push'],
  ['reduce', 'reduceRight'],
  ['get', 'has', 'delete'],
  ['set', 'add', 'delete'],
  ['clear', 'delete'],
  ['all', 'allSettled', 'race', 'any'],
  ['resolve', 'reject'],
  ['then', 'catch', 'finally'],
  ['abs', 'sign', 'floor', 'round'],
  ['sqrt', 'cbrt', 'pow'],
  ['sin', 'cos', 'tan'],
  ['log', 'log2', 'log10'],
  ['parseInt', 'parseFloat', 'Number'],
  ['isNaN', 'isFinite', 'isInteger'],
  ['toFixed', 'toPrecision'],
  ['charAt', 'charCodeAt', 'at'],
  ['charCodeAt', 'codePointAt'],
  ['freeze', 'seal'],
  ['getDate', 'getDay'],
  ['getMonth', 'getDate', 'getFullYear'],
  ['getHours', 'getUTCHours'],
  ['getDate', 'getUTCDate'],
  ['getMonth', 'getUTCMonth'],
  ['getFullYear', 'getUTCFullYear'],
  ['getMinutes', 'getSeconds', 'getHours'],
  ['setDate', 'setMonth'],
  ['apply', 'call', 'bind'],
  ['setTimeout', 'setInterval'],
  ['clearTimeout', 'clearInterval'],
];

const NUMBER: readonly string[] = [
  ...[
    'push',
    'unshift',
    'length',
    'size',
    'indexOf',
    'lastIndexOf',
    'findIndex',
    'findLastIndex',
    'charCodeAt',
    'codePointAt',
  ],
  ...['abs', 'floor', 'ceil', 'round', 'trunc', 'min', 'max', 'pow', 'sqrt', 'sign', 'hypot', 'log', 'exp'],
  ...['parseInt', 'parseFloat', 'Number', 'getTime', 'getDate', 'getMonth', 'getFullYear', 'getHours', 'now'],
  ...['getUTCDate', 'getUTCMonth', 'getUTCFullYear', 'getDay', 'getMinutes', 'getSeconds', 'localeCompare'],
];
const STRING: readonly string[] = [
  ...['trim', 'trimStart', 'trimEnd', 'toUpperCase', 'toLowerCase', 'padStart', 'padEnd', 'substring'],
  ...['replace', 'replaceAll', 'charAt', 'join', 'toFixed', 'toString', 'String', 'repeat', 'toISOString'],
  ...['stringify', 'normalize'],
];
const BOOLEAN: readonly string[] = [
  ...['includes', 'startsWith', 'endsWith', 'some', 'every', 'has', 'test', 'isArray', 'isInteger', 'isNaN'],
  ...['isFinite', 'isSafeInteger', 'Boolean', 'hasOwn', 'hasOwnProperty'],
];
const LIST: readonly string[] = [
  ...['split', 'filter', 'map', 'flatMap', 'flat', 'sort', 'toSorted', 'reverse', 'toReversed', 'splice'],
  ...['from', 'entries'],
];

export const SCRIPT_RESULTS = resultTypes({ number: NUMBER, string: STRING, boolean: BOOLEAN, list: LIST });
