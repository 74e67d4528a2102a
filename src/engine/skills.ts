import { createNaturalness } from '../context/naturalness/naturalness.ts';
import { createEditForms } from '../edits/edit-forms.ts';
import type { Context, Proposer, Situation } from '../loop/ports.ts';
import type {
  Analogue,
  Compile,
  FormRecords,
  LanguageModel,
  LintFixes,
  PromptContext,
  Sources,
  TypeChecker,
} from '../loop/rooms.ts';
import { analogy } from '../skills/language-model/analogy.ts';
import { clarify } from '../skills/language-model/clarify.ts';
import { decompose } from '../skills/language-model/decompose.ts';
import { directEdit } from '../skills/language-model/direct-edit.ts';
import { modelSkills } from '../skills/language-model/method.ts';
import { parallelDrafts } from '../skills/language-model/parallel-drafts.ts';
import { planFirst } from '../skills/language-model/plan-first.ts';
import { repairWithCritique } from '../skills/language-model/repair-with-critique.ts';
import { reproduceFirst } from '../skills/language-model/reproduce-first.ts';
import { languageServiceFix } from '../skills/language-service-fix.ts';
import { linterFix } from '../skills/linter-fix.ts';
import { createProposer } from '../skills/skill.ts';
import { templateRepair } from '../skills/template-repair/template-repair.ts';
import type { Syntax } from '../syntax/syntax.ts';

/** The ways to ask a model. */
const METHODS = [
  directEdit,
  planFirst,
  reproduceFirst,
  decompose,
  analogy,
  repairWithCritique,
  parallelDrafts,
  clarify,
];

/** The skills that this workspace and these settings allow. The embedded ones need neither key nor network. */
export function composeSkills(
  {
    model,
    promptContext,
    formRecords,
    analogues,
    context,
  }: {
    readonly model?: LanguageModel | undefined;
    /** Asked for when there is a model, for an embedded run needs none. */
    readonly promptContext?: () => PromptContext;
    readonly formRecords?: () => FormRecords;
    /** Solved tasks of the past that failed alike. */
    readonly analogues?: (situation: Situation) => readonly Analogue[];
    /** Tells where the fault may lie when some of the failing tests are mended. */
    readonly context?: Context;
  },
  {
    sources,
    typeChecker,
    lintFixes,
    compile,
  }: {
    readonly sources: Sources;
    readonly typeChecker: TypeChecker | undefined;
    readonly compile?: Compile;
    readonly lintFixes: LintFixes | undefined;
  },
  syntax: Syntax,
): Proposer {
  const embedded = [
    ...(typeChecker === undefined ? [] : [languageServiceFix({ sources, typeChecker })]),
    ...(lintFixes === undefined ? [] : [linterFix({ linters: lintFixes })]),
    templateRepair({
      sources,
      syntax,
      naturalness: createNaturalness(sources),
      ...(context === undefined ? {} : { suspects: (...of) => context.suspects(...of) }),
    }),
  ];
  if (model === undefined || promptContext === undefined) return createProposer(embedded, sources);
  const asking = modelSkills(METHODS, {
    ...{ model, sources, typeChecker, compile, analogues },
    context: promptContext(),
    forms: createEditForms(formRecords?.()),
  });
  return createProposer([...embedded, ...asking], sources);
}
