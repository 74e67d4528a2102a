/** What kind of thing a definition is; coarse on purpose, since languages differ. */
export type TagKind = 'function' | 'class' | 'type' | 'variable';

/** A named piece of code. Lines are 1-based, both included. */
export interface Tag {
  readonly name: string;
  /** The class, namespace or function around it; empty at top level. */
  readonly owner: string;
  readonly kind: TagKind;
  readonly line: number;
  readonly endLine: number;
}

/** A name bound to something of another file. */
export interface TaggedImport {
  /** Empty when every name of the module is meant. */
  readonly local: string;
  /** `*` for the whole module, `default` for its default export. */
  readonly imported: string;
  readonly from: string;
}

type Counts = ReadonlyMap<string, number>;

/** The facts of one file that the map is made of; they depend on its text and its language alone. */
export interface FileTags {
  /** In order of position. */
  readonly definitions: readonly Tag[];
  readonly imports: readonly TaggedImport[];
  /** Names used by themselves that may be defined elsewhere, with how often. */
  readonly references: Counts;
  /** Names used after a dot, with how often. */
  readonly members: Counts;
  /** Stems of the words in identifiers, comments and literals, with how often. */
  readonly terms: Counts;
}
