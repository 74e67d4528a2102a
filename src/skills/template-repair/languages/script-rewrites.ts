import type { Rewrite } from './rewrite.ts';

/** What is often confused with what in JavaScript, beside names of the library. */
export const SCRIPT_REWRITES: readonly Rewrite[] = [
  // One inner list for all rows.
  {
    node: /^call_expression$/,
    text: /^(?:new )?Array(?:<[^()]*>)?\((.+?)\)\.fill\(((?:new |\[|\{).*)\)$/s,
    put: ['Array.from({ length: $1 }, () => $2)', 'Array.from({ length: $1 }, () => ($2))'],
    natural: 2,
  },
  { callee: /^Object\.assign$/, put: ['Object.assign({}, $A)'], natural: 2 },
  { node: /^object$/, text: /^\{ (\.\.\.\w+), (\.\.\.[\w.]+) \}$/s, put: ['{ $2, $1 }'], natural: 3 },
  { node: /^object$/, text: /^\{ (\.\.\.[\w.]+), (.+[^,]),? \}$/s, put: ['{ $2, $1 }'], natural: 0.6 },
  { node: /^object$/, text: /^\{ (.+), (\.\.\.[\w.]+),? \}$/s, put: ['{ $2, $1 }'], natural: 0.8 },
  // What is counted or gathered under a key begins somewhere.
  {
    node: /^augmented_assignment_expression$/,
    text: /^([\w.#]+)\[(.+)\] ([-+])= (.+)$/s,
    put: ['$1[$2] = ($1[$2] ?? 0) $3 $4'],
    natural: 3,
  },
  {
    node: /^update_expression$/,
    text: /^([\w.#]+)\[(.+)\]([-+])\3$/s,
    put: ['$1[$2] = ($1[$2] ?? 0) $3 1'],
    natural: 3,
  },
  {
    node: /^call_expression$/,
    text: /^([\w.#]+)\[(.+)\]\.(push|unshift)\((.*)\)$/s,
    put: ['($1[$2] ??= []).$3($4)'],
    natural: 3,
  },
  {
    callee: /\.set$/,
    arguments: [2],
    put: [
      '$O.set($0, ($O.get($0) ?? 0) + $1)',
      '$O.set($0, $O.get($0) ?? $1)',
      '$O.set($0, [...($O.get($0) ?? []), $1])',
    ],
    natural: 0.5,
  },
  {
    node: /^call_expression$/,
    text: /^([\w.#]+)\.set\(([^,]+), \[(.+)\]\)$/s,
    put: ['$1.set($2, [...($1.get($2) ?? []), $3])'],
    natural: 2,
  },
  // A text is taken apart at its first separator alone; a limit would drop the rest.
  {
    node: /^variable_declarator$/,
    text: /^\[(\w+), (\w+)\] = ([\w.#()]+)\.split\((['"])([-=:,;@#& ]+)\4\)$/s,
    put: ['[$1, $2] = $3.split(/$5(.*)/s)'],
    natural: 1,
  },
  // A text with places to be filled that nobody fills.
  { node: /^string$/, text: /^'([^'`\n]*\$\{[^'`\n]+\}[^'`\n]*)'$/, put: ['`$1`'], as: 'value', natural: 3 },
  { node: /^string$/, text: /^"([^"`\n]*\$\{[^"`\n]+\}[^"`\n]*)"$/, put: ['`$1`'], as: 'value', natural: 3 },
  { callee: /^(?:isNaN|isFinite)$/, arguments: [1], put: ['Number.$F($0)'], natural: 1 },
  { operator: /^===$/, left: /^typeof /, right: /'object'/, put: ['Array.isArray($T)'], natural: 0.6 },
  { operator: /^[=!]==$/, right: /^[A-Za-z_(]/, put: ['$L.getTime() $P $R.getTime()'], natural: 0.08 },
  { operator: /^===$/, right: /^[A-Za-z_(]/, put: ['Object.is($L, $R)'], natural: 0.06 },
  { operator: /^!==$/, right: /^[A-Za-z_(]/, put: ['!Object.is($L, $R)'], natural: 0.06 },
  {
    node: /^ternary_expression$/,
    text: /^([\w.]+) ([<>]) ([\w.]+) \? (-?1) : (-?1)$/,
    put: ['$1.localeCompare($3)', '$3.localeCompare($1)'],
    natural: 1,
  },
  { operator: /^\/$/, put: ['$R === 0 ? 0 : $&'], as: 'value', natural: 0.3 },
  // Whatever the case.
  {
    operator: /^[=!]==?$/,
    right: /^[A-Za-z_(]/,
    put: ['$L.toLowerCase() $P $R.toLowerCase()', '$L.trim() $P $R.trim()'],
    of: 'string',
    natural: 0.4,
  },
  {
    callee: /\.(?:includes|startsWith|endsWith|indexOf)$/,
    arguments: [1],
    put: ['$O.toLowerCase().$M($0.toLowerCase())'],
    of: 'string',
    natural: 0.5,
  },
  // What gives something new and changes nothing.
  {
    callee:
      /\.(?:replace|replaceAll|trim|trimStart|trimEnd|toUpperCase|toLowerCase|concat|filter|map|flat|flatMap|slice|padStart|padEnd|toSorted|toReversed)$/,
    put: ['$O = $&'],
    as: 'statement',
    natural: 2,
  },
  // An error that is made and not thrown.
  {
    node: /^expression_statement$/,
    text: /^(new \w*(?:Error|Exception)\(.*)$/s,
    put: ['throw $1'],
    natural: 3,
  },
  { operator: /^in$/, put: ['$R.includes($L)', '$R.has($L)', 'Object.hasOwn($R, $L)'], natural: 2 },
  { operator: /^!==?$/, right: /^(?:Number\.)?NaN$/, put: ['!Number.isNaN($L)'], natural: 4 },
  { operator: /^===?$/, right: /^(?:Number\.)?NaN$/, put: ['Number.isNaN($L)'], natural: 4 },
  {
    operator: /^===?$/,
    put: ['Math.abs($L - $R) < 1e-9', 'Math.abs($L - $R) < Number.EPSILON'],
    natural: 0.15,
  },
  { operator: /^\+$/, put: ['Number($L) + Number($R)'], natural: 0.5 },
  { operator: /^-$/, put: ['Math.abs($L - $R)'], as: 'value', natural: 0.5 },
  // `%` of what is below 0 is below 0.
  { operator: /^%$/, put: ['(($L % $R) + $R) % $R'], natural: 0.8 },
  { callee: /\.map$/, put: ['Promise.all($&)', 'await Promise.all($&)'], as: 'value', natural: 0.7 },
  { callee: /^Promise\.all$/, put: ['await $&'], as: 'value', natural: 0.3 },
  {
    node: /^expression_statement$/,
    text: /^([\w.]+)\.forEach\(async \(?(\w+)(?:: [\w.[\]]+)?\)? => (\{.*\})\);?$/s,
    put: ['for (const $2 of $1) $3'],
    natural: 4,
  },
  {
    node: /^expression_statement$/,
    text: /^([\w.]+)\.forEach\((async .*)\);?$/s,
    put: ['await Promise.all($1.map($2));'],
    natural: 4,
  },
  {
    node: /^(?:function_expression|function)$/,
    text: /^function\s*\(([^)]*)\)\s*(\{.*\})$/s,
    put: ['($1) => $2'],
    natural: 3,
  },
  {
    node: /^new_expression$/,
    text: /^new Set\(.*\)$/s,
    put: ['[...$&]', 'new Map($A)'],
    as: 'value',
    natural: 1.5,
  },
  { callee: /\.(?:keys|values|entries)$/, put: ['[...$&]'], as: 'value', natural: 0.6 },
  { callee: /\.get(?:UTC)?Day$/, put: ['($& + 6) % 7', '($& || 7)'], as: 'value', natural: 1 },
  { callee: /\.getMonth$|\.getUTCMonth$/, put: ['($& + 1)', '$& + 1'], as: 'value', natural: 2 },
  {
    node: /^new_expression$/,
    text: /^(new Date\([^,()]+, )([^,()]+)(.*)$/s,
    put: ['$1$2 - 1$3'],
    as: 'value',
    natural: 2,
  },
  {
    node: /^call_expression$/,
    text: /^(Date\.UTC\([^,()]+, )([^,()]+)(.*)$/s,
    put: ['$1$2 - 1$3'],
    as: 'value',
    natural: 2,
  },
  {
    node: /^new_expression$/,
    text: /^new (Date\()([^()]+,[^()]+\))$/s,
    put: ['new Date(Date.UTC($2)'],
    natural: 1,
  },
  { callee: /^(?:Number\.)?parseInt$/, put: ['Math.trunc(Number($0))', 'Number($0)'], natural: 0.6 },
  { callee: /^(?:Number\.)?parseInt$/, arguments: [1], put: ['$F($0, 2)', '$F($0, 16)'], natural: 0.7 },
  { callee: /\.toFixed$/, put: ['Number($&)'], as: 'value', natural: 1 },
  { callee: /\.indexOf$/, put: ['$& !== -1', '$& === -1'], as: 'value', natural: 0.4 },
  { callee: /^JSON\.parse$/, put: ['structuredClone($0)'], natural: 0.1 },
  {
    node: /^unary_expression$/,
    text: /^!(\w[\w.]*)$/,
    put: ['$1 === undefined', '$1 == null'],
    natural: 0.5,
  },
  { operator: /^===$/, left: /^typeof /, right: /'object'/, put: ['$& && $T !== null'], natural: 2 },
  // What begins alike may be longer.
  {
    node: /^call_expression$/,
    text: /^([\w.]+)\.every\(\((?:\w+|\[[^\]]*\]), (\w+)\) => .*?(?<![\w.])(?!\1\b)([\w.]+)\[\2\].*$/s,
    put: ['$1.length === $3.length && $&'],
    as: 'value',
    natural: 2,
  },
  {
    node: /^call_expression$/,
    text: /^Object\.keys\((\w+)\)\.every\(\((\w+)\) => .*?(?<![\w.])(?!\1\b)(\w+)\[\2\].*$/s,
    put: ['Object.keys($1).length === Object.keys($3).length && $&'],
    as: 'value',
    natural: 2,
  },
  {
    node: /^binary_expression$/,
    text: /^(\w*year|y) % 4 === 0$/i,
    put: ['$& && ($1 % 100 !== 0 || $1 % 400 === 0)'],
    natural: 2,
  },
  {
    node: /^(?:identifier|member_expression)$/,
    text: /^[\w.]*(?:percent|pct)\w*$/i,
    put: ['$& / 100'],
    as: 'value',
    natural: 0.4,
  },
];
