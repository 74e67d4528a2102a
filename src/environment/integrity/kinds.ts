/** What a node is, whatever the language. */
export type Kind =
  | 'token'
  | 'comment'
  | 'function'
  | 'class'
  | 'block'
  | 'if'
  | 'else'
  | 'ternary'
  | 'switch'
  | 'case'
  | 'loop'
  | 'return'
  | 'throw'
  | 'jump'
  | 'assert'
  | 'try'
  | 'catch'
  | 'finally'
  | 'call'
  | 'member'
  | 'index'
  | 'assign'
  | 'binary'
  | 'unary'
  | 'parens'
  | 'string'
  | 'number'
  | 'constant'
  | 'list'
  | 'object'
  | 'pair'
  | 'name'
  | 'import'
  | 'cast'
  | 'statement'
  | 'other';

const TYPES: Readonly<Record<Exclude<Kind, 'token' | 'other'>, string>> = {
  comment: 'comment hash_bang_line',
  function:
    'function_declaration generator_function_declaration function_expression function generator_function arrow_function method_definition function_definition lambda',
  class: 'class_declaration abstract_class_declaration class class_definition',
  block: 'statement_block block program module class_body switch_body',
  if: 'if_statement elif_clause',
  else: 'else_clause',
  ternary: 'ternary_expression conditional_expression',
  switch: 'switch_statement match_statement',
  case: 'switch_case switch_default case_clause',
  loop: 'for_statement for_in_statement while_statement do_statement',
  return: 'return_statement',
  throw: 'throw_statement raise_statement',
  jump: 'break_statement continue_statement',
  assert: 'assert_statement',
  try: 'try_statement',
  catch: 'catch_clause except_clause except_group_clause',
  finally: 'finally_clause',
  call: 'call_expression call new_expression',
  member: 'member_expression attribute',
  index: 'subscript_expression subscript',
  assign:
    'assignment_expression assignment augmented_assignment_expression augmented_assignment variable_declarator named_expression public_field_definition field_definition',
  binary: 'binary_expression comparison_operator boolean_operator binary_operator',
  unary: 'unary_expression not_operator unary_operator',
  parens: 'parenthesized_expression',
  string: 'string concatenated_string template_string',
  number: 'number integer float',
  constant: 'true false null undefined none',
  list: 'array list tuple set',
  object: 'object dictionary',
  pair: 'pair',
  name: 'identifier property_identifier shorthand_property_identifier private_property_identifier type_identifier this super',
  import: 'import_statement import_from_statement future_import_statement',
  cast: 'as_expression type_assertion satisfies_expression',
  statement:
    'expression_statement pass_statement empty_statement lexical_declaration variable_declaration delete_statement with_statement debugger_statement',
};

const KIND_BY_TYPE: ReadonlyMap<string, Kind> = new Map(
  Object.entries(TYPES).flatMap(([kind, types]) =>
    types.split(' ').map((type) => [type, kind as Kind] as const),
  ),
);

/** The kind of a named node. */
export function kindOf(type: string): Kind {
  return KIND_BY_TYPE.get(type) ?? 'other';
}
