/** A place in a source text where one edit makes a mutant. */
export interface Site {
  /** What sort of slip it is, for example `operator`. */
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
