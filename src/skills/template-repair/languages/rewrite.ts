import type { BasicType } from '../language.ts';

/**
 * A slip with something of a language's own, told by the look of the code: what stands for it instead. In what is put,
 * `$&` is the whole code, `$L` and `$R` are the sides of an operator `$P`, `$O` is the object of a method `$M`, `$A` all
 * arguments and `$0`, `$1` one of them; `$1` and so on are the groups of a text.
 */
export type Rewrite = {
  readonly put: readonly string[];
  /** Against the others, above 0; 1 unless given. */
  readonly natural?: number;
  /** What the left side of an operator, or the object of a method, has to be where its type is known. */
  readonly of?: BasicType;
  /** Where it can stand: as a statement of its own, or where its value is read; both unless given. */
  readonly as?: 'statement' | 'value';
} & (
  | { readonly callee: RegExp; readonly arguments?: readonly number[] }
  | { readonly operator: RegExp; readonly left?: RegExp; readonly right?: RegExp }
  | { readonly node: RegExp; readonly text: RegExp }
);
