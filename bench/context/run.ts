/*
 * `npm run bench:context [-- --files 5000 --seed 1 --repo FOLDER --commits 200 --json]`: what the map of a large
 * repository costs, and whether it ranks the files high that are edited together.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { measureMap } from './costs.ts';
import { generateRepository } from './generate.ts';
import { measureRecall } from './recall.ts';
import { measureRedaction } from './redaction.ts';

const root = resolve(import.meta.dirname, '../..');
const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '5000' },
    seed: { type: 'string', default: '1' },
    repo: { type: 'string', multiple: true, default: [root] },
    commits: { type: 'string', default: '200' },
    json: { type: 'boolean', default: false },
  },
});
const grammars = {
  runtime: join(root, 'node_modules/web-tree-sitter/tree-sitter.wasm'),
  folder: join(root, 'node_modules/tree-sitter-wasms/out'),
};

console.log(`bench:context --files ${values.files} --seed ${values.seed} --commits ${values.commits}`);
const files = generateRepository(Number(values.files), Number(values.seed));
const scratch = mkdtempSync(join(tmpdir(), 'bench-context-'));
try {
  const costs = await measureMap(files, grammars, scratch);
  console.log(`\n${costs.files} generated files of TypeScript and Python, ${(costs.bytes / 1e6).toFixed(1)} MB, ${costs.threads} threads
  cold map, until it can be asked   ${costs.coldSeconds.toFixed(2)} s (${costs.coldCpuSeconds.toFixed(2)} s of processor time)
  warm map, from the state folder   ${costs.warmSeconds.toFixed(2)} s (${(costs.storeBytes / 1e6).toFixed(1)} MB there)
  refresh with nothing changed      ${costs.refreshMs.toFixed(0)} ms
  update after a save               ${costs.updateMs.p50.toFixed(1)} ms median, ${costs.updateMs.p95.toFixed(1)} ms p95, ${costs.updateMs.max.toFixed(1)} ms at most, of ${costs.updates}
  a ranking of the files            ${costs.rankMs.p50.toFixed(1)} ms median, ${costs.rankMs.p95.toFixed(1)} ms p95
  memory that the map holds         ${costs.heapMegabytes.toFixed(0)} MB of heap`);
  const recall: Record<string, unknown> = {};
  for (const repo of values.repo) {
    if (statSync(join(repo, '.git'), { throwIfNoEntry: false }) === undefined) {
      console.log(`\n${repo}: no history, so no recall`);
      continue;
    }
    const reports = await measureRecall(repo, Number(values.commits), grammars);
    for (const { half, questions, files: most, recalls } of reports) {
      console.log(
        `\n${half} commits of ${repo === root ? 'this repository' : repo}: ${questions} questions, up to ${most} files`,
      );
      console.log('  ranking          recall at 5   at 10   at 20');
      for (const { ranking, at5, at10, at20 } of recalls) {
        console.log(
          `  ${ranking.padEnd(16)} ${[at5, at10, at20].map((x) => `${(100 * x).toFixed(1)}%`.padStart(9)).join('')}`,
        );
      }
    }
    recall[repo === root ? 'this repository' : repo] = reports;
  }
  const redaction = measureRedaction(root);
  console.log('\nlines of ordinary sources in which something is taken for a secret');
  for (const { of, files: all, megabytes, hitFiles, hitLines } of redaction) {
    console.log(
      `  ${of.padEnd(16)} ${String(hitLines).padStart(4)} lines in ${hitFiles} of ${all} files (${((100 * hitFiles) / all).toFixed(2)}%), ${megabytes.toFixed(1)} MB`,
    );
  }
  if (values.json) console.log(JSON.stringify({ ...costs, recall, redaction }));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
