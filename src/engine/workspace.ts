import { join } from 'node:path';
import { createContext } from '../context/context.ts';
import { createEnvironment, type WorkspaceEnvironment } from '../environment/environment.ts';
import type { Context } from '../loop/ports.ts';
import { Syntax } from '../syntax/syntax.ts';
import type { RunRequest } from './protocol.ts';
import type { Assets } from './run.ts';
import { readVerification } from './verification.ts';

/** One workspace, opened for as long as something is computed on it. */
export interface OpenWorkspace {
  readonly environment: WorkspaceEnvironment;
  readonly syntax: Syntax;
}

/** Takes the snapshot and puts together what checks it. */
export async function openWorkspace(
  request: Pick<RunRequest, 'folder' | 'overlays' | 'trusted' | 'fallbackTypescript' | 'verification'>,
  assets: Assets,
  signal: AbortSignal,
  options: { readonly onNotice: (message: string) => void },
): Promise<OpenWorkspace> {
  const syntax = new Syntax({ runtime: join(assets.grammars, 'tree-sitter.wasm'), folder: assets.grammars });
  const environment = await createEnvironment({
    folder: request.folder,
    overlays: request.overlays,
    trusted: request.trusted,
    syntax,
    programs: assets.programs,
    ...readVerification(request.verification, options.onNotice),
    signal,
    ...(request.fallbackTypescript === undefined ? {} : { fallbackTypescript: request.fallbackTypescript }),
  });
  return { environment, syntax };
}

/** What the workspace tells of a task, from what the environment reads and measures. */
export function contextOf(environment: WorkspaceEnvironment, syntax: Syntax, signal: AbortSignal): Context {
  return createContext({
    sources: environment.sources,
    syntax,
    coverage: () => environment.coverage,
    recent: () => environment.recent(signal),
  });
}
