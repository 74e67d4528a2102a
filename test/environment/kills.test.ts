import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { killAtRandom } from '../../bench/isolation/kills.ts';
import { bundlesTheTerminal, scratch, terminal } from '../scenarios/support/terminal.ts';

const kills = Number(process.env.CREDENCE_KILLS ?? 40);
const isLinux = process.platform === 'linux';

describe.skipIf(!isLinux)(
  `kills at random moments${isLinux ? '' : ' (skipped: what is left is looked up in /proc)'}`,
  () => {
    bundlesTheTerminal();

    it(`leave nothing, ${kills} of them, after one more start`, {
      timeout: 30_000 + kills * 5000,
    }, async () => {
      const folder = mkdtempSync(join(scratch, 'kills-'));
      const report = await killAtRandom({ ...terminal(), folder, kills, seed: 7, atOnce: 4, withinMs: 5000 });
      expect(report).toMatchObject({
        foldersAfter: [],
        processesAfter: [],
        differing: [],
        lastExitCode: 0,
      });
      // Most of them came while there was something to leave behind.
      expect(report.kills).toBeGreaterThan(kills / 2);
      expect(report.foldersLeft).toBeGreaterThan(0);
    });
  },
);
