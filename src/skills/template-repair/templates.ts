import type { Template } from './source-module.ts';
import * as calls from './templates/calls.ts';
import * as conditions from './templates/conditions.ts';
import * as guards from './templates/guards.ts';
import * as names from './templates/names.ts';
import * as numbers from './templates/numbers.ts';
import * as operators from './templates/operators.ts';
import * as statements from './templates/statements.ts';
import * as values from './templates/values.ts';

/** A template, and what is believed of it before anything was seen. */
export interface TemplateEntry {
  readonly propose: Template;
  /** Prior chance (0..1) that it holds the fix of a failing test, relative to the others. */
  readonly prior: number;
}

/**
 * Every template under the name that beliefs, behaviors and titles use. The priors are coarse judgements of how
 * often each pattern fixes a one-statement bug; what is learned replaces them.
 */
export const TEMPLATES: Readonly<Record<string, TemplateEntry>> = {
  comparison: { propose: operators.comparison, prior: 0.4 },
  identity: { propose: operators.identity, prior: 0.1 },
  arithmetic: { propose: operators.arithmetic, prior: 0.2 },
  logical: { propose: operators.logical, prior: 0.25 },
  assignment: { propose: operators.assignment, prior: 0.15 },
  'operand-order': { propose: operators.operandOrder, prior: 0.15 },
  precedence: { propose: operators.precedence, prior: 0.08 },
  'off-by-one': { propose: numbers.offByOne, prior: 0.4 },
  'number-constant': { propose: numbers.numberConstant, prior: 0.12 },
  'slice-boundary': { propose: numbers.sliceBoundary, prior: 0.15 },
  negation: { propose: conditions.negation, prior: 0.2 },
  'condition-weakened': { propose: conditions.conditionWeakened, prior: 0.12 },
  'condition-strengthened': { propose: conditions.conditionStrengthened, prior: 0.1 },
  'boolean-literal': { propose: conditions.booleanLiteral, prior: 0.2 },
  branches: { propose: conditions.branches, prior: 0.15 },
  variable: { propose: names.variable, prior: 0.45 },
  'returned-expression': { propose: names.returnedExpression, prior: 0.08 },
  'sibling-member': { propose: names.siblingMember, prior: 0.3 },
  'other-member': { propose: names.otherMember, prior: 0.15 },
  'missing-self': { propose: names.missingSelf, prior: 0.15 },
  'argument-order': { propose: calls.argumentOrder, prior: 0.08 },
  'argument-count': { propose: calls.argumentCount, prior: 0.1 },
  'missing-await': { propose: calls.missingAwait, prior: 0.3 },
  'missing-copy': { propose: calls.missingCopy, prior: 0.12 },
  'missing-option': { propose: calls.missingOption, prior: 0.3 },
  'initial-value': { propose: values.initialValue, prior: 0.15 },
  'string-literal': { propose: values.stringLiteral, prior: 0.12 },
  'optional-access': { propose: values.optionalAccess, prior: 0.08 },
  'safe-lookup': { propose: values.safeLookup, prior: 0.08 },
  'mutable-default': { propose: values.mutableDefault, prior: 0.4 },
  'missing-guard': { propose: guards.missingGuard, prior: 0.15 },
  'missing-skip': { propose: guards.missingSkip, prior: 0.06 },
  'missing-return': { propose: statements.missingReturn, prior: 0.1 },
  'loop-exit': { propose: statements.loopExit, prior: 0.1 },
  'statement-removed': { propose: statements.statementRemoved, prior: 0.06 },
  'statement-repeated': { propose: statements.statementRepeated, prior: 0.03 },
  'statement-order': { propose: statements.statementOrder, prior: 0.1 },
  'statement-moved': { propose: statements.statementMoved, prior: 0.12 },
};
