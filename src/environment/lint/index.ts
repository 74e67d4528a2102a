import type { Sources } from '../../loop/rooms.ts';
import { detectBiome } from './biome.ts';
import { detectEslint } from './eslint.ts';
import type { Linter } from './linter.ts';
import { detectRuff } from './ruff.ts';

export type { LintDiagnostic } from './finding.ts';
export type { Linter, LintOutcome } from './linter.ts';

/**
 * The linters that a project configures, found from its files alone. Linting runs the project's own programs, so this
 * is only for folders that the person trusts.
 */
export function detectLinters(folder: string, sources: Sources): readonly Linter[] {
  return [...detectEslint(folder, sources), ...detectBiome(folder, sources), ...detectRuff(folder, sources)];
}
