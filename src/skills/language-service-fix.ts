import { betaFromMean, mean } from '../belief/beta.ts';
import { beliefIn } from '../loop/beliefs.ts';
import type { CodeFix, Proposal, Situation, Sources, TypeChecker } from '../loop/ports.ts';
import type { Candidate, Diagnostic, FileEdit } from '../loop/types.ts';
import { combine, editsOf } from './fix-edits.ts';
import type { Skill, SkillInEpisode } from './skill.ts';

const SKILL = 'language-service-fix';

/** Shares of belief: one fix, the same fix wherever it applies, two different ones, and fixes that delete code. */
const SHARES = { single: 0.55, all: 0.25, pair: 0.15, deleting: 0.02 } as const;

const MOST_DIAGNOSTICS = 40;
const MOST_PAIRS = 100;

/** What is believed of a kind of fix before it was seen to work; others get `USUAL`. */
const PRIOR: Readonly<Record<string, number>> = {
  spelling: 0.7,
  import: 0.7,
  addMissingAwait: 0.6,
  forgottenThisPropertyAccess: 0.6,
  fixMissingMember: 0.25,
  fixMissingFunctionDeclaration: 0.1,
  addMissingAsync: 0.5,
  fixAwaitInSyncFunction: 0.6,
  inferFromUsage: 0.3,
  addMissingConstraint: 0.3,
  fixClassIncorrectlyImplementsInterface: 0.3,
  fixUnreachableCode: 0.05,
  addConvertToUnknownForNonOverlappingTypes: 0.05,
};
const USUAL = 0.3;
const PRIOR_STRENGTH = 4;
const FAVOUR = 4;

/** Fixes that make an error disappear without mending anything. They are never proposed. */
const SILENCING = /disableJsDiagnostics|ts-?(ignore|expect-?error|nocheck)/i;
/** Fixes that delete code; they come last, with a small share. */
const DELETING = /^(unusedIdentifier|deleteUnmatchedParameter|fixUnreachableCode|fixUnusedLabel|remove)/i;

/** Proposes what the language service itself offers for the errors at hand, most believed kind of fix first. */
export function languageServiceFix(from: {
  readonly sources: Sources;
  readonly typeChecker?: TypeChecker;
}): Skill {
  const { typeChecker } = from;
  return {
    name: SKILL,
    summary: 'Applies the code fixes that the TypeScript language service offers for the errors at hand.',
    cost: { seconds: 0.5, tokens: 0, dollars: 0 },
    suits: (situation) => {
      if (typeChecker === undefined) return { fit: 0, why: 'no type checker here' };
      const found = relevant(situation);
      if (found.length === 0) return { fit: 0, why: 'there are no compile errors to fix' };
      const why = `${typeChecker.name} reports ${found.length === 1 ? 'an error' : `${found.length} errors`} that it may know a fix for`;
      return { fit: situation.target.kind === 'diagnostic' ? 1 : 0.6, why };
    },
    start: () => begin(from.sources, typeChecker),
  };
}

/** The target's diagnostics; for a failing test, the errors that may be why it fails. */
function relevant({ survey, target }: Situation): readonly Diagnostic[] {
  const wanted = new Set(target.diagnostics);
  const found =
    target.kind === 'failing-test' ? survey.diagnostics : survey.diagnostics.filter((d) => wanted.has(d.key));
  return found.slice(0, MOST_DIAGNOSTICS);
}

function begin(sources: Sources, typeChecker: TypeChecker | undefined): SkillInEpisode {
  let queue: Iterator<Candidate> | undefined;
  return {
    propose: async (situation, signal): Promise<Proposal> => {
      if (typeChecker === undefined) return { kind: 'exhausted', reason: 'no type checker here' };
      queue ??= candidates(situation, sources, typeChecker);
      if (signal.aborted) return { kind: 'rejected', reason: 'cancelled' };
      const next = queue.next();
      return next.done === true
        ? { kind: 'exhausted', reason: `${typeChecker.name} has no further fix for these errors` }
        : { kind: 'candidate', candidate: next.value };
    },
  };
}

/** A fix of one or more diagnostics, as edits of the snapshot. */
interface Remedy {
  readonly names: readonly string[];
  readonly label: string;
  readonly about: readonly Diagnostic[];
  readonly edits: readonly FileEdit[];
  readonly weight: number;
}

