import { createReplyReader } from '../edits/reply-reader.ts';
import type { Proposer, Sources, TypeChecker } from '../loop/ports.ts';
import { redact } from '../loop/redact.ts';
import { openAiCompatible } from '../models/openai-compatible.ts';
import { directEdit } from '../skills/direct-edit.ts';
import { languageServiceFix } from '../skills/language-service-fix.ts';
import { createProposer } from '../skills/skill.ts';
import { templateRepair } from '../skills/template-repair/template-repair.ts';
import type { Syntax } from '../syntax/syntax.ts';
import type { ModelSettings } from './protocol.ts';

/** The skills that this workspace and these settings allow. The embedded ones need neither key nor network. */
export function composeSkills(
  settings: { readonly model?: ModelSettings | undefined },
  { sources, typeChecker }: { readonly sources: Sources; readonly typeChecker: TypeChecker | undefined },
  syntax: Syntax,
): Proposer {
  const embedded = [
    ...(typeChecker === undefined ? [] : [languageServiceFix({ sources, typeChecker })]),
    templateRepair({ sources, syntax }),
  ];
  if (settings.model === undefined) return createProposer(embedded);
  const model = openAiCompatible(settings.model);
  return createProposer([...embedded, directEdit({ model, reader: createReplyReader(), sources, redact })]);
}
