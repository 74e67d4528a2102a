import { posix } from 'node:path';
import type { Sources } from '../../loop/rooms.ts';
import type { UnusedNames } from './many-bodies.ts';

const CONFIGURATION = /^[tj]sconfig(?:\..+)?\.json$/;
const EXTENDS = /"extends"\s*:\s*(?:\[([^\]]*)\]|("[^"]*"))/g;

/**
 * What the project makes of names that nothing uses, by the words of its configurations. No compiler is loaded for that: where
 * one is named that is not among the sources, such names may be errors.
 */
export function unusedNames(sources: Sources): UnusedNames {
  const texts = sources
    .list()
    .filter((path) => CONFIGURATION.test(posix.basename(path)))
    .map((path) => sources.read(path) ?? '');
  const says = (option: string): boolean =>
    texts.some((text) => new RegExp(`"${option}"\\s*:\\s*true`).test(text));
  if (says('noUnusedLocals') || texts.some(extendsPackage)) return 'errors';
  return says('noUnusedParameters') ? 'parameters-are-errors' : 'allowed';
}

function extendsPackage(text: string): boolean {
  return [...text.matchAll(EXTENDS)].some(([, several, one]) =>
    [...(several ?? one ?? '').matchAll(/"([^"]*)"/g)].some(([, name = '']) => !/^\.\.?\//.test(name)),
  );
}
