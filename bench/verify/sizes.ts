/** How much is measured of one project. */
export interface Sizes {
  readonly rounds: number;
  /** Of each round: candidates checked cold. */
  readonly cold: number;
  /** Of each round: candidates checked one after another. */
  readonly oneByOne: number;
  /** Of each round: candidates checked as many at once as the environment wants. */
  readonly atOnce: number;
  /** Of each round: template candidates of one file, all sent together. */
  readonly batch: number;
  /** Candidates whose verdict is compared with a cold one. */
  readonly agreement: number;
  /** Lines that StrykerJS mutates. */
  readonly strykerLines: number;
}

export const SIZES: Readonly<Record<'small' | 'medium', Readonly<Record<'full' | 'quick', Sizes>>>> = {
  small: {
    full: { rounds: 5, cold: 2, oneByOne: 40, atOnce: 120, batch: 300, agreement: 220, strykerLines: 500 },
    quick: { rounds: 2, cold: 1, oneByOne: 20, atOnce: 40, batch: 100, agreement: 20, strykerLines: 100 },
  },
  medium: {
    full: { rounds: 3, cold: 1, oneByOne: 30, atOnce: 90, batch: 300, agreement: 12, strykerLines: 240 },
    quick: { rounds: 1, cold: 1, oneByOne: 10, atOnce: 30, batch: 60, agreement: 2, strykerLines: 60 },
  },
};
