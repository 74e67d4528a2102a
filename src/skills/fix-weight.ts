import { betaFromMean, mean } from '../belief/beta.ts';
import { beliefIn } from '../loop/beliefs.ts';
import type { Situation } from '../loop/ports.ts';
import type { CodeFix } from '../loop/rooms.ts';

export const SKILL = 'language-service-fix';

/**
 * What is believed of a kind of fix before it was seen to work, given that it applies and leaves no error; others get
 * `USUAL`. The names with capitals are the language service's own.
 */
const PRIOR: Readonly<Record<string, number>> = {
  'unneeded-comment': 0.9,
  'undefined-for-null': 0.8,
  typeof: 0.8,
  super: 0.8,
  spelling: 0.75,
  import: 0.75,
  'swap-arguments': 0.75,
  addMissingAwait: 0.7,
  addMissingAsync: 0.7,
  fixAwaitInSyncFunction: 0.7,
  fixConvertConstToLet: 0.7,
  fixOverrideModifier: 0.7,
  forgottenThisPropertyAccess: 0.7,
  convertToTypeOnlyImport: 0.7,
  await: 0.7,
  expected: 0.7,
  iterate: 0.7,
  member: 0.7,
  module: 0.7,
  narrow: 0.7,
  new: 0.7,
  'named-import': 0.7,
  'null-for-undefined': 0.7,
  read: 0.7,
  'rename-member': 0.7,
  return: 0.65,
  'add-argument': 0.6,
  'add-property': 0.6,
  annotate: 0.6,
  call: 0.6,
  break: 0.7,
  last: 0.6,
  logical: 0.7,
  move: 0.6,
  parentheses: 0.6,
  'chain-default': 0.6,
  constraint: 0.6,
  convert: 0.6,
  default: 0.6,
  'default-import': 0.6,
  'first-value': 0.6,
  literal: 0.6,
  'other-export': 0.6,
  'rename-property': 0.6,
  guard: 0.55,
  key: 0.55,
  'optional-chain': 0.55,
  'other-member': 0.55,
  case: 0.5,
  collect: 0.5,
  element: 0.5,
  'type-argument': 0.5,
  use: 0.5,
  'as-in-base': 0.45,
  field: 0.45,
  'other-name': 0.45,
  spread: 0.45,
  constructorForDerivedNeedSuperCall: 0.4,
  'no-new': 0.4,
  'declare-property': 0.35,
  rename: 0.35,
  writable: 0.35,
  assign: 0.3,
  'drop-argument': 0.3,
  fixMissingMember: 0.25,
  fixClassIncorrectlyImplementsInterface: 0.25,
  function: 0.2,
  record: 0.2,
  fixMissingFunctionDeclaration: 0.1,
  widen: 0.12,
  addMissingParam: 0.1,
  addOptionalParam: 0.1,
  fixUnreachableCode: 0.05,
  addConvertToUnknownForNonOverlappingTypes: 0.02,
};
const USUAL = 0.3;
/** A refactoring keeps what the code does, which is seldom what an error asks for. */
const REFACTORING = 0.1;
const PRIOR_STRENGTH = 4;
const FAVOUR = 4;

/** Fixes that make an error disappear without mending anything. They are never proposed. */
const SILENCING = /disableJsDiagnostics|ts-?(ignore|expect-?error|nocheck)/i;
/** Types and casts that let everything through, and assertions that nobody checks. */
const LOOSE = /(?:[:<|&,]\s*any\b(?!['"]))|\bas\s+(?!const\b)[\w{[(]|[\w\])]!\s*[:.;,)]|[\w\])]!$/;
/** Code that is only there to compile, and members that any name may have. */
const STUB = /not implemented|^\s*(?:readonly )?\[\w+: string\]: /im;

/** Fixes that delete code; they come last unless what is deleted is what the error is about. */
const DELETING = /^(unusedIdentifier|deleteUnmatchedParameter|fixUnreachableCode|fixUnusedLabel|remove)/i;
const ABOUT_UNUSED = /^TS(6133|6138|6192|6196|6198|6199|6205|7027|7028)$/;

/** Whether a fix only makes the compiler look away. */
export function silences({ name, description, changes }: CodeFix): boolean {
  if (SILENCING.test(name) || SILENCING.test(description)) return true;
  return changes.some(({ replacements }) => replacements.some(({ text }) => LOOSE.test(text)));
}

/** How much a fix of an error is believed in: its kind, as learned, and how well it fits the place. */
export function weightOf(fix: CodeFix, code: string, { beliefs, behaviors, target }: Situation): number {
  const part = `${SKILL}:${fix.name}`;
  const usual = fix.name.startsWith('refactor:') ? REFACTORING : USUAL;
  const prior = betaFromMean(PRIOR[fix.name] ?? usual, PRIOR_STRENGTH);
  const belief = mean(beliefIn(beliefs, target.kind, part, prior));
  const favoured = behaviors.some((b) => b.prefer === part) ? FAVOUR : 1;
  const added = fix.changes.flatMap(({ replacements }) => replacements.map(({ text }) => text)).join('\n');
  const isStub = STUB.test(added) ? 0.1 : 1;
  const deletes = DELETING.test(fix.name) && !ABOUT_UNUSED.test(code) ? 0.05 : 1;
  return belief * (fix.fit ?? 1) * favoured * isStub * deletes;
}
