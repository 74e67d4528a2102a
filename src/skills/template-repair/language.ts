import type { Grammar } from '../../syntax/syntax.ts';
import { JAVA } from './languages/java.ts';
import { PYTHON } from './languages/python.ts';
import type { Rewrite } from './languages/rewrite.ts';
import { SCRIPT } from './languages/script.ts';

/** What the cheap inference tells apart; `''` is unknown, and any other text is a type of the project's own. */
export type BasicType = 'number' | 'string' | 'boolean' | 'list' | 'record' | 'function' | 'nothing';

/** Names that a language's grammar has for what the templates know under the names of TypeScript's or Python's. */
interface Aliases {
  readonly types: Readonly<Record<string, string>>;
  /** By the grammar's own node type, then by its field. */
  readonly fields: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** A call whose receiver and name are its own children, without a member expression around them. */
  readonly flatCall?: string;
  /** An assignment whose operator may be compound. */
  readonly compound?: string;
}

/**
 * What the templates must know of a language. Node types are those of the tree as `copyTree` gives it: the grammar's
 * own, or what `aliases` makes of them.
 */
export interface LanguageTable {
  readonly aliases?: Aliases;
  readonly functions: ReadonlySet<string>;
  readonly loops: ReadonlySet<string>;
  readonly classes: ReadonlySet<string>;
  readonly blocks: ReadonlySet<string>;
  readonly binaries: ReadonlySet<string>;
  readonly members: ReadonlySet<string>;
  readonly calls: ReadonlySet<string>;
  readonly numbers: ReadonlySet<string>;
  /** Operators that it has; the templates propose no other. */
  readonly operators: ReadonlySet<string>;
  /** Blocks are told by their indentation, and conditions stand without parentheses. */
  readonly indented: boolean;
  /** A member can be read of what may be missing: `a?.b`. */
  readonly optionalChains: boolean;
  /** How the receiver is written, with its dot: `this.` or `self.`. */
  readonly self: string;
  readonly not: (condition: string) => string;
  readonly and: string;
  readonly or: string;
  readonly equal: string;
  readonly unequal: string;
  readonly nothing: string;
  /** A one-line early exit, without its indentation. */
  readonly guard: (condition: string, exit: string, indent: string, newline: string) => string;
  /** A statement that fails with an error of a name, or of the language's own for what a caller did wrong. */
  readonly fails: (error: string | undefined) => string;
  readonly terminator: string;
  readonly trueWord: string;
  readonly falseWord: string;
  /** Conditions that hold where a value is missing, commonest first; and their opposites in the same order. */
  readonly absent: (value: string) => readonly string[];
  readonly present: (value: string) => readonly string[];
  /** Conditions that hold where a list or text is empty, and their opposites. */
  readonly empty: (value: string) => readonly string[];
  readonly filled: (value: string) => readonly string[];
  /** A condition that holds where a list has something twice. */
  readonly repeats: (list: string) => string;
  readonly length: (value: string) => string;
  readonly last: (value: string) => string;
  /** Whether a collection holds a value. */
  readonly contains: (value: string, collection: string) => readonly string[];
  /** Statements that put a value into a collection, without their end. */
  readonly puts: (value: string, collection: string) => readonly string[];
  /** A value, or another where it is missing; undefined where the language has no such expression. */
  readonly orElse: (value: string, other: string) => string | undefined;
  /** A looked-up value, or another where the key is missing; undefined where there is none. */
  readonly lookupOr: (object: string, key: string, other: string) => string | undefined;
  /** Copies of a list or record, commonest first; the first number of them can stand as a receiver. */
  readonly copies: { readonly receiver: readonly string[]; readonly value: readonly string[] };
  /** Values that variables start from, by type. */
  readonly neutral: Readonly<Record<'number' | 'string' | 'list' | 'record' | 'nothing', readonly string[]>>;
  /** Expressions around a value (`$`), by its type; `''` for where it is unknown. */
  readonly wraps: Readonly<Partial<Record<BasicType | '', readonly string[]>>>;
  /** What is put behind a value, by its type. */
  readonly suffixes: Readonly<Partial<Record<BasicType | '', readonly string[]>>>;
  /** Options that calls forget: the callee's last name, how many arguments it has, and the text that is added. */
  readonly options: ReadonlyArray<{
    readonly callee: RegExp;
    readonly arguments: readonly number[];
    readonly add: readonly string[];
  }>;
  /** Slips with something of the language's own. */
  readonly rewrites: readonly Rewrite[];
  /** Methods and functions that stand for each other in ordinary mistakes. */
  readonly siblings: ReadonlyArray<readonly string[]>;
  /** Members that values of a basic type have. */
  readonly methods: Readonly<Partial<Record<BasicType, RegExp>>>;
  /** The basic type behind an annotation; undefined when it is none. */
  readonly basic: (annotation: string) => BasicType | undefined;
  /** The type of what a well-known function or method gives, by its last name. */
  readonly results: ReadonlyMap<string, BasicType>;
}

/** The table of a grammar: TypeScript, TSX and JavaScript share one. */
export function languageOf(grammar: Grammar): LanguageTable {
  if (grammar === 'python') return PYTHON;
  return grammar === 'java' ? JAVA : SCRIPT;
}
