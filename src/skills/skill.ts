import type { Proposal, Proposer, Situation, SkillCard } from '../loop/ports.ts';
import type { CancelSignal } from '../loop/types.ts';

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
 * @throws when asked for a skill that is not among them, since the loop only draws from `skills`
 */
export function createProposer(skills: readonly Skill[]): Proposer {
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
      return episode.propose(situation, signal);
    },
  };
}
