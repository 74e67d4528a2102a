import type { CodeFix } from '../../../loop/rooms.ts';
import { annotations } from './annotations.ts';
import { calls } from './calls.ts';
import { comparisons } from './comparisons.ts';
import { conversions } from './conversions.ts';
import { declarations } from './declarations.ts';
import { modules } from './modules.ts';
import { names, staticMember } from './names.ts';
import { nullish } from './nullish.ts';
import { objects, unknownMember } from './objects.ts';
import type { FixProvider, Place } from './place.ts';
import { returns } from './returns.ts';
import { statements } from './statements.ts';
import { syntaxErrors } from './syntax-errors.ts';

const PROVIDERS: readonly FixProvider[] = [
  names,
  staticMember,
  unknownMember,
  conversions,
  nullish,
  calls,
  objects,
  returns,
  annotations,
  declarations,
  comparisons,
  statements,
  modules,
  syntaxErrors,
];

/** Fixes that the language service has not: small edits that the types at a place suggest. */
export function ownFixes(place: Place): readonly CodeFix[] {
  return PROVIDERS.flatMap((provider) => [...provider(place)]);
}
