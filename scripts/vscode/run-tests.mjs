// `node scripts/vscode/run-tests.mjs [host|ui|all] [--grep WORDS] [--vsix FILE] [--report FILE]`: the tests that need a real VS Code.
// Prints what mocha prints, then one line of counts, and writes them to the report as {passed, failed}.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { environment, root, run } from '../prepare.mjs';
import { ensureCurrentNode } from './current-node.mjs';

const SUITES = ['host', 'ui'];

await ensureCurrentNode();

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { grep: { type: 'string' }, vsix: { type: 'string' }, report: { type: 'string' } },
});
const wanted = positionals[0] === undefined || positionals[0] === 'all' ? SUITES : [positionals[0]];
if (!wanted.every((name) => SUITES.includes(name))) {
  console.error(`credence: there is no suite "${wanted}". Name one of: ${[...SUITES, 'all'].join(', ')}`);
  process.exit(2);
}

const vsix = values.vsix ? resolve(values.vsix) : join(root, 'credence.vsix');
if (!values.vsix) run('npm', ['run', '--silent', 'package'], { env: environment() });
const { install } = await import('./install.mjs');

const report = resolve(values.report ?? join(root, 'out', 'editor-tests.json'));
mkdirSync(dirname(report), { recursive: true });
const totals = { passed: 0, failed: 0 };
try {
  const installed = await install();
  for (const name of wanted) {
    const { runSuite } = await import(`./${name}-suite.mjs`);
    console.log(`\n${name}:`);
    const { passed, failed } = await runSuite({ ...installed, vsix, grep: values.grep });
    totals.passed += passed;
    totals.failed += failed;
  }
} catch (error) {
  // A suite that could not run is a failure, never zero tests that passed.
  console.error(`credence: ${error.stack ?? error}`);
  totals.failed += 1;
}
writeFileSync(report, `${JSON.stringify(totals)}\n`);
console.log(`\neditor: ${totals.passed} passed, ${totals.failed} failed`);
process.exit(totals.failed === 0 && totals.passed > 0 ? 0 : 1);
