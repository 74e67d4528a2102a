// Prints what isolation costs: time and disk per copy, time per command, and what is left after kills.
// Options: --rounds N (0: no times), --kills N (0: none), --seed N, --json.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { measureCommands } from './commands.ts';
import { generateTree, measureCopies } from './copies.ts';
import { killAtRandom } from './kills.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    kills: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
  },
});
const rounds = Number(values.rounds);
const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'isolation-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
// What is interrupted leaves nothing either.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const TREES = {
  small: { files: 40, bytesEach: 6_000, packages: 50 },
  large: { files: 3_000, bytesEach: 24_000, packages: 800 },
};

const copies: Record<string, Awaited<ReturnType<typeof measureCopies>>> = {};
for (const [name, size] of rounds > 0 ? Object.entries(TREES) : []) {
  const origin = join(folder, name);
  generateTree(origin, size);
  const costs = await measureCopies(origin, rounds);
  copies[name] = costs;
  console.log(
    `\nOne copy of ${size.files} files, ${((size.files * size.bytesEach) / 1e6).toFixed(1)} MB, and ${size.packages} packages (medians of ${rounds} interleaved rounds)`,
  );
  for (const { strategy, milliseconds, megabytes, note } of costs)
    console.log(
      `  ${strategy.padEnd(34)} ${number(milliseconds, 1).padStart(8)} ms ${number(megabytes, 1).padStart(7)} MB   ${note}`,
    );
}

const commands = rounds > 0 ? await measureCommands(join(folder, 'small'), rounds) : [];
if (rounds > 0) console.log('\nOne command (a start of Node that does nothing)');
for (const { kind, milliseconds, ratio, sandbox } of commands)
  console.log(
    `  ${kind.padEnd(46)} ${number(milliseconds, 1).padStart(6)} ms  × ${ratio.toFixed(2)}   ${sandbox}`,
  );

const cli = join(root, 'dist/cli.js');
const wanted = Number(values.kills);
const isPossible = wanted > 0 && process.platform === 'linux' && existsSync(cli);
const kills = isPossible
  ? await killAtRandom({
      cli,
      node: process.execPath,
      env: process.env,
      folder: join(folder, 'kills'),
      kills: wanted,
      seed: Number(values.seed),
      atOnce: 4,
      withinMs: 5000,
    })
  : undefined;
if (kills === undefined) {
  console.log('\nNo kills: they need Linux and a build (npm run build).');
} else {
  console.log(
    `\n${kills.kills} kills at random moments (${kills.endedBefore} runs had ended before theirs), up to ${kills.foldersLeft} folders left; after one more start:`,
  );
  console.log(`  temporary folders left  ${kills.foldersAfter.length}`);
  console.log(`  processes left          ${kills.processesAfter.length}`);
  console.log(`  files that differ       ${kills.differing.length}`);
}
if (values.json) console.log(JSON.stringify({ copies, commands, ...(kills === undefined ? {} : { kills }) }));
const isClean =
  kills === undefined ||
  (kills.foldersAfter.length === 0 && kills.processesAfter.length === 0 && kills.differing.length === 0);
process.exitCode = isClean ? 0 : 1;

function number(value: number | undefined, digits: number): string {
  return value === undefined ? '–' : value.toFixed(digits);
}
