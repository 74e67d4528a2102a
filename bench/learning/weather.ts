import { type Random, standardNormal } from '../../src/belief/random.ts';

/** How much one task differs from the usual one, whatever behavior is used in it. */
export interface Day {
  /** Of the logarithm of the candidates until success, in its standard deviations. */
  readonly effort: number;
  /** Added to the log odds that the task is solved. */
  readonly ease: number;
}

/** What the tasks of a workspace are like, one after the other. What judges behaviors assumes the first of them. */
export interface Weather {
  readonly name: string;
  begin(random: Random): () => Day;
}

/** Of what a task is like, the share that the next one is like too, where tasks come in runs. */
const ALIKE = 0.8;
/** Tasks over which a drift goes all its way. */
const DRIFT = 60;

export const WEATHERS: readonly Weather[] = [
  {
    name: 'lognormal',
    begin: (random) => () => ({ effort: standardNormal(random), ease: 0 }),
  },
  {
    name: 'heavy tails',
    // Student’s t with 3 degrees of freedom, at the same standard deviation.
    begin: (random) => () => {
      const squares = [0, 0, 0].reduce((sum) => sum + standardNormal(random) ** 2, 0);
      return { effort: standardNormal(random) / Math.sqrt(squares), ease: 0 };
    },
  },
  {
    name: 'harder with time',
    begin: (random) => {
      let task = 0;
      return () => {
        task += 1;
        const way = Math.min(1, task / DRIFT);
        return { effort: standardNormal(random) + 1.5 * way, ease: -2 * way };
      };
    },
  },
  {
    name: 'easier with time',
    begin: (random) => {
      let task = 0;
      return () => {
        task += 1;
        const way = Math.min(1, task / DRIFT);
        return { effort: standardNormal(random) - 1.5 * way, ease: 1.5 * way };
      };
    },
  },
  {
    name: 'alike tasks in runs',
    begin: (random) => {
      let mood = standardNormal(random);
      return () => {
        mood = ALIKE * mood + Math.sqrt(1 - ALIKE ** 2) * standardNormal(random);
        const own = standardNormal(random);
        return { effort: Math.sqrt(0.6) * mood + Math.sqrt(0.4) * own, ease: -mood };
      };
    },
  },
  {
    name: 'two kinds of tasks',
    // Of some a glance is enough, others take all there is: far from any bell, at the same standard deviation.
    begin: (random) => () => {
      const isHard = random() < 0.4;
      return { effort: (isHard ? 1.15 : -0.78) + 0.33 * standardNormal(random), ease: isHard ? -1 : 1 };
    },
  },
];
