/** What both real projects are tested with, so that their figures compare. */
export const TOOLS = { vitest: '4.1.12', typescript: '5.9.3', '@types/node': '24.10.1' } as const;

export const STRYKER = {
  '@stryker-mutator/core': '10.1.1',
  '@stryker-mutator/vitest-runner': '10.1.1',
} as const;
