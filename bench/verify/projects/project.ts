/** A project that candidates are made for: installed, with its tests passing. */
export interface Project {
  readonly name: 'small' | 'medium' | 'generated';
  /** For people: what it is, with versions and counts. */
  readonly title: string;
  /** Absolute; the installed project. Never written to while measuring. */
  readonly folder: string;
  /** Files that candidates edit, relative to the folder. */
  readonly edited: readonly string[];
  /** Why StrykerJS cannot be run beside it; undefined when it can. */
  readonly withoutStryker: string | undefined;
}

export type Prepared =
  | { readonly kind: 'ready'; readonly project: Project }
  /** It could not be had here; nothing is wrong with the product. */
  | { readonly kind: 'unavailable'; readonly reason: string };
