import type { Template } from './source-module.ts';
import * as args from './templates/arguments.ts';
import * as around from './templates/around.ts';
import { asElsewhere } from './templates/as-elsewhere.ts';
import * as awaits from './templates/awaits.ts';
import * as bindings from './templates/bindings.ts';
import { asBeside } from './templates/blocks.ts';
import * as bounds from './templates/bounds.ts';
import * as branching from './templates/branching.ts';
import * as calls from './templates/calls.ts';
import * as cases from './templates/cases.ts';
import * as chains from './templates/chains.ts';
import * as classes from './templates/classes.ts';
import * as comprehensions from './templates/comprehensions.ts';
import * as conditions from './templates/conditions.ts';
import { missingCopy } from './templates/copies.ts';
import { copyPaste } from './templates/copy-paste.ts';
import { defaultAdded } from './templates/defaults.ts';
import * as donors from './templates/donors.ts';
import * as elements from './templates/elements.ts';
import { errorType } from './templates/exceptions.ts';
import { expectedLiteral } from './templates/expected.ts';
import { falsyDefault } from './templates/falsy-defaults.ts';
import { finallyMoved } from './templates/finally.ts';
import { neverSet } from './templates/flags.ts';
import { forgotten } from './templates/forgotten.ts';
import { neverBounded, neverFilled } from './templates/forgotten-members.ts';
import { formatSlip } from './templates/formats.ts';
import { gathered } from './templates/gathered.ts';
import * as guards from './templates/guards.ts';
import { otherImport } from './templates/imports.ts';
import { incompleteKey } from './templates/incomplete-keys.ts';

import { missingKeyword } from './templates/keywords.ts';
import * as leftovers from './templates/leftovers.ts';
import { elseBehind, loopTurned } from './templates/loops.ts';
import { declaredMember } from './templates/members.ts';
import { missingCall } from './templates/missing-calls.ts';
import { missingMember } from './templates/missing-members.ts';
import * as moves from './templates/moves.ts';
import * as names from './templates/names.ts';
import { normalised } from './templates/normalised.ts';
import * as numbers from './templates/numbers.ts';
import { operandAlike } from './templates/operands.ts';
import * as operators from './templates/operators.ts';
import * as patterns from './templates/patterns.ts';
import { precondition } from './templates/preconditions.ts';
import { wholeParts } from './templates/prefixes.ts';
import { missingRaise } from './templates/raising.ts';
import { languageSlip } from './templates/rewrites.ts';
import { shadowing } from './templates/shadowing.ts';
import * as signs from './templates/signs.ts';
import * as slices from './templates/slices.ts';
import { sortKey } from './templates/sort-keys.ts';
import { stale } from './templates/stale.ts';
import * as statements from './templates/statements.ts';
import { storedNothing } from './templates/stored-nothing.ts';
import * as targets from './templates/targets.ts';
import { comparedTwice, tieBreak } from './templates/tie-breaks.ts';
import { toldLiteral } from './templates/told.ts';
import { undone } from './templates/undone.ts';
import { missingUpdate } from './templates/updates.ts';
import * as values from './templates/values.ts';
import * as wraps from './templates/wraps.ts';

/** A template, and what is believed of it before anything was seen. */
export interface TemplateEntry {
  readonly propose: Template;
  /** Prior chance (0..1) that it holds the fix of a failing test, relative to the others. */
  readonly prior: number;
  /** It finds hundreds of edits in one place, so that it is asked later. */
  readonly broad?: true;
  /** How much more often than others its edits pass by accident; 1 unless given. */
  readonly accident?: number;
}

/**
 * Every template under the name that beliefs, behaviors and titles use. The priors follow how often such edits fix
 * single statements in practice (Richter and Wehrheim, TSSB-3M, 2022, in thousands: other name 237, other operand 174,
 * more arguments 150, other function 134, function around 117, other attribute 104, other number 97, stricter `if`
 * 68, added method 60, more elements 57, fewer arguments 50, other truth value 37, added attribute 32, other operator
 * 29, looser `if` 22, keyword 20, unary operator 15, exchanged arguments 8), per place rather than per commit: an
 * operator has few places and few others, a name has many of both, so that the single edit of an operator weighs more
 * than that of a name. They are worth four observations each, and what is learned replaces them. What they pass by
 * accident was counted on 112 patches of the kinds of bug in `bench/repair` that are not held out, and drawn towards 1:
 * five of ten borrowed statements were wrong, seven of 24 bounds moved by one, and one of fifty exchanged names, members
 * and arguments.
 */
