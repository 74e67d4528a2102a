import type { Proposal, Situation } from '../loop/ports.ts';
import type { Sources, TypeChecker } from '../loop/rooms.ts';
import type { Candidate, Diagnostic } from '../loop/types.ts';
import { combine } from './fix-edits.ts';
import { FixSearch, type Remedy } from './fix-search.ts';
import { SKILL } from './fix-weight.ts';
import type { Skill, SkillInEpisode } from './skill.ts';

/** The share of belief that the right one is among what was found. */
const FOUND = 0.95;

const MOST_DIAGNOSTICS = 40;
const MOST_TOGETHER = 60;
/**
 * Seconds to look: `short` where there is enough to choose from, else `long`; at most a part of what remains, a smaller
 * one where a test fails and the errors may have nothing to do with it.
 */
const LOOK = {
  short: 2,
  long: 8,
  enough: 8,
  part: { 'failing-test': 0.05, diagnostic: 0.4, 'open-request': 0.4 },
} as const;

/** Proposes what mends the errors at hand by the type checker's own word, most believed kind of fix first. */
export function languageServiceFix(from: {
  readonly sources: Sources;
  readonly typeChecker?: TypeChecker;
}): Skill {
  const { typeChecker } = from;
  return {
    name: SKILL,
    summary:
      'Mends compile errors by the code fixes of TypeScript and by small edits that the types suggest.',
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
  return found.filter(({ source }) => source === 'typescript').slice(0, MOST_DIAGNOSTICS);
}

function begin(sources: Sources, typeChecker: TypeChecker | undefined): SkillInEpisode {
  let queue: AsyncIterator<Candidate> | undefined;
  return {
    propose: async (situation, signal): Promise<Proposal> => {
      if (typeChecker === undefined) return { kind: 'exhausted', reason: 'no type checker here' };
      if (signal.aborted) return { kind: 'rejected', reason: 'cancelled' };
      queue ??= candidates(situation, sources, typeChecker, () => signal.aborted);
      const next = await queue.next();
      if (signal.aborted) return { kind: 'rejected', reason: 'cancelled' };
      return next.done === true
        ? { kind: 'exhausted', reason: `${typeChecker.name} has no further fix for these errors` }
        : { kind: 'candidate', candidate: next.value };
    },
  };
}

/** A test that fails is never edited to make it pass, whatever the language service offers. */
function isJudge(path: string, { survey, target }: Situation): boolean {
  if (target.kind !== 'failing-test') return false;
  return target.files.includes(path) || (survey.tests?.results.some((test) => test.file === path) ?? false);
}

async function* candidates(
  situation: Situation,
  sources: Sources,
  typeChecker: TypeChecker,
  isOver: () => boolean,
): AsyncGenerator<Candidate> {
  const errors = distinct(relevant(situation), situation.target.kind);
  const search = new FixSearch(situation, sources, typeChecker, (path) => isJudge(path, situation));
  const most = LOOK.part[situation.target.kind] * situation.remaining.seconds;
  const found = await firstLook(search, errors, most, isOver);
  const ranked = distinctEdits(proposals(found, errors.length, situation));
  const total = ranked.reduce((sum, { weight }) => sum + weight, 0);
  for (const [index, remedy] of ranked.entries())
    yield candidateOf(remedy, index + 1, (FOUND * remedy.weight) / total, typeChecker);
}

/**
 * What mends each error alone, as far as the time goes: longer where little or nothing was found.
 * @param most seconds
 */
async function firstLook(
  search: FixSearch,
  errors: readonly Diagnostic[],
  most: number,
  isOver: () => boolean,
): Promise<readonly Remedy[]> {
  const began = performance.now();
  const found: Remedy[] = [];
  const isEnough = (): boolean => {
    const seconds = (performance.now() - began) / 1000;
    if (seconds > most || isOver()) return true;
    return found.length >= LOOK.enough ? seconds > LOOK.short : found.length > 0 && seconds > LOOK.long;
  };
  const open = new Set(errors.map((error) => search.remediesFor(error)));
  // Each error in turn, so that none takes all the time.
  while (open.size > 0) {
    for (const look of open) {
      if (isEnough()) return found;
      const next = look.next();
      if (next.done === true) open.delete(look);
      else if (next.value !== undefined) found.push(next.value);
      // Warm processes and the person are waiting for their turn.
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  }
  return found;
}

/** Errors with the same key are one target; for a failing test any of them may be its cause. */
function distinct(found: readonly Diagnostic[], kind: Situation['target']['kind']): readonly Diagnostic[] {
  if (kind === 'failing-test') return found;
  const keys = new Set<string>();
  return found.filter(({ key }) => !keys.has(key) && keys.add(key) !== undefined);
}

/** The best of those that edit alike, best first. */
function distinctEdits(remedies: readonly Remedy[]): readonly Remedy[] {
  const seen = new Set<string>();
  return remedies
    .toSorted((a, b) => b.weight - a.weight)
    .filter(({ edits }) => {
      const key = JSON.stringify(edits);
      return !seen.has(key) && seen.add(key) !== undefined;
    });
}

/** Single fixes where one may be enough, and sets of them where there are several errors. */
function proposals(found: readonly Remedy[], errors: number, situation: Situation): readonly Remedy[] {
  if (errors < 2) return found;
  const ranked = found.toSorted((a, b) => b.weight - a.weight);
  const all = [...ranked, ...everywhere(ranked)];
  if (situation.target.kind === 'failing-test') return all;
  // All of them are to go: what mends fewer than others do is not it.
  const most = Math.max(...all.map(({ about }) => about.length));
  return all.filter(({ about }) => about.length === most);
}

/** The first fix of each diagnostic that has one, all at once: whatever is best, of one kind, then with one changed. */
function everywhere(ranked: readonly Remedy[]): readonly Remedy[] {
  const kinds = [...new Set(ranked.flatMap((remedy) => remedy.names))];
  const groups = [ranked, ...kinds.map((kind) => ranked.filter((remedy) => remedy.names.includes(kind)))];
  const led = ranked.slice(0, MOST_TOGETHER).map((first) => [first, ...ranked]);
  return [...groups, ...led].flatMap((group) => {
    let all: Remedy | undefined;
    for (const remedy of group) {
      if (all === undefined) all = remedy;
      else if (!all.about.some(({ key }) => remedy.about.some((d) => d.key === key)))
        all = both(all, remedy) ?? all;
    }
    return all === undefined || all.about.length < 2 ? [] : [all];
  });
}

function both(first: Remedy, second: Remedy): Remedy | undefined {
  const edits = combine(first.edits, second.edits);
  if (edits === undefined) return undefined;
  return {
    names: [...new Set([...first.names, ...second.names])],
    label: first.label === second.label ? first.label : `${first.label}; ${second.label}`,
    about: [...first.about, ...second.about],
    edits,
    weight: Math.min(first.weight, second.weight),
  };
}

function candidateOf(
  { names, label, about, edits }: Remedy,
  number: number,
  share: number,
  { name }: TypeChecker,
): Candidate {
  const [first] = about;
  const where = first === undefined ? '' : ` (${first.path}:${first.line})`;
  const others = about.length > 1 ? ` and ${about.length - 1} more` : '';
  return {
    id: `${SKILL}-${number}`,
    skills: [SKILL, ...names.map((fix) => `${SKILL}:${fix}`)],
    title: `${label}${where}${others}`,
    edits,
    share,
    why: `it mends ${[...new Set(about.map((d) => d.code))].join(', ')}, and ${name} finds no new error`,
  };
}
