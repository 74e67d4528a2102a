import type { Situation } from '../../loop/ports.ts';
import type { Candidate } from '../../loop/types.ts';
import { accidentOf } from './accident.ts';
import type { Single } from './generate.ts';
import { raisedOf } from './habits.ts';
import type { Ideas, Join } from './half.ts';
import type { Halves } from './halves.ts';
import type { Idea } from './idea.ts';
import { idiomOf, idiomPart } from './idiom.ts';
import { editsOf, keyOfEdits, type Pair, pairsOf } from './pairs.ts';
import { Repeats } from './repeats.ts';
import { partOf, SKILL } from './weigh.ts';

/** The share of belief kept for bugs that need two edits at once. */
const PAIR_SHARE = 0.1;

/** Numbers of singles tried after which pairs are made of those that there are by then. */
const PAIRED_AFTER: readonly number[] = [150, 600, 2400];

/** Of what is still believed, a single join takes at most this much. */
const MOST_OF_REST = 0.05;
/** No other candidate takes more of it, so that some is left for whatever follows. */
const MOST_OF_REST_ALONE = 0.95;
/** What single edits are yet to have is taken to be at least this. */
const LEAST_NEED = 0.05;

/**
 * The candidates of an episode: singles, then pairs. Where there are very many singles, pairs of the best come in
 * between by their share, since the last thousands of singles are each less likely than they are. What got further than
 * the untouched program is gone on with as soon as that is known.
 * @param latest the situation as it is when the next candidate is asked for
 */
export async function* search(
  singles: AsyncGenerator<Single>,
  halves: Halves,
  latest: () => Situation,
): AsyncGenerator<Candidate> {
  const drawn: Idea[] = [];
  const repeats = new Repeats();
  const seen = new Set<string>();
  const made = new Map<string, Ideas>();
  let pairs: Generator<Pair> | undefined;
  let pair: Pair | undefined;
  let number = 0;
  let looked = 0;
  /** What is still believed, of 1; every candidate takes a part of it, so it stays above 0. */
  let rest = 1;
  let singlesGiven = 0;
  let scale = 0;
  let heaviest = 0;
  /**
   * How much of its share is left for a candidate: at most what is still believed, divided by what single edits are yet to
   * have; once there are halves, by twice that, since it is shared with them.
   */
  const left = (): number =>
    Math.min(1, rest / ((halves.isEmpty ? 1 : 2) * Math.max(LEAST_NEED, 1 - PAIR_SHARE - singlesGiven)));
  const pairShare = ({ share }: Pair): number =>
    Math.min(share * Math.min(PAIR_SHARE, rest), MOST_OF_REST_ALONE * rest);
  const issue = (ideas: Ideas, candidate: Omit<Candidate, 'id' | 'skills'>): Candidate => {
    number += 1;
    const id = `${SKILL}-${number}`;
    made.set(id, ideas);
    rest -= candidate.share;
    const parts = new Set(ideas.map((idea) => partOf(idea.template)));
    return { id, skills: [SKILL, ...parts], ...candidate };
  };
  const nextJoin = async (than: number): Promise<Candidate | undefined> => {
    const situation = latest();
    for (; looked < situation.steps.length; looked += 1) {
      const step = situation.steps[looked];
      const ideas = step === undefined ? undefined : made.get(step.candidate.id);
      if (step !== undefined && ideas !== undefined) await halves.note(ideas, step, situation);
    }
    for (;;) {
      const repeat = repeats.better(than);
      const join = repeat ?? (await halves.better(than, { drawn: drawn.length, heaviest }));
      if (join === undefined) return undefined;
      const edits = editsOf(join.ideas);
      const key = edits === undefined ? undefined : keyOfEdits(edits);
      if (edits === undefined || key === undefined || seen.has(key)) continue;
      seen.add(key);
      const share = Math.min(scale * join.weight * left(), MOST_OF_REST * rest);
      return issue(
        join.ideas,
        joined(
          join.ideas,
          edits.map(({ edit }) => edit),
          share,
          join.together,
          repeat === undefined ? { times: JOINED } : { isRepeat: true },
        ),
      );
    }
  };
  for await (const { idea, share, plain } of singles) {
    const own = (1 - PAIR_SHARE) * share;
    if (PAIRED_AFTER.includes(drawn.length)) {
      pairs = pairsOf(drawn, seen);
      pair = pairs.next().value;
    }
    // A mistake that recurs was mended by one edit: what is believed of it says nothing for two.
    while (pairs !== undefined && pair !== undefined && PAIR_SHARE * plain * pair.share > own) {
      yield issue(pair.ideas, joined(pair.ideas, pair.edits, pairShare(pair), pair.together));
      pair = pairs.next().value;
    }
    scale = own / idea.weight;
    heaviest = Math.max(heaviest, idea.plain);
    for (let join = await nextJoin(idea.weight); join !== undefined; join = await nextJoin(idea.weight))
      yield join;
    const taken = Math.min(own * left(), MOST_OF_REST_ALONE * rest);
    singlesGiven += own;
    // A pair may have had the same result.
    if (seen.has(idea.key)) continue;
    seen.add(idea.key);
    drawn.push(idea);
    repeats.add(idea);
    const idiom = idiomOf(idea.text, idea.replacements);
    yield issue([idea], {
      title: `${idea.label} ${place(idea)}`,
      edits: [{ kind: 'modify', path: idea.path, replacements: idea.replacements }],
      share: taken,
      why: why(idea),
      ...(idiom === undefined ? {} : { favours: idiomPart(idiom) }),
      ...raisedOf(idea),
      ...accidentOf([idea]),
    });
  }
  if (pairs === undefined) {
    pairs = pairsOf(drawn, seen);
    pair = pairs.next().value;
  }
  for (;;) {
    const join = await nextJoin(0);
    if (join !== undefined) yield join;
    if (pair !== undefined) {
      yield issue(pair.ideas, joined(pair.ideas, pair.edits, pairShare(pair), pair.together));
      pair = pairs.next().value;
    } else if (join === undefined) return;
  }
}

function joined(
  ideas: Ideas,
  edits: Candidate['edits'],
  share: number,
  together: Join['together'],
  { times = 1, isRepeat = false } = {},
): Omit<Candidate, 'id' | 'skills'> {
  const [first, second = first] = ideas;
  const isSame = ideas.every(({ label }) => label === first.label);
  const labels =
    isSame || isRepeat
      ? `${first.label}${isSame ? '' : ' and its like'} in ${ideas.length} places`
      : ideas.length > 2
        ? `${first.label}, ${second.label} and ${ideas.length - 2} more`
        : `${first.label} and ${second.label}`;
  return {
    title: `${labels} ${place(first)}`,
    edits,
    share,
    why: `one edit may not be enough; ${together}. ${why(first)}`,
    ...accidentOf(ideas, times),
  };
}

/** How much more often two edits pass by accident that were put together since each passes some of the tests. */
const JOINED = 2;

function place({ suspect, path, line }: Idea): string {
  return suspect.symbol === '' ? `(${path}:${line})` : `in \`${suspect.symbol}\` (${path}:${line})`;
}

function why({ suspect, template }: Idea): string {
  return `${template.replaceAll('-', ' ')}: ${suspect.why}`;
}
