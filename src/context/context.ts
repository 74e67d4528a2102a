import type { Context, RecentChange } from '../loop/ports.ts';
import type { Coverage, Sources } from '../loop/rooms.ts';
import type { Syntax } from '../syntax/syntax.ts';
import { findMentions } from './mentions.ts';
import { findSuspects } from './suspects.ts';
import { Workspace } from './workspace.ts';

interface ContextOptions {
  readonly sources: Sources;
  readonly syntax: Syntax;
  /** What each test ran, asked for when suspects are; undefined where nothing was measured. */
  readonly coverage?: () => Coverage | undefined;
  /** What was changed lately, asked for when suspects are. */
  readonly recent?: () => Promise<readonly RecentChange[]>;
}

/** Knows the workspace through its source texts, and what was measured of them; files are parsed when they are first reached. */
export function createContext({ sources, syntax, coverage, recent }: ContextOptions): Context {
  const workspace = new Workspace(sources, syntax);
  return {
    mentions(task, survey) {
      workspace.refresh();
      return findMentions(workspace, task, survey);
    },
    async suspects(task, survey, target) {
      workspace.refresh();
      const findings = { coverage: coverage?.(), recent: (await recent?.()) ?? [] };
      return findSuspects(workspace, task, survey, target, findings);
    },
  };
}
