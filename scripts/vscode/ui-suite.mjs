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
    timeout: 130_000,
    slow: 10_000,
    rootHooks,
    ...(grep ? { grep } : {}),
  });
  for (const name of readdirSync(folder).toSorted())
    if (name.endsWith('.ui.ts')) mocha.addFile(join(folder, name));
  await mocha.loadFilesAsync();
  return new Promise((resolve) => {
    const runner = mocha.run(() => resolve({ passed: runner.stats.passes, failed: runner.stats.failures }));
  });
}
