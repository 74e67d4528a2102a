import type { HandbookAnswer, OwnFigures } from '../loop/learned.ts';

/** What the editor tells the handbook's page. */
export type ToHandbook =
  /** Everything, after each change. */
  | {
      readonly type: 'shown';
      /** Name of the workspace folder. */
      readonly folder: string;
      readonly answer: HandbookAnswer;
      /** Absent until they are read. */
      readonly figures?: OwnFigures;
      /** Episodes whose traces are still stored. */
      readonly episodes: readonly string[];
    }
  | { readonly type: 'select'; readonly name: string }
  /** The engine could not answer; a sentence for the person. */
  | { readonly type: 'problem'; readonly message: string };

/** What the page tells the editor. Checked at the editor's door. */
export type FromHandbook =
  | { readonly type: 'ready' }
  | { readonly type: 'refresh' }
  | { readonly type: 'pin' | 'disable' | 'enable' | 'delete'; readonly name: string }
  | { readonly type: 'edit'; readonly name: string; readonly instruction: string }
  | { readonly type: 'import' | 'export' | 'resolve' | 'reset' }
  /** The Markdown file where a behavior stands. */
  | { readonly type: 'file'; readonly name: string }
  | { readonly type: 'code'; readonly path: string }
  | { readonly type: 'episode'; readonly id: string };
