import type { Context, Sources } from '../loop/ports.ts';
import type { Syntax } from '../syntax/syntax.ts';
import { findMentions } from './mentions.ts';
import { findSuspects } from './suspects.ts';
import { Workspace } from './workspace.ts';

/** Knows the workspace through its source text alone; files are parsed when they are first reached. */
export function createContext({ sources, syntax }: { sources: Sources; syntax: Syntax }): Context {
  const workspace = new Workspace(sources, syntax);
  return {
    mentions(task, survey) {
      workspace.refresh();
      return findMentions(workspace, task, survey);
    },
    suspects(task, survey, target) {
      workspace.refresh();
      return findSuspects(workspace, task, survey, target);
    },
  };
}
