import type { Proposal, Proposer, Situation, SkillCard } from '../loop/ports.ts';
import type { Sources } from '../loop/rooms.ts';
import type { CancelSignal } from '../loop/types.ts';
import { idiomOf, idiomPart } from './template-repair/idiom.ts';

/** One way to propose candidates. The card is the same for every episode; what is left to try belongs to one. */
export interface Skill extends SkillCard {
  /** Opens an episode. Cheap: work is done when the first candidate is asked for. */
  start(situation: Situation): SkillInEpisode;
}

/** A skill at work on one episode; it remembers what it has proposed. */
export interface SkillInEpisode {
  /** The next candidate, nothing this time, or nothing more. */
  propose(situation: Situation, signal: CancelSignal): Promise<Proposal>;
}

/**
 * Puts skills behind the loop's one port. Each skill keeps its own place for every task id that it sees.
 * @param sources the texts that are edited, so that an edit which recurs is known again; without them none is
 * @throws when asked for a skill that is not among them, since the loop only draws from `skills`
 */
export function createProposer(skills: readonly Skill[], sources?: Sources): Proposer {
  const episodes = new Map<string, SkillInEpisode>();
  return {
    skills,
    propose: async (name, situation, signal) => {
      const skill = skills.find((s) => s.name === name);
      if (skill === undefined) throw new Error(`no skill is called ${name}`);
      if (signal.aborted) return { kind: 'rejected', reason: 'cancelled' };
      const key = JSON.stringify([situation.task.id, name]);
      let episode = episodes.get(key);
      if (episode === undefined) {
        episode = skill.start(situation);
        episodes.set(key, episode);
      }
      return known(await episode.propose(situation, signal), sources);
    },
  };
}

/** A small edit of one file, whoever wrote it, under the name by which templates know it again. */
function known(proposal: Proposal, sources: Sources | undefined): Proposal {
  if (proposal.kind !== 'candidate' || proposal.candidate.favours !== undefined) return proposal;
  const [edit, ...others] = proposal.candidate.edits;
  if (edit?.kind !== 'modify' || others.length > 0) return proposal;
  const text = sources?.read(edit.path);
  const idiom = text === undefined ? undefined : idiomOf(text, edit.replacements);
  if (idiom === undefined) return proposal;
  return { ...proposal, candidate: { ...proposal.candidate, favours: idiomPart(idiom) } };
}
