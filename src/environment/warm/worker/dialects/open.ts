import { openJest } from './jest.ts';
import { openMocha } from './mocha.ts';
import { openNodeTest } from './node-test.ts';
import { openVitest } from './vitest.ts';

/** How each runner's tests are found and run. */
export const DIALECTS = { vitest: openVitest, jest: openJest, mocha: openMocha, 'node:test': openNodeTest };
