import type { LanguageTable } from '../language.ts';
import { COMMON_OPERATORS, COMMON_SIBLINGS, resultTypes } from './common.ts';
import { SCRIPT } from './script.ts';

const RESULTS = resultTypes({
  number: [
    'length',
    'size',
    'indexOf',
    'lastIndexOf',
    'compareTo',
    'intValue',
    'parseInt',
    'abs',
    'max',
    'min',
    'pow',
  ],
  boolean: ['isEmpty', 'contains', 'containsKey', 'equals', 'startsWith', 'endsWith', 'hasNext'],
  string: ['trim', 'toLowerCase', 'toUpperCase', 'substring', 'toString', 'strip', 'concat'],
});

/** Java, told by its difference from the templates' own words. */
export const JAVA: LanguageTable = {
  ...SCRIPT,
  aliases: {
    types: {
      block: 'statement_block',
      constructor_body: 'statement_block',
      switch_block_statement_group: 'switch_case',
      method_declaration: 'method_definition',
      constructor_declaration: 'method_definition',
      lambda_expression: 'arrow_function',
      enhanced_for_statement: 'for_in_statement',
      local_variable_declaration: 'lexical_declaration',
      formal_parameter: 'required_parameter',
      inferred_parameters: 'formal_parameters',
      condition: 'parenthesized_expression',
      decimal_integer_literal: 'number',
      decimal_floating_point_literal: 'number',
      string_literal: 'string',
      character_literal: 'string',
      null_literal: 'null',
      argument_list: 'arguments',
      field_access: 'member_expression',
      object_creation_expression: 'new_expression',
      array_access: 'subscript_expression',
      array_initializer: 'array',
      method_invocation: 'call_expression',
      line_comment: 'comment',
      block_comment: 'comment',
    },
    fields: {
      enhanced_for_statement: { name: 'left', value: 'right' },
      formal_parameter: { name: 'pattern' },
      field_access: { field: 'property' },
      array_access: { array: 'object' },
      unary_expression: { operand: 'argument' },
      object_creation_expression: { type: 'constructor' },
      method_declaration: { type: 'return_type' },
    },
    flatCall: 'method_invocation',
    compound: 'assignment_expression',
  },
  functions: new Set(['method_definition', 'arrow_function']),
  loops: new Set(['for_statement', 'for_in_statement', 'while_statement', 'do_statement']),
  classes: new Set(['class_declaration', 'record_declaration', 'enum_declaration']),
  blocks: new Set(['statement_block', 'switch_case']),
  operators: new Set([...COMMON_OPERATORS, '&&', '||', '>>>']),
  optionalChains: false,
  fails: (error = 'IllegalArgumentException') => `throw new ${error}("invalid")`,
  equal: '==',
  unequal: '!=',
  nothing: 'null',
  absent: (x) => [`${x} == null`],
  present: (x) => [`${x} != null`],
  empty: (x) => [`${x}.isEmpty()`, `${x}.length == 0`],
  repeats: (x) => `new java.util.HashSet<>(${x}).size() != ${x}.size()`,
  filled: (x) => [`!${x}.isEmpty()`, `${x}.length > 0`],
  last: (x) => `${x}[${x}.length - 1]`,
  contains: (x, xs) => [`${xs}.contains(${x})`, `${xs}.containsKey(${x})`],
  puts: (x, xs) => [`${xs}.add(${x})`],
  orElse: () => undefined,
  lookupOr: (object, key, other) => `${object}.getOrDefault(${key}, ${other})`,
  copies: { receiver: ['new ArrayList<>($)'], value: ['new ArrayList<>($)', 'List.copyOf($)', '$.clone()'] },
  neutral: {
    number: ['0', '1', '-1', 'Integer.MAX_VALUE', 'Integer.MIN_VALUE'],
    string: ['""'],
    list: ['new ArrayList<>()', 'List.of()'],
    record: ['new HashMap<>()', 'Map.of()'],
    nothing: ['null'],
  },
  wraps: {
    number: ['Math.abs($)', 'Math.max(0, $)', '(int) $', '(double) $', 'Math.round($)', '-$'],
    string: ['Integer.parseInt($)'],
  },
  suffixes: { string: ['.trim()', '.toLowerCase()', '.toUpperCase()', '.length()'], list: ['.size()'] },
  options: [],
  rewrites: [],
  siblings: [
    ...COMMON_SIBLINGS,
    ['startsWith', 'endsWith', 'contains'],
    ['indexOf', 'lastIndexOf'],
    ['toUpperCase', 'toLowerCase'],
    ['keySet', 'values', 'entrySet'],
    ['put', 'putIfAbsent'],
    ['get', 'getOrDefault', 'remove'],
    ['add', 'addAll', 'remove'],
    ['containsKey', 'containsValue'],
    ['anyMatch', 'allMatch', 'noneMatch'],
    ['addFirst', 'addLast'],
    ['pollFirst', 'pollLast'],
    ['peek', 'poll', 'pop'],
    ['equals', 'equalsIgnoreCase'],
    ['strip', 'trim'],
  ],
  methods: {
    number: /^(intValue|longValue|doubleValue|compareTo|equals|toString|hashCode)$/,
    boolean: /^(equals|toString)$/,
    string:
      /^(length|charAt|indexOf|lastIndexOf|substring|trim|strip|isEmpty|isBlank|contains|equals(IgnoreCase)?|compareTo|startsWith|endsWith|to(Lower|Upper)Case|replace(All)?|split|concat|chars|repeat|toCharArray|toString|hashCode|formatted)$/,
  },
  basic: (text) => {
    if (/^(int|long|short|byte|float|double|Integer|Long|Double|Float)$/.test(text)) return 'number';
    if (/^(String|char|Character)$/.test(text)) return 'string';
    if (/^(boolean|Boolean)$/.test(text)) return 'boolean';
    if (/\[\]$|^(List|ArrayList|Set|HashSet|Collection|Deque|Queue)\b/.test(text)) return 'list';
    if (/^(Map|HashMap|TreeMap)\b/.test(text)) return 'record';
    return text === 'void' ? 'nothing' : undefined;
  },
  results: RESULTS,
};
