import type { Proposal, Situation, Sources } from '../../loop/ports.ts';
import type { Candidate } from '../../loop/types.ts';
import { grammarOf, type Syntax } from '../../syntax/syntax.ts';
import type { Skill, SkillInEpisode } from '../skill.ts';
import { generate } from './generate.ts';
import type { Idea } from './idea.ts';
import { pairsOf } from './pairs.ts';
import { isProtected } from './protected-files.ts';
import { partOf, SKILL } from './weigh.ts';

/** The share of belief kept for bugs that need two edits at once. */
const PAIR_SHARE = 0.1;

/**
 * Proposes small edits by patterns, without a model: single edits of the suspicious code, most likely first, then
 * pairs of them. A pattern's weight is its posterior, so what helped before comes earlier (Kim et al., PAR, 2013;
 * the ranking by suspicion, pattern and naturalness follows Wen et al., CapGen, 2018).
 */
export function templateRepair(from: { readonly sources: Sources; readonly syntax: Syntax }): Skill {
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

function begin(from: { readonly sources: Sources; readonly syntax: Syntax }): SkillInEpisode {
  let queue: Iterator<Candidate> | undefined;
  return {
    propose: async (situation, signal): Promise<Proposal> => {
      queue ??= candidates(await generate(situation, from));
      if (signal.aborted) return { kind: 'rejected', reason: 'cancelled' };
      const next = queue.next();
      return next.done === true
        ? { kind: 'exhausted', reason: 'no pattern has another edit for the suspected code' }
        : { kind: 'candidate', candidate: next.value };
    },
  };
}

function* candidates(ideas: readonly Idea[]): Generator<Candidate> {
  const total = ideas.reduce((sum, idea) => sum + idea.weight, 0);
  let number = 0;
  const id = (): string => {
    number += 1;
    return `${SKILL}-${number}`;
  };
  for (const idea of ideas) {
    yield {
      id: id(),
      skills: [SKILL, partOf(idea.template)],
      title: `${idea.label} ${place(idea)}`,
      edits: [{ kind: 'modify', path: idea.path, replacements: idea.replacements }],
      share: ((1 - PAIR_SHARE) * idea.weight) / total,
      why: why(idea),
    };
  }
  const pairs = pairsOf(ideas);
  const pairTotal = pairs.reduce((sum, pair) => sum + pair.weight, 0);
  for (const { first, second, replacements, weight } of pairs) {
    yield {
      id: id(),
      skills: [SKILL, ...new Set([partOf(first.template), partOf(second.template)])],
      title: `${first.label} and ${second.label} ${place(first)}`,
      edits: [{ kind: 'modify', path: first.path, replacements }],
      share: (PAIR_SHARE * weight) / pairTotal,
      why: `no single edit was enough; both are in the same function. ${why(first)}`,
    };
  }
}

function place({ suspect, path, line }: Idea): string {
  return suspect.symbol === '' ? `(${path}:${line})` : `in \`${suspect.symbol}\` (${path}:${line})`;
}

function why({ suspect, template }: Idea): string {
  return `${template.replaceAll('-', ' ')}: ${suspect.why}`;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
