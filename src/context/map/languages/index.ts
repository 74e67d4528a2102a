import { JVM } from './jvm.ts';
import type { MapLanguage } from './language.ts';
import { OTHERS } from './others.ts';
import { PYTHON } from './python.ts';
import { SCRIPTS } from './script.ts';
import { SYSTEMS } from './systems.ts';

/** Every language that the map can read; one whose grammar does not ship is searched for words alone. */
export const LANGUAGES: readonly MapLanguage[] = [...SCRIPTS, PYTHON, ...JVM, ...SYSTEMS, ...OTHERS];

const BY_EXTENSION = new Map(
  LANGUAGES.flatMap((language) => language.extensions.map((extension) => [extension, language] as const)),
);

/** The language of a path by its extension. */
export function mapLanguageOf(path: string): MapLanguage | undefined {
  return BY_EXTENSION.get(path.slice(path.lastIndexOf('.') + 1).toLowerCase());
}
