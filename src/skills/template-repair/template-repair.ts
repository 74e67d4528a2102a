import type { Naturalness, Proposal, Situation } from '../../loop/ports.ts';
import type { Sources } from '../../loop/rooms.ts';
import type { Candidate } from '../../loop/types.ts';
import { grammarOf, type Syntax } from '../../syntax/syntax.ts';
import type { Skill, SkillInEpisode } from '../skill.ts';
import { generate, type Single } from './generate.ts';
import type { Idea } from './idea.ts';
import { idiomOf, idiomPart } from './idiom.ts';
import { type Pair, pairsOf } from './pairs.ts';
import { isProtected } from './protected-files.ts';
import { TEMPLATES } from './templates.ts';
import { partOf, SKILL } from './weigh.ts';

/** The share of belief kept for bugs that need two edits at once. */
const PAIR_SHARE = 0.1;

/** Numbers of singles tried after which pairs are made of those that there are by then. */
const PAIRED_AFTER: readonly number[] = [150, 600, 2400];

/**
 * Proposes small edits by patterns, without a model: single edits of the suspicious code, most likely first, then
 * pairs of them. A pattern's weight is its posterior, so what helped before comes earlier (Kim et al., PAR, 2013;
 * the ranking by suspicion, pattern and naturalness follows Wen et al., CapGen, 2018).
 */
export function templateRepair(from: {
  readonly sources: Sources;
  readonly syntax: Syntax;
  /** How natural an edit reads in this project; without it all read alike. */
  readonly naturalness?: Naturalness;
}): Skill {
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

function begin(from: Parameters<typeof generate>[1]): SkillInEpisode {
  let queue: AsyncIterator<Candidate> | undefined;
  return {
    propose: async (situation, signal): Promise<Proposal> => {
      queue ??= candidates(generate(situation, from));
      if (signal.aborted) return { kind: 'rejected', reason: 'cancelled' };
      const next = await queue.next();
      return next.done === true
        ? { kind: 'exhausted', reason: 'no pattern has another edit for the suspected code' }
        : { kind: 'candidate', candidate: next.value };
    },
  };
}

/**
 * Singles, then pairs. Where there are very many singles, pairs of the best come in between by their share, since
 * the last thousands of singles are each less likely than they are.
 */
async function* candidates(singles: AsyncGenerator<Single>): AsyncGenerator<Candidate> {
  const drawn: Idea[] = [];
  const seen = new Set<string>();
  let pairs: Generator<Pair> | undefined;
  let pair: Pair | undefined;
  let number = 0;
  const id = (): string => {
    number += 1;
    return `${SKILL}-${number}`;
  };
  for await (const { idea, share } of singles) {
    const own = (1 - PAIR_SHARE) * share;
    if (PAIRED_AFTER.includes(drawn.length)) {
      pairs = pairsOf(drawn, seen);
      pair = pairs.next().value;
    }
    while (pairs !== undefined && pair !== undefined && PAIR_SHARE * pair.share > own) {
      yield paired(pair, id());
      pair = pairs.next().value;
    }
    // A pair may have had the same result.
    if (seen.has(idea.key)) continue;
    seen.add(idea.key);
    drawn.push(idea);
    const idiom = idiomOf(idea.text, idea.replacements);
    yield {
      id: id(),
      skills: [SKILL, partOf(idea.template)],
      title: `${idea.label} ${place(idea)}`,
      edits: [{ kind: 'modify', path: idea.path, replacements: idea.replacements }],
      share: own,
      why: why(idea),
      ...(idiom === undefined ? {} : { favours: idiomPart(idiom) }),
      ...accidentOf([idea]),
    };
  }
  if (pairs === undefined) {
    pairs = pairsOf(drawn, seen);
    pair = pairs.next().value;
  }
  for (; pair !== undefined; pair = pairs.next().value) yield paired(pair, id());
}

function paired({ ideas, edits, share, together }: Pair, id: string): Candidate {
  const [first, second] = ideas;
  const labels =
    ideas.length > 2 ? `${first.label} in ${ideas.length} places` : `${first.label} and ${second.label}`;
  return {
    id,
    skills: [SKILL, ...new Set(ideas.map((idea) => partOf(idea.template)))],
    title: `${labels} ${place(first)}`,
    edits,
    share: PAIR_SHARE * share,
    why: `one edit may not be enough; ${together}. ${why(first)}`,
    ...accidentOf(ideas),
  };
}

/** How much more often what leaves a parameter or variable without a use passes by accident. */
const LEAVES_UNUSED = 3;

/** Of several edits at once, that of the one that passes by accident most. */
function accidentOf(ideas: readonly Idea[]): Pick<Candidate, 'accident'> {
  const accident = Math.max(
    ...ideas.map(
      (idea) => (TEMPLATES[idea.template]?.accident ?? 1) * (idea.leavesUnused ? LEAVES_UNUSED : 1),
    ),
  );
  return accident === 1 ? {} : { accident };
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
