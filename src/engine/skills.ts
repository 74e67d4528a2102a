import { createNaturalness } from '../context/naturalness/naturalness.ts';
import { createReplyReader } from '../edits/reply-reader.ts';
import type { Proposer } from '../loop/ports.ts';
import { redact } from '../loop/redact.ts';
import type { LintFixes, Sources, TypeChecker } from '../loop/rooms.ts';
import { openAiCompatible } from '../models/openai-compatible.ts';
import { directEdit } from '../skills/direct-edit.ts';
import { languageServiceFix } from '../skills/language-service-fix.ts';
import { linterFix } from '../skills/linter-fix.ts';
import { createProposer } from '../skills/skill.ts';
import { templateRepair } from '../skills/template-repair/template-repair.ts';
import type { Syntax } from '../syntax/syntax.ts';
import type { ModelSettings } from './protocol.ts';

/** The skills that this workspace and these settings allow. The embedded ones need neither key nor network. */
export function composeSkills(
  settings: { readonly model?: ModelSettings | undefined },
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
  if (settings.model === undefined) return createProposer(embedded);
  const model = openAiCompatible(settings.model);
  return createProposer([...embedded, directEdit({ model, reader: createReplyReader(), sources, redact })]);
}
