import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/*.test.ts', 'test/{unit,scenarios,environment}/**/*.test.ts'],
    exclude: ['**/fixtures/**', '**/node_modules/**'],
    // Real compilers and runners take their time on a busy machine; what hangs is still found.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
  },
});
