import type { Mark } from '../finding.ts';
import type { PatchedFile, Side } from '../patched-file.ts';
import type { TestValues } from '../test-values.ts';

/** What is known beside the patch. */
export interface GuardContext {
  readonly values: TestValues;
  /** Paths of the tests. */
  readonly testFiles: readonly string[];
}

/** Looks at one text; what stands in both texts of a change is nobody's doing. */
export interface TextDetector {
  readonly name: string;
  /** Whether it looks at sources, at tests, or at both. */
  readonly looksAt: 'sources' | 'tests' | 'both';
  marks(side: Side, context: GuardContext): readonly Mark[];
}

/** Compares the two texts of a change. */
export interface ChangeDetector {
  readonly name: string;
  readonly looksAt: 'sources' | 'tests' | 'both';
  compare(file: PatchedFile, context: GuardContext): readonly Mark[];
}
