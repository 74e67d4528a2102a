// Mocha in this process: each file drives a real workbench that has the .vsix installed.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';
import { root } from '../prepare.mjs';

const folder = join(root, 'test', 'ui');

/** A picture of a failure that is no more would only mislead. */
function removeOldFailures() {
  const pictures = join(root, 'out', 'screenshots');
  mkdirSync(pictures, { recursive: true });
  for (const name of readdirSync(pictures)) if (name.startsWith('failed-')) rmSync(join(pictures, name));
}

/** A mocha hook: the scenarios of one window build on each other, so that after a failure the rest would only wait. */
function skipAfterFailure() {
  if (this.currentTest?.parent?.tests.some((test) => test.state === 'failed')) this.skip();
}

/** A mocha hook: what the windows looked like when a test failed. */
async function pictureFailure() {
  if (this.currentTest?.state !== 'failed') return;
  const { Workbench } = await import('../../test/ui/support/workbench.ts');
  const name = `failed-${this.currentTest.fullTitle().replaceAll(/\W+/g, '-')}`;
  for (const workbench of Workbench.all) await workbench.picture(name).catch(() => undefined);
}

export async function runSuite({ server, chromium, vsix, grep }) {
  removeOldFailures();
  // How the test files learn what was installed and packaged.
  process.env.CREDENCE_TEST_EDITOR = JSON.stringify({ server, chromium, vsix });
  const rootHooks = { beforeEach: skipAfterFailure, afterEach: pictureFailure };
  const mocha = new Mocha({
    ui: 'bdd',
    // A test may wait for two episodes, one after the other, on a busy machine.
    timeout: 260_000,
    slow: 10_000,
    rootHooks,
    ...(grep ? { grep } : {}),
  });
  for (const name of readdirSync(folder).toSorted())
    if (name.endsWith('.ui.ts')) mocha.addFile(join(folder, name));
  await mocha.loadFilesAsync();
  mocha.cleanReferencesAfterRun(false);
  const first = await runOnce(mocha);
  if (first.unsettled.size === 0) return first;
  // A window that a busy machine kept waiting is no fault of the product: what fails twice is one.
  const titles = [...first.unsettled];
  console.log(`\nonce more, each in a fresh window: ${titles.join('; ')}`);
  mocha.grep(new RegExp(`^(?:${titles.map(escaped).join('|')})`));
  const second = await runOnce(mocha);
  for (const title of titles)
    if (!second.unsettled.has(title)) console.log(`unsteady: "${title}" failed, and passed when run again`);
  return { passed: first.passedElsewhere + second.passed, failed: second.failed };
}

/** One run: the counts, the outermost suites with a failure, and how many tests of the other suites passed. */
function runOnce(mocha) {
  const passedIn = new Map();
  const unsettled = new Set();
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      const elsewhere = [...passedIn].filter(([title]) => !unsettled.has(title));
      resolve({
        passed: runner.stats.passes,
        failed: runner.stats.failures,
        unsettled,
        passedElsewhere: elsewhere.reduce((sum, [, count]) => sum + count, 0),
      });
    });
    runner.on('pass', (test) => {
      const title = test.titlePath()[0];
      passedIn.set(title, (passedIn.get(title) ?? 0) + 1);
    });
    runner.on('fail', (test) => unsettled.add(test.titlePath()[0]));
  });
}

const escaped = (text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
