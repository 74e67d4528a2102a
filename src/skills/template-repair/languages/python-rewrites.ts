import type { Rewrite } from './rewrite.ts';

/** What is often confused with what in Python, beside names of the library. */
export const PYTHON_REWRITES: readonly Rewrite[] = [
  // One inner list for all rows.
  {
    node: /^binary_operator$/,
    text: /^\[(\[.*\].*)\] \* (.+)$/,
    put: ['[$1 for _ in range($2)]'],
    natural: 2,
  },
  // What is counted or gathered under a key begins somewhere.
  {
    node: /^augmented_assignment$/,
    text: /^([\w.]+)\[(.+)\] ([-+])= (.+)$/s,
    put: ['$1[$2] = $1.get($2, 0) $3 $4'],
    natural: 3,
  },
  {
    node: /^assignment$/,
    text: /^([\w.]+)\[([^=]+)\] = (.+)$/s,
    put: ['$1[$2] = $1.get($2, 0) + $3', '$1.setdefault($2, $3)', '$1.setdefault($2, []).append($3)'],
    natural: 0.6,
  },
  {
    node: /^call$/,
    text: /^([\w.]+)\[(.+)\]\.(append|extend|insert)\((.*)\)$/s,
    put: ['$1.setdefault($2, []).$3($4)'],
    natural: 3,
  },
  {
    node: /^call$/,
    text: /^([\w.]+)\[(.+)\]\.(add|update)\((.*)\)$/s,
    put: ['$1.setdefault($2, set()).$3($4)', '$1.setdefault($2, {}).$3($4)'],
    natural: 3,
  },
  {
    node: /^assignment$/,
    text: /^([\w.]+)\[([^=]+)\] = \[(.+)\]$/s,
    put: ['$1.setdefault($2, []).append($3)'],
    natural: 2,
  },
  // A text with places to be filled that nobody fills.
  {
    node: /^string$/,
    text: /^("[^"\n]*\{[A-Za-z_][^{}"\n]*\}[^"\n]*")$/,
    put: ['f$1'],
    as: 'value',
    natural: 2,
  },
  {
    node: /^string$/,
    text: /^('[^'\n]*\{[A-Za-z_][^{}'\n]*\}[^'\n]*')$/,
    put: ['f$1'],
    as: 'value',
    natural: 2,
  },
  // A text that stands for itself in a pattern.
  {
    node: /^call$/,
    text: /^(re\.\w+\()([A-Za-z_][\w.]*)(, .+|\))$/s,
    put: ['$1re.escape($2)$3'],
    natural: 0.8,
  },
  { callee: /\.split$/, arguments: [1], put: ['$O.splitlines()'], of: 'string', natural: 0.3 },
  { operator: /^\/\/?$/, put: ['$& if $R else 0'], as: 'value', natural: 0.3 },
  // Whatever the case.
  {
    operator: /^(?:==|!=|in|not in)$/,
    right: /^[A-Za-z_(]/,
    put: ['$L.lower() $P $R.lower()', '$L.strip() $P $R.strip()'],
    of: 'string',
    natural: 0.4,
  },
  {
    operator: /^[!=]=$/,
    right: /^[A-Za-z_(]/,
    put: ['sorted($L) $P sorted($R)', 'set($L) $P set($R)'],
    natural: 0.2,
  },
  {
    callee: /\.(?:startswith|endswith|find|count|index)$/,
    arguments: [1],
    put: ['$O.lower().$M($0.lower())'],
    of: 'string',
    natural: 0.4,
  },
  { callee: /^range$/, arguments: [1], put: ['range(1, $0)', 'range(1, $0 + 1)'], natural: 0.7 },
  // What can be gone through once.
  { node: /^generator_expression$/, text: /^\((.+)\)$/s, put: ['[$1]', 'list($&)'], as: 'value' },
  { callee: /^(?:map|filter|zip|reversed|enumerate|iter)$/, put: ['list($&)'], as: 'value', natural: 0.5 },
  // What changes in place gives nothing.
  { callee: /\.sort$/, put: ['sorted($O)', 'sorted($O, $A)'], as: 'value', natural: 2 },
  { callee: /\.reverse$/, put: ['$O[::-1]', 'list(reversed($O))'], as: 'value', natural: 2 },
  { callee: /^sorted$/, put: ['$0.sort()'], as: 'statement', natural: 2 },
  {
    node: /^assignment$/,
    text: /^([\w.]+) = (\1\.(?:append|extend|insert|add|update|sort|reverse|remove|discard|clear)\(.*\))$/s,
    put: ['$2'],
    natural: 2,
  },
  // Texts do not change.
  {
    callee:
      /\.(?:replace|strip|lstrip|rstrip|lower|upper|title|capitalize|casefold|removeprefix|removesuffix|zfill|ljust|rjust|union|intersection|difference)$/,
    put: ['$O = $&'],
    as: 'statement',
    natural: 2,
  },
  // An error that is made and not thrown.
  {
    callee: /^(?:\w+\.)?[A-Z]\w*(?:Error|Exception|Iteration)$/,
    put: ['raise $&'],
    as: 'statement',
    natural: 3,
  },
  { node: /^yield$/, text: /^yield (?!from\b)(.+)$/s, put: ['yield from $1'] },
  { node: /^yield$/, text: /^yield from (.+)$/s, put: ['yield $1'] },
  { operator: /^or$/, put: ['$R if $L is None else $L'], as: 'value', natural: 0.5 },
  { operator: /^==$/, put: ['abs($L - $R) < 1e-9', 'math.isclose($L, $R)'], natural: 0.15 },
  { operator: /^in$/, put: ['$L == $R'], natural: 0.2 },
  { operator: /^[-+]$/, put: ['abs($&)'], as: 'value', natural: 0.3 },
  { callee: /\.join$/, arguments: [1], put: ['$O.join(map(str, $0))', '$O.join(sorted($0))'] },
  { callee: /\.(?:get|pop)$/, arguments: [2], put: ['($O.get($0) or $1)'], as: 'value', natural: 0.2 },
  { callee: /\.lstrip$/, arguments: [1], put: ['$O.removeprefix($0)'], natural: 2 },
  { callee: /\.rstrip$/, arguments: [1], put: ['$O.removesuffix($0)'], natural: 2 },
  {
    node: /^attribute$/,
    text: /^(.+)\.(?:seconds|days)$/s,
    put: ['$1.total_seconds()'],
    as: 'value',
    natural: 2,
  },
  { callee: /^(?:str|repr)$/, arguments: [1], put: ['$0.isoformat()'], natural: 0.2 },
  {
    callee: /^(?:datetime\.)?datetime\.now$/,
    arguments: [0],
    put: ['datetime.now(timezone.utc)'],
    natural: 0.3,
  },
  { callee: /^(?:sum|len|max|min|any|all)$/, arguments: [1], put: ['$F(list($0))'], natural: 0.1 },
  { callee: /^type$/, arguments: [1], put: ['$0.__class__'], natural: 0.1 },
  { callee: /^round$/, put: ['int($0 + 0.5)', 'math.floor($0)', 'math.ceil($0)'], natural: 0.4 },
  { callee: /^int$/, arguments: [1], put: ['round($0)', 'math.ceil($0)', 'math.floor($0)'], natural: 0.5 },
  {
    callee: /^isinstance$/,
    arguments: [2],
    put: ['$& and not isinstance($0, bool)'],
    as: 'value',
    natural: 0.3,
  },
  { callee: /^set$/, arguments: [1], put: ['list(dict.fromkeys($0))', 'sorted(set($0))'], as: 'value' },
  { callee: /^list$/, arguments: [1], put: ['sorted($0)'], as: 'value', natural: 0.5 },
  { callee: /\.split$/, arguments: [1], put: ['$O.split()', '$O.rsplit($0, 1)'], natural: 0.5 },
  { callee: /\.copy$/, arguments: [0], put: ['copy.deepcopy($O)'], natural: 0.8 },
  { callee: /^(?:dict|list)$/, arguments: [1], put: ['copy.deepcopy($0)'], as: 'value', natural: 0.4 },
  { callee: /\.open$|^open$/, arguments: [1, 2], put: ['$F($A, encoding="utf-8")'], natural: 0.3 },
  {
    callee: /\.(?:keys|values|items)$/,
    arguments: [0],
    put: ['list($&)', 'sorted($&)'],
    as: 'value',
    natural: 0.7,
  },
  { node: /^dictionary$/, text: /^\{(\*\*\w+), (.+)\}$/s, put: ['{$2, $1}'], natural: 2 },
  { node: /^dictionary$/, text: /^\{(.+), (\*\*\w+)\}$/s, put: ['{$2, $1}'], natural: 2 },
  // What begins alike may be longer.
  {
    node: /^call$/,
    text: /^all\(.+ in zip\(([\w.]+), ([\w.]+)\)\)$/s,
    put: ['len($1) == len($2) and $&'],
    as: 'value',
    natural: 2,
  },
  { node: /^call$/, text: /^zip\(([\w.]+), \1\)$/, put: ['zip($1, $1[1:])'], natural: 2 },
  {
    node: /^comparison_operator$/,
    text: /^(\w*year|y) % 4 == 0$/i,
    put: ['$& and ($1 % 100 != 0 or $1 % 400 == 0)'],
    natural: 2,
  },
  {
    node: /^(?:identifier|attribute)$/,
    text: /^[\w.]*(?:percent|pct)\w*$/i,
    put: ['$& / 100'],
    as: 'value',
    natural: 0.4,
  },
];
