import type { Proposal, Situation } from '../loop/ports.ts';
import type { LintFix, LintFixes } from '../loop/rooms.ts';
import type { CancelSignal, Candidate, Diagnostic, FileEdit } from '../loop/types.ts';
import { combine } from './fix-edits.ts';
import type { Skill, SkillInEpisode } from './skill.ts';

const SKILL = 'linter-fix';

/** Shares of belief: the problem itself, all of its rule, and what else the linter would put right. */
const SHARES = { itself: 0.6, rule: 0.2, others: 0.15 } as const;
/** Files whose problems may be why a test fails. */
const MOST_FILES = 2;
const MOST_FIXES = 12;

/** Proposes the fixes that the project's own linters call safe. */
export function linterFix({ linters }: { readonly linters: LintFixes }): Skill {
  return {
    name: SKILL,
    summary: "Applies fixes that the project's linters call safe: ESLint, Biome and Ruff.",
    cost: { seconds: 2, tokens: 0, dollars: 0 },
    suits: (situation) => {
      const { target } = situation;
      const files = filesOf(situation, linters);
      if (files.length === 0) return { fit: 0, why: 'no linter of the project looks at what is at fault' };
      if (reported(situation).length > 0) return { fit: 1, why: 'a linter of the project reports it' };
      return target.kind === 'failing-test'
        ? { fit: 0.03, why: 'few failing tests are mended by what a linter dislikes' }
        : { fit: 0, why: 'the compiler reports it, and no linter' };
    },
    start: () => begin(linters),
  };
}

/** What linters reported of what is to go away. */
function reported({ survey, target }: Situation): readonly Diagnostic[] {
  const wanted = new Set(target.diagnostics);
  return survey.diagnostics.filter(({ key, source }) => source !== 'typescript' && wanted.has(key));
}

function filesOf(situation: Situation, linters: LintFixes): readonly string[] {
  const found = reported(situation).map(({ path }) => path);
  const tests = new Set(situation.survey.tests?.results.map(({ file }) => file));
  const suspected = situation.suspects.map(({ path }) => path).filter((path) => !tests.has(path));
  const paths = found.length > 0 ? found : suspected;
  return [...new Set(paths)].filter((path) => linters.covers(path)).slice(0, MOST_FILES);
}

function begin(linters: LintFixes): SkillInEpisode {
  let queue: Iterator<Candidate> | undefined;
  return {
    propose: async (situation, signal): Promise<Proposal> => {
      if (signal.aborted) return { kind: 'rejected', reason: 'cancelled' };
      queue ??= (await candidates(situation, linters, signal)).values();
      const next = queue.next();
      return next.done === true
        ? { kind: 'exhausted', reason: 'the linters have no further fix that they call safe' }
        : { kind: 'candidate', candidate: next.value };
    },
  };
}

async function candidates(
  situation: Situation,
  linters: LintFixes,
  signal: CancelSignal,
): Promise<readonly Candidate[]> {
  const fixes: LintFix[] = [];
  for (const path of filesOf(situation, linters)) fixes.push(...(await linters.safeFixes(path, signal)));
  const wanted = new Set(reported(situation).map(({ key }) => key));
  const rules = new Set(reported(situation).map(({ code }) => code));
  const itself = fixes.filter(({ diagnostic }) => wanted.has(diagnostic.key));
  const alike = fixes.filter(({ diagnostic }) => rules.has(diagnostic.code));
  const found: Candidate[] = [];
  const seen = new Set<string>();
  const add = (group: readonly LintFix[], share: number): void => {
    const edits = group.reduce<readonly FileEdit[]>((all, fix) => combine(all, editsOf(fix)) ?? all, []);
    const key = JSON.stringify(edits);
    const [first] = group;
    if (first === undefined || seen.has(key)) return;
    seen.add(key);
    found.push(candidateOf(first.diagnostic, group.length, edits, `${SKILL}-${found.length + 1}`, share));
  };
  for (const fix of itself) add([fix], SHARES.itself / itself.length);
  add(alike, SHARES.rule);
  if (wanted.size === 0) {
    const some = fixes.slice(0, MOST_FIXES);
    for (const fix of some) add([fix], SHARES.others / some.length);
  }
  return found;
}

function editsOf({ diagnostic, replacements }: LintFix): readonly FileEdit[] {
  return [{ kind: 'modify', path: diagnostic.path, replacements }];
}

function candidateOf(
  { code, path, line, source, message }: Diagnostic,
  count: number,
  edits: readonly FileEdit[],
  id: string,
  share: number,
): Candidate {
  const others = count > 1 ? ` and ${count - 1} more` : '';
  return {
    id,
    skills: [SKILL, `${SKILL}:${code}`],
    title: `${code}: ${message.split('\n', 1)[0]} (${path}:${line})${others}`,
    edits,
    share,
    why: `${source} calls this fix safe`,
  };
}
