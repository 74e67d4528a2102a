import { createNaturalness } from '../context/naturalness/naturalness.ts';
import { createReplyReader } from '../edits/reply-reader.ts';
import type { Proposer } from '../loop/ports.ts';
import type { LanguageModel, LintFixes, PromptContext, Sources, TypeChecker } from '../loop/rooms.ts';
import { directEdit } from '../skills/direct-edit.ts';
import { languageServiceFix } from '../skills/language-service-fix.ts';
import { linterFix } from '../skills/linter-fix.ts';
import { createProposer } from '../skills/skill.ts';
import { templateRepair } from '../skills/template-repair/template-repair.ts';
import type { Syntax } from '../syntax/syntax.ts';

/** The skills that this workspace and these settings allow. The embedded ones need neither key nor network. */
export function composeSkills(
  {
    model,
    promptContext,
  }: {
    readonly model?: LanguageModel | undefined;
    /** Asked for when there is a model, for an embedded run needs none. */
    readonly promptContext?: () => PromptContext;
  },
  {
    sources,
    typeChecker,
    lintFixes,
  }: {
    readonly sources: Sources;
    readonly typeChecker: TypeChecker | undefined;
    readonly lintFixes: LintFixes | undefined;
  },
  syntax: Syntax,
): Proposer {
  const embedded = [
    ...(typeChecker === undefined ? [] : [languageServiceFix({ sources, typeChecker })]),
    ...(lintFixes === undefined ? [] : [linterFix({ linters: lintFixes })]),
    templateRepair({ sources, syntax, naturalness: createNaturalness(sources) }),
  ];
  if (model === undefined || promptContext === undefined) return createProposer(embedded);
  return createProposer([
    ...embedded,
    directEdit({ model, reader: createReplyReader(), sources, context: promptContext() }),
  ]);
}