function* candidates(situation: Situation, sources: Sources, typeChecker: TypeChecker): Generator<Candidate> {
  const singles: Remedy[] = [];
  for (const diagnostic of relevant(situation)) {
    for (const fix of typeChecker.fixes(diagnostic)) {
      const remedy = remedyOf(diagnostic, fix, situation, sources);
      if (remedy !== undefined) singles.push(remedy);
    }
  }
  singles.sort((a, b) => b.weight - a.weight);
  const deletes = (remedy: Remedy): boolean => remedy.names.some((name) => DELETING.test(name));
  const constructive = singles.filter((remedy) => !deletes(remedy));
  const seen = new Set<string>();
  let number = 0;
  const groups: ReadonlyArray<readonly [readonly Remedy[], number]> = [
    [constructive, SHARES.single],
    [everywhere(constructive), SHARES.all],
    [pairs(constructive), SHARES.pair],
    [singles.filter(deletes), SHARES.deleting],
  ];
  for (const [remedies, share] of groups) {
    const fresh = remedies.filter(({ edits }) => {
      const key = JSON.stringify(edits);
      return !seen.has(key) && seen.add(key) !== undefined;
    });
    const total = fresh.reduce((sum, remedy) => sum + remedy.weight, 0);
    for (const remedy of fresh) {
      number += 1;
      yield candidateOf(remedy, `${SKILL}-${number}`, (share * remedy.weight) / total, typeChecker);
    }
  }
}

function remedyOf(
  diagnostic: Diagnostic,
  fix: CodeFix,
  situation: Situation,
  sources: Sources,
): Remedy | undefined {
  if (SILENCING.test(fix.name) || SILENCING.test(fix.description)) return undefined;
  const edits = editsOf(fix, sources);
  if (edits === undefined || edits.some((edit) => isJudge(edit.path, situation))) return undefined;
  const { beliefs, behaviors, target } = situation;
  const part = `${SKILL}:${fix.name}`;
  const prior = betaFromMean(PRIOR[fix.name] ?? USUAL, PRIOR_STRENGTH);
  const belief = beliefIn(beliefs, target.kind, part, prior);
  const favoured = behaviors.some((b) => b.prefer === part);
  const weight = mean(belief) * (favoured ? FAVOUR : 1);
  return { names: [fix.name], label: fix.description, about: [diagnostic], edits, weight };
}

/** A test that fails is never edited to make it pass, whatever the language service offers. */
function isJudge(path: string, { survey, target }: Situation): boolean {
  if (target.kind !== 'failing-test') return false;
  return target.files.includes(path) || (survey.tests?.results.some((test) => test.file === path) ?? false);
}

/** The first fix of each diagnostic that has one of a kind, all at once: of one kind, then whatever is best. */
function everywhere(singles: readonly Remedy[]): readonly Remedy[] {
  const kinds = [...new Set(singles.flatMap((remedy) => remedy.names))];
  const groups = kinds.map((kind) => singles.filter((remedy) => remedy.names.includes(kind)));
  return [...groups, singles].flatMap((group) => {
    let all: Remedy | undefined;
    for (const remedy of group) {
      if (all === undefined) all = remedy;
      else if (!all.about.some((d) => remedy.about.includes(d))) all = both(all, remedy) ?? all;
    }
    return all === undefined || all.about.length < 2 ? [] : [all];
  });
}

function pairs(singles: readonly Remedy[]): readonly Remedy[] {
  const found: Remedy[] = [];
  for (const [index, first] of singles.entries()) {
    for (const second of singles.slice(index + 1)) {
      if (first.about[0] === second.about[0]) continue;
      const pair = both(first, second);
      if (pair !== undefined) found.push(pair);
    }
  }
  return found.toSorted((a, b) => b.weight - a.weight).slice(0, MOST_PAIRS);
}

function both(first: Remedy, second: Remedy): Remedy | undefined {
  const edits = combine(first.edits, second.edits);
  if (edits === undefined) return undefined;
  return {
    names: [...new Set([...first.names, ...second.names])],
    label: first.label === second.label ? first.label : `${first.label}; ${second.label}`,
    about: [...first.about, ...second.about],
    edits,
    weight: first.weight * second.weight,
  };
}

function candidateOf(
  { names, label, about, edits }: Remedy,
  id: string,
  share: number,
  { name }: TypeChecker,
): Candidate {
  const [first] = about;
  const where = first === undefined ? '' : ` (${first.path}:${first.line})`;
  const others = about.length > 1 ? ` and ${about.length - 1} more` : '';
  return {
    id,
    skills: [SKILL, ...names.map((fix) => `${SKILL}:${fix}`)],
    title: `${label}${where}${others}`,
    edits,
    share,
    why: `${name} offers it for ${[...new Set(about.map((d) => d.code))].join(', ')}`,
  };
}