export const TEMPLATES: Readonly<Record<string, TemplateEntry>> = {
  comparison: { propose: operators.comparison, prior: 0.4, accident: 0.8 },
  'both-ends': { propose: operators.bothEnds, prior: 0.3, accident: 0.8 },
  identity: { propose: operators.identity, prior: 0.1 },
  arithmetic: { propose: operators.arithmetic, prior: 0.25 },
  logical: { propose: operators.logical, prior: 0.25, accident: 0.8 },
  'falsy-default': { propose: falsyDefault, prior: 0.35, accident: 0.7 },
  assignment: { propose: operators.assignment, prior: 0.25 },
  'operand-order': { propose: operators.operandOrder, prior: 0.13, accident: 1.1 },
  'operand-dropped': { propose: operators.operandDropped, prior: 0.1, accident: 1.5 },
  sign: { propose: signs.sign, prior: 0.12 },
  'operand-alike': { propose: operandAlike, prior: 0.06, accident: 1.2 },
  'operand-added': { propose: signs.operandAdded, prior: 0.04, broad: true, accident: 1.5 },
  precedence: { propose: operators.precedence, prior: 0.08, accident: 0.8 },
  'off-by-one': { propose: numbers.offByOne, prior: 0.4, accident: 1.8 },
  'bound-moved': { propose: numbers.boundMoved, prior: 0.07, broad: true, accident: 2 },
  'index-place': { propose: numbers.indexPlace, prior: 0.13, accident: 1.5 },
  'number-constant': { propose: numbers.numberConstant, prior: 0.13, accident: 1.3 },
  'slice-boundary': { propose: numbers.sliceBoundary, prior: 0.15 },
  negation: { propose: conditions.negation, prior: 0.2, accident: 0.8 },
  presence: { propose: conditions.presence, prior: 0.2, accident: 0.7 },
  'condition-weakened': { propose: conditions.conditionWeakened, prior: 0.15 },
  'condition-strengthened': {
    propose: conditions.conditionStrengthened,
    prior: 0.2,
    broad: true,
    accident: 1.2,
  },
  precondition: { propose: precondition, prior: 0.15 },
  'asked-first': { propose: conditions.askedFirst, prior: 0.25, accident: 0.6 },
  'condition-replaced': { propose: conditions.conditionReplaced, prior: 0.04, broad: true, accident: 2 },
  'boolean-literal': { propose: conditions.booleanLiteral, prior: 0.2 },
  branches: { propose: conditions.branches, prior: 0.15 },
  variable: { propose: names.variable, prior: 0.38, accident: 0.7 },
  'returned-expression': { propose: names.returnedExpression, prior: 0.08 },
  'sibling-member': { propose: names.siblingMember, prior: 0.26, accident: 0.6 },
  'other-member': { propose: names.otherMember, prior: 0.3, accident: 0.5 },
  'missing-self': { propose: names.missingSelf, prior: 0.15, accident: 0.5 },
  'argument-order': { propose: calls.argumentOrder, prior: 0.12, accident: 0.6 },
  'extra-argument': { propose: args.extraArgument, prior: 0.06 },
  'missing-argument': { propose: args.missingArgument, prior: 0.2, accident: 0.7 },
  'missing-before': { propose: args.missingBefore, prior: 0.05 },
  'keyword-argument': { propose: args.keywordArgument, prior: 0.1, accident: 0.5 },
  'missing-await': { propose: calls.missingAwait, prior: 0.3, accident: 0.5 },
  'awaited-return': { propose: awaits.awaitedReturn, prior: 0.15, accident: 0.7 },
  'missing-brackets': { propose: awaits.missingBrackets, prior: 0.12, accident: 0.7 },
  'receiver-bound': { propose: awaits.receiverBound, prior: 0.2, accident: 0.7 },
  rethrown: { propose: awaits.rethrown, prior: 0.1, accident: 0.8 },
  'finally-moved': { propose: finallyMoved, prior: 0.15, accident: 0.8 },
  'missing-keyword': { propose: missingKeyword, prior: 0.08, accident: 0.8 },
  'missing-raise': { propose: missingRaise, prior: 0.5, broad: true, accident: 1.2 },
  'missing-copy': { propose: missingCopy, prior: 0.12 },
  'missing-option': { propose: calls.missingOption, prior: 0.25, accident: 0.7 },
  'initial-value': { propose: values.initialValue, prior: 0.2 },
  'string-literal': { propose: values.stringLiteral, prior: 0.12, accident: 0.8 },
  'optional-access': { propose: values.optionalAccess, prior: 0.12, accident: 0.8 },
  'safe-lookup': { propose: values.safeLookup, prior: 0.12 },
  'mutable-default': { propose: values.mutableDefault, prior: 0.4, accident: 0.5 },
  'as-beside': { propose: asBeside, prior: 0.5, accident: 0.7 },
  'whole-parts': { propose: wholeParts, prior: 0.2, accident: 0.7 },
  'stored-nothing': { propose: storedNothing, prior: 0.15, accident: 0.8 },
  'missing-guard': { propose: guards.missingGuard, prior: 0.2, broad: true, accident: 1.5 },
  'missing-skip': { propose: guards.missingSkip, prior: 0.12, broad: true, accident: 2.5 },
  conditional: { propose: guards.conditional, prior: 0.03, broad: true, accident: 2.5 },
  'missing-return': { propose: statements.missingReturn, prior: 0.15, accident: 0.6 },
  'loop-exit': { propose: statements.loopExit, prior: 0.12 },
  'statement-removed': { propose: statements.statementRemoved, prior: 0.06, accident: 2 },
  'statement-repeated': { propose: statements.statementRepeated, prior: 0.02, accident: 2 },
  'statement-order': { propose: moves.statementOrder, prior: 0.1 },
  'statement-moved': { propose: moves.statementMoved, prior: 0.14, accident: 0.8 },
  'missing-update': { propose: missingUpdate, prior: 0.18, broad: true },
  'never-filled': { propose: neverFilled, prior: 0.25, accident: 0.6 },
  'never-set': { propose: neverSet, prior: 0.3, accident: 0.7 },
  shadowing: { propose: shadowing, prior: 0.4, accident: 0.5 },
  'never-bounded': { propose: neverBounded, prior: 0.2, accident: 0.6 },
  'incomplete-key': { propose: incompleteKey, prior: 0.15, accident: 0.6 },
  'tie-break': { propose: tieBreak, prior: 0.1, accident: 0.8 },
  'compared-twice': { propose: comparedTwice, prior: 0.4, accident: 0.6 },
  gathered: { propose: gathered, prior: 0.4, accident: 0.7 },
  stale: { propose: stale, prior: 0.5, accident: 0.7 },
  undone: { propose: undone, prior: 0.15, accident: 0.7 },
  forgotten: { propose: forgotten, prior: 0.2, accident: 0.7 },
  'donor-statement': { propose: donors.donorStatement, prior: 0.15, broad: true, accident: 3 },
  counterpart: { propose: donors.counterpart, prior: 0.05, broad: true, accident: 2 },
  'donor-expression': { propose: donors.donorExpression, prior: 0.06, broad: true },
  'missing-case': { propose: cases.missingCase, prior: 0.15 },
  'mirrored-case': { propose: cases.mirroredCase, prior: 0.05 },
  'copy-paste': { propose: copyPaste, prior: 0.4, accident: 0.5 },
  exchanged: { propose: cases.exchanged, prior: 0.04, broad: true },
  wrapped: { propose: wraps.wrapped, prior: 0.06, broad: true, accident: 1.2 },
  suffixed: { propose: wraps.suffixed, prior: 0.05, broad: true },
  'alike-sides': { propose: wraps.alikeSides, prior: 0.15, accident: 0.5 },
  'as-elsewhere': { propose: asElsewhere, prior: 0.2, accident: 0.6 },
  'call-around': { propose: around.callAround, prior: 0.08, broad: true, accident: 0.7 },
  'literal-named': { propose: around.literalNamed, prior: 0.1, accident: 0.6 },
  unwrapped: { propose: wraps.unwrapped, prior: 0.05 },
  'element-added': { propose: elements.elementAdded, prior: 0.1 },
  joined: { propose: elements.joined, prior: 0.08, accident: 1.5 },
  'slice-part': { propose: slices.slicePart, prior: 0.08, accident: 1.3 },
  'clamped-slice': { propose: slices.clampedSlice, prior: 0.12, accident: 0.6 },
  'index-order': { propose: slices.indexOrder, prior: 0.12, accident: 0.7 },
  'carried-on': { propose: targets.carriedOn, prior: 0.12, accident: 0.8 },
  'assigned-target': { propose: targets.assignedTarget, prior: 0.08, accident: 1.5 },
  'kept-extreme': { propose: targets.keptExtreme, prior: 0.1 },
  'put-or-assigned': { propose: targets.putOrAssigned, prior: 0.06 },
  squared: { propose: targets.squared, prior: 0.05, accident: 1.5 },
  'other-keyword': { propose: branching.otherKeyword, prior: 0.08 },
  unguarded: { propose: branching.unguarded, prior: 0.05, accident: 2 },
  'guarded-run': { propose: branching.guardedRun, prior: 0.02, broad: true, accident: 3 },
  'small-size': { propose: branching.smallSize, prior: 0.15 },
  'other-import': { propose: otherImport, prior: 0.1, accident: 0.6 },
  'regular-expression': { propose: patterns.regularExpression, prior: 0.3, accident: 0.8 },
  'language-slip': { propose: languageSlip, prior: 0.15, accident: 0.8 },
  'last-one': { propose: leftovers.lastOne, prior: 0.2 },
  'chain-order': { propose: leftovers.chainOrder, prior: 0.12, accident: 0.7 },
  'also-for-other': { propose: leftovers.alsoForOther, prior: 0.08 },
  'rest-of': { propose: leftovers.restOf, prior: 0.04, accident: 1.5 },
  'sort-key': { propose: sortKey, prior: 0.2, accident: 0.8 },
  'format-slip': { propose: formatSlip, prior: 0.2, accident: 0.6 },
  'error-type': { propose: errorType, prior: 0.15, accident: 0.8 },
  'missing-super': { propose: classes.missingSuper, prior: 0.3, accident: 0.5 },
  'shared-attribute': { propose: classes.sharedAttribute, prior: 0.4, accident: 0.5 },
  'missing-decorator': { propose: classes.missingDecorator, prior: 0.1, accident: 0.7 },
  'outer-name': { propose: bindings.outerName, prior: 0.3, accident: 0.5 },
  'late-binding': { propose: bindings.lateBinding, prior: 0.4, accident: 0.5 },
  'at-once': { propose: bindings.atOnce, prior: 0.3, accident: 0.5 },
  'spread-missing': { propose: bindings.spreadMissing, prior: 0.1, accident: 0.8 },
  'missing-member': { propose: missingMember, prior: 0.2, accident: 0.7 },
  'missing-call': { propose: missingCall, prior: 0.08, accident: 1.5 },
  normalised: { propose: normalised, prior: 0.08 },
  'default-added': { propose: defaultAdded, prior: 0.04 },
  'loop-turned': { propose: loopTurned, prior: 0.12, accident: 0.8 },
  'else-behind': { propose: elseBehind, prior: 0.3, accident: 0.5 },
  'branch-order': { propose: chains.branchOrder, prior: 0.12, accident: 0.8 },
  'missing-else': { propose: chains.missingElse, prior: 0.06, broad: true, accident: 1.2 },
  'missing-label': { propose: chains.missingLabel, prior: 0.06 },
  bounded: { propose: bounds.bounded, prior: 0.06, broad: true, accident: 1.5 },
  scaled: { propose: bounds.scaled, prior: 0.06, broad: true, accident: 1.5 },
  'filter-added': { propose: comprehensions.filterAdded, prior: 0.15, broad: true },
  'filter-dropped': { propose: comprehensions.filterDropped, prior: 0.1, accident: 1.5 },
  'declared-member': { propose: declaredMember, prior: 0.2, accident: 0.6 },
  'receiver-order': { propose: calls.receiverOrder, prior: 0.12, accident: 0.6 },
  'told-literal': { propose: toldLiteral, prior: 0.12, accident: 0.8 },
  'expected-literal': { propose: expectedLiteral, prior: 0.3, accident: 1.5 },
  'pattern-flag': { propose: patterns.patternFlag, prior: 0.2, accident: 0.7 },
};
