import type { Context, Naturalness, Proposal, Situation, Suspect } from '../../loop/ports.ts';
import type { Sources } from '../../loop/rooms.ts';
import type { Candidate } from '../../loop/types.ts';
import { grammarOf, type Syntax } from '../../syntax/syntax.ts';
import type { Skill, SkillInEpisode } from '../skill.ts';
import { generate, type Single } from './generate.ts';
import { Halves } from './halves.ts';
import type { Idea } from './idea.ts';
import { moduleReader } from './neighbours.ts';
import { isProtected } from './protected-files.ts';
import { search } from './search.ts';
import { SKILL } from './weigh.ts';

export interface TemplateRepairOptions {
  readonly sources: Sources;
  readonly syntax: Syntax;
  /** How natural an edit reads in this project; without it all read alike. */
  readonly naturalness?: Naturalness;
  /** Where the fault of some of the failing tests may lie; without it, where that of all of them may. */
  readonly suspects?: Context['suspects'];
}

/**
 * Proposes small edits by patterns, without a model: single edits of the suspicious code, most likely first, then
 * pairs of them. A pattern's weight is its posterior, so what helped before comes earlier (Kim et al., PAR, 2013;
 * the ranking by suspicion, pattern and naturalness follows Wen et al., CapGen, 2018).
 */
export function templateRepair(from: TemplateRepairOptions): Skill {
  return {
    name: SKILL,
    summary: 'Tries small edits by pattern: operators, bounds, names, arguments, guards and their like.',
    cost: { seconds: 1, tokens: 0, dollars: 0 },
    suits,
    start: () => begin(from),
  };
}

function suits(situation: Situation): { readonly fit: number; readonly why: string } {
  const paths = new Set(situation.suspects.map((suspect) => suspect.path));
  const editable = [...paths].filter((p) => grammarOf(p) !== undefined && !isProtected(p, situation));
  if (paths.size === 0) return { fit: 0, why: 'nothing points at code that may be at fault' };
  if (editable.length === 0) {
    return { fit: 0, why: 'the suspected files are tests, settings or in a language it does not know' };
  }
  if (situation.target.kind === 'failing-test') {
    return { fit: 1, why: `a test fails and ${count(editable.length, 'file')} may hold the fault` };
  }
  if (situation.target.kind === 'diagnostic') {
    return { fit: 0.15, why: 'few compile errors are cured by swapping operators or names' };
  }
  return { fit: 0, why: 'without a failing test or error there is nothing to repair' };
}

function begin(from: TemplateRepairOptions): SkillInEpisode {
  let queue: AsyncIterator<Candidate> | undefined;
  let latest: Situation | undefined;
  return {
    propose: async (situation, signal): Promise<Proposal> => {
      latest = situation;
      queue ??= searchFor(situation, from, () => latest ?? situation);
      if (signal.aborted) return { kind: 'rejected', reason: 'cancelled' };
      const next = await queue.next();
      return next.done === true
        ? { kind: 'exhausted', reason: 'no pattern has another edit for the suspected code' }
        : { kind: 'candidate', candidate: next.value };
    },
  };
}

function searchFor(
  situation: Situation,
  from: TemplateRepairOptions,
  latest: () => Situation,
): AsyncIterator<Candidate> {
  const modules = moduleReader(from);
  const singlesFor = (part: () => Situation): AsyncGenerator<Single> =>
    generate(part, { modules, naturalness: from.naturalness, read: (path) => from.sources.read(path) });
  return search(singlesFor(latest), halvesOf(situation, from, singlesFor), latest);
}

/** The search for what a half of a patch leaves, as for a bug of its own. */
function halvesOf(
  situation: Situation,
  from: TemplateRepairOptions,
  singlesFor: (part: () => Situation) => AsyncGenerator<Single>,
): Halves {
  const known = new Map<string, Promise<readonly Suspect[]>>();
  const { task, survey, target } = situation;
  const suspectsOf = (rest: readonly string[]): Promise<readonly Suspect[]> => {
    if (rest.length === target.tests.length || from.suspects === undefined)
      return Promise.resolve(situation.suspects);
    const key = JSON.stringify(rest);
    const suspects = known.get(key) ?? from.suspects(task, survey, { ...target, tests: rest });
    known.set(key, suspects);
    return suspects;
  };
  return new Halves({
    singles: async (rest) => {
      const part = { ...situation, target: { ...target, tests: rest }, suspects: await suspectsOf(rest) };
      return singlesFor(() => part);
    },
    reaches: async (rest, idea) => (await suspectsOf(rest)).some((suspect) => holds(suspect, idea)),
  });
}

function holds({ path, start, end }: Suspect, idea: Idea): boolean {
  return path === idea.path && idea.replacements.some((each) => start <= each.start && each.end <= end);
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
