import { resultTypes } from './common.ts';

/** Members and functions of Python's library that are confused with each other. */
export const PYTHON_SIBLINGS: ReadonlyArray<readonly string[]> = [
  ['startswith', 'endswith'],
  ['index', 'rindex', 'find'],
  ['find', 'rfind'],
  ['upper', 'lower', 'title', 'capitalize'],
  ['keys', 'values', 'items'],
  ['append', 'extend', 'insert', 'add'],
  ['lstrip', 'rstrip', 'strip'],
  ['ljust', 'rjust', 'center', 'zfill'],
  ['match', 'search', 'fullmatch'],
  ['findall', 'finditer', 'search'],
  ['isdigit', 'isalpha', 'isalnum', 'isnumeric'],
  ['isupper', 'islower'],
  ['any', 'all'],
  ['sum', 'max', 'len'],
  ['sorted', 'reversed', 'list', 'set'],
  ['sort', 'reverse'],
  ['split', 'rsplit', 'splitlines'],
  ['partition', 'rpartition'],
  ['get', 'setdefault', 'pop'],
  ['remove', 'discard', 'pop'],
  ['popleft', 'pop'],
  ['appendleft', 'append'],
  ['update', 'add', 'extend'],
  ['union', 'intersection', 'difference', 'symmetric_difference'],
  ['issubset', 'issuperset', 'isdisjoint'],
  ['int', 'float', 'round', 'str'],
  ['list', 'tuple', 'set'],
  ['isinstance', 'issubclass'],
  ['getattr', 'hasattr'],
  ['bisect_left', 'bisect_right', 'insort'],
  ['heappush', 'heappop', 'heapify'],
  ['nlargest', 'nsmallest'],
  ['permutations', 'combinations', 'product'],
  ['takewhile', 'dropwhile'],
  ['dumps', 'loads'],
  ['date', 'datetime', 'time'],
  ['weekday', 'isoweekday'],
  ['seconds', 'total_seconds'],
  ['year', 'month', 'day'],
  ['join', 'split'],
  ['count', 'index'],
  ['sqrt', 'pow'],
  ['sin', 'cos', 'tan'],
  ['classmethod', 'staticmethod'],
  ['ValueError', 'TypeError', 'KeyError', 'IndexError'],
];

const NUMBER: readonly string[] = [
  ...['len', 'int', 'float', 'abs', 'round', 'sum', 'ord', 'index', 'rindex', 'find', 'rfind', 'floor'],
  ...['ceil', 'sqrt', 'weekday', 'time', 'total_seconds', 'bisect_left', 'bisect_right', 'randint', 'hash'],
];
const STRING: readonly string[] = [
  ...['str', 'upper', 'lower', 'strip', 'lstrip', 'rstrip', 'title', 'capitalize', 'join', 'replace', 'chr'],
  ...['format', 'ljust', 'rjust', 'center', 'zfill', 'isoformat', 'repr', 'casefold', 'strftime'],
];
const BOOLEAN: readonly string[] = [
  ...['any', 'all', 'isinstance', 'issubclass', 'hasattr', 'callable', 'bool', 'startswith', 'endswith'],
  ...['isdigit', 'isalpha', 'isalnum', 'isspace', 'isupper', 'islower', 'issubset', 'issuperset'],
];
const LIST: readonly string[] = [
  ...['list', 'sorted', 'split', 'rsplit', 'splitlines', 'set', 'tuple', 'keys', 'values', 'items', 'zip'],
  ...['range', 'enumerate', 'reversed', 'map', 'filter', 'findall', 'partition', 'union', 'intersection'],
];

export const PYTHON_RESULTS = resultTypes({
  number: NUMBER,
  string: STRING,
  boolean: BOOLEAN,
  list: LIST,
  record: ['dict'],
});
