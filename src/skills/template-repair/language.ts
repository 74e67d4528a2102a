import type { Grammar } from '../../syntax/syntax.ts';

/** What the templates must know of a language. Node types are those of its tree-sitter grammar. */
export interface LanguageTable {
  readonly name: 'script' | 'python';
  readonly functions: ReadonlySet<string>;
  readonly loops: ReadonlySet<string>;
  readonly classes: ReadonlySet<string>;
  readonly blocks: ReadonlySet<string>;
  readonly binaries: ReadonlySet<string>;
  readonly members: ReadonlySet<string>;
  readonly calls: ReadonlySet<string>;
  readonly numbers: ReadonlySet<string>;
  /** How the receiver is written, with its dot: `this.` or `self.`. */
  readonly self: string;
  readonly not: (condition: string) => string;
  readonly and: string;
  readonly or: string;
  readonly nothing: string;
  /** A one-line early exit, without its indentation. */
  readonly guard: (condition: string, exit: string, indent: string, newline: string) => string;
  readonly terminator: string;
  readonly trueWord: string;
  readonly falseWord: string;
}

const SCRIPT: LanguageTable = {
  name: 'script',
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
  classes: new Set(['class_declaration', 'class']),
  blocks: new Set(['statement_block', 'program', 'switch_case', 'switch_default']),
  binaries: new Set(['binary_expression']),
  members: new Set(['member_expression']),
  calls: new Set(['call_expression', 'new_expression']),
  numbers: new Set(['number']),
  self: 'this.',
  not: (condition) => `!${condition}`,
  and: '&&',
  or: '||',
  nothing: 'undefined',
  guard: (condition, exit) => `if (${condition}) ${exit};`,
  terminator: ';',
  trueWord: 'true',
  falseWord: 'false',
};

const PYTHON: LanguageTable = {
  name: 'python',
  functions: new Set(['function_definition', 'lambda']),
  loops: new Set(['for_statement', 'while_statement']),
  classes: new Set(['class_definition']),
  blocks: new Set(['block', 'module']),
  binaries: new Set(['binary_operator', 'boolean_operator', 'comparison_operator']),
  members: new Set(['attribute']),
  calls: new Set(['call']),
  numbers: new Set(['integer', 'float']),
  self: 'self.',
  not: (condition) => `not ${condition}`,
  and: 'and',
  or: 'or',
  nothing: 'None',
  guard: (condition, exit, indent, newline) =>
    `if ${condition}:${newline}${indent}${indent.includes('\t') ? '\t' : '    '}${exit}`,
  terminator: '',
  trueWord: 'True',
  falseWord: 'False',
};

/** The table of a grammar: TypeScript, TSX and JavaScript share one. */
export function languageOf(grammar: Grammar): LanguageTable {
  return grammar === 'python' ? PYTHON : SCRIPT;
}
