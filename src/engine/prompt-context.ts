import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RepositoryMap } from '../context/map/repository-map.ts';
import { createPromptContext } from '../context/prompt/prompt-context.ts';
import type { PromptContext, Sources, TypeChecker } from '../loop/rooms.ts';

/**
 * What prompts of one episode may show. Cheap: the map is made with the first prompt.
 * @param redact takes secrets out of all that is shown
 */
export function composePromptContext(
  { folder, stateFolder }: { readonly folder: string; readonly stateFolder: string },
  { grammars, tags }: { readonly grammars: string; readonly tags?: string | undefined },
  { sources, typeChecker }: { readonly sources: Sources; readonly typeChecker: TypeChecker | undefined },
  redact: (text: string) => string,
): PromptContext {
  const exclude = textOf(join(folder, '.git', 'info', 'exclude'));
  return createPromptContext({
    sources,
    typeChecker,
    ...(exclude === undefined ? {} : { exclude }),
    redact,
    map: new RepositoryMap({
      grammars: { runtime: join(grammars, 'tree-sitter.wasm'), folder: grammars },
      stateFolder: join(stateFolder, 'map'),
      ...(tags === undefined ? {} : { worker: tags }),
    }),
  });
}

/** The text of a file that says what to hide; undefined where none can be read. */
export function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return undefined;
  }
}
