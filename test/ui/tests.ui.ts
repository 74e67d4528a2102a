import { strict as assert } from 'node:assert';
import { after, before, describe, it } from 'mocha';
import { copySample, type Sample } from '../../scripts/vscode/sample.ts';
import { Workbench } from './support/workbench.ts';

/** Of a table one row is wrong for as long as a booking may not begin when another ends. */
const TABLE = `import { expect, it } from 'vitest';
import { overlaps } from '../src/interval';
it.each([
  [{ start: 1, end: 2 }, { start: 2, end: 3 }],
  [{ start: 1, end: 2 }, { start: 5, end: 6 }],
])('leaves room %#', (a, b) => {
  expect(overlaps(a, b)).toBe(false);
});
`;

describe('the tests of the project', () => {
  let sample: Sample;
  let workbench: Workbench;

  before(async () => {
    sample = copySample('booking');
    sample.write('test/table.test.ts', TABLE);
    workbench = await Workbench.open({ folder: sample.folder });
    await workbench.file('test/room.test.ts');
  });
  after(async () => {
    await workbench?.close();
    sample.remove();
  });

  it('are run one by one, and not with the whole of their file', async () => {
    await workbench.command('Testing: Focus on Test Explorer View');
    const rows = workbench.page.locator('.test-explorer .monaco-list-row');
    await rows.filter({ hasText: 'test/room.test.ts' }).first().waitFor({ timeout: 60_000 });
    const wanted = 'is not free while it is booked';
    await workbench.file('test/room.test.ts');
    const lines = sample.read('test/room.test.ts').split('\n');
    await workbench.cursor(lines.findIndex((text) => text.includes(wanted)) + 1, 5);
    await workbench.command('Test: Run Test at Cursor');
    // Of all tests one has an outcome, and none was run beside it.
    const explorer = workbench.page.locator('.test-explorer');
    await explorer.getByText('1/1', { exact: true }).waitFor({ timeout: 90_000 });
    await rows.filter({ hasText: 'test/room.test.ts' }).locator('.codicon-testing-passed-icon').waitFor();
    await workbench.picture('one-test');
  });

  it('are in the test explorer and run there by the project’s own runner', async () => {
    await workbench.command('Testing: Focus on Test Explorer View');
    const files = workbench.page.locator('.test-explorer .monaco-list-row');
    await files.filter({ hasText: 'test/room.test.ts' }).first().waitFor({ timeout: 60_000 });
    await workbench.command('Test: Run All Tests');
    await workbench.page
      .locator('.test-explorer .codicon-testing-failed-icon')
      .first()
      .waitFor({ timeout: 90_000 });
    await workbench.picture('test-explorer');
  });

  it('have a lens above the one that fails, which makes it pass', async () => {
    const lens = workbench.page.locator('.codelens-decoration a').filter({ hasText: 'Make it pass' });
    const line = sample
      .read('test/room.test.ts')
      .split('\n')
      .findIndex((text) => text.includes('lets one booking begin'));
    await workbench.cursor(line + 1, 1);
    await lens.first().waitFor();
    await workbench.picture('make-it-pass');
    assert.equal(await lens.count(), 1);
    // So has the test of a table, once for all its rows.
    await workbench.file('test/table.test.ts');
    await lens.first().waitFor();
    await workbench.picture('make-it-pass-table');
    assert.equal(await lens.count(), 1);
    await workbench.file('test/room.test.ts');
    await workbench.cursor(line + 1, 1);
    await lens.first().waitFor();
    await lens.first().click();
    await workbench.offer();
    await workbench.picture('make-it-pass-offer');
    await workbench.decide('Accept');
    await workbench.status('Applied').waitFor();
    // What the patch fixes needs no fix any more.
    await workbench.file('test/room.test.ts');
    await workbench.cursor(line + 1, 1);
    await lens.first().waitFor({ state: 'detached' });
  });

  it('are listed anew when a test file is saved', async () => {
    sample.write('test/clock.test.ts', "import { it } from 'vitest';\nit('ticks', () => {});\n");
    await workbench.file('test/clock.test.ts');
    await workbench.cursor(2, 5);
    await workbench.page.keyboard.type('k');
    await workbench.page.keyboard.press('Control+S');
    await workbench.command('Testing: Focus on Test Explorer View');
    const file = workbench.page
      .locator('.test-explorer .monaco-list-row')
      .filter({ hasText: 'clock.test.ts' });
    await file.first().waitFor();
  });

  it('are among what the doctor found, and a line leads to what mends it', async () => {
    await workbench.command('Credence: Doctor');
    const list = workbench.inputTitled('nothing is missing here');
    await list.waitFor({ timeout: 60_000 });
    const text = (await list.textContent()) ?? '';
    assert.match(text, /vitest \d+\.\d+\.\d+, 6 test files/);
    assert.match(text, /TypeScript \d/);
    await workbench.picture('doctor');
    await workbench.input.fill('Models');
    await workbench.page.keyboard.press('Enter');
    await workbench.inputTitled('where does the model answer').waitFor();
    await workbench.page.keyboard.press('Escape');
  });
});

describe('the coverage of tests', () => {
  let sample: Sample;
  let workbench: Workbench;

  before(async () => {
    sample = copySample('first-fix');
    workbench = await Workbench.open({ folder: sample.folder });
    await workbench.file('shipping.test.js');
  });
  after(async () => {
    await workbench?.close();
    sample.remove();
  });

  it('is shown for each file that they ran', async () => {
    await workbench.command('Testing: Focus on Test Explorer View');
    const files = workbench.page.locator('.test-explorer .monaco-list-row');
    await files.filter({ hasText: 'shipping.test.js' }).first().waitFor({ timeout: 60_000 });
    await workbench.command('Test: Run All Tests with Coverage');
    const covered = workbench.page.locator('.part.sidebar .monaco-list-row');
    const file = covered.filter({ hasText: /^\s*shipping\.js/ }).first();
    await file.waitFor({ timeout: 90_000 });
    await file.dblclick();
    await workbench.picture('coverage');
  });
});

const NAMESAKES = `import assert from 'node:assert';
import { describe, it } from 'node:test';
import { toPay } from './src/shipping.js';
describe('a full cart', () => { it('adds', () => { toPay(100, 10); }); });
describe('an empty cart', () => { it('adds', () => assert.equal(1, 2)); it('is free', () => {}); });
`;

describe('the groups of tests', () => {
  let sample: Sample;
  let workbench: Workbench;

  before(async () => {
    sample = copySample('first-fix');
    sample.write('cart.test.js', NAMESAKES);
    workbench = await Workbench.open({ folder: sample.folder });
    await workbench.file('cart.test.js');
  });
  after(async () => {
    await workbench?.close();
    sample.remove();
  });

  it('are in the test explorer as in the text, and one is run alone', async () => {
    await workbench.command('Testing: Focus on Test Explorer View');
    const rows = workbench.page.locator('.test-explorer .monaco-list-row');
    const row = (text: string) => rows.filter({ hasText: text });
    await row('cart.test.js').first().waitFor({ timeout: 60_000 });
    await row('cart.test.js').first().click();
    await workbench.page.keyboard.press('ArrowRight');
    await row('an empty cart').click();
    await workbench.page.keyboard.press('ArrowRight');
    await row('a full cart').click();
    await workbench.page.keyboard.press('ArrowRight');
    await workbench.until(async () => (await row('adds').count()) === 2, 'both groups have one that adds');
    await row('an empty cart').hover();
    await row('an empty cart')
      .locator('.action-label.codicon-testing-run-icon, .codicon-testing-run-icon')
      .first()
      .click();
    // Two tests have an outcome; the namesake in the other group has none.
    await workbench.page
      .locator('.test-explorer')
      .getByText('1/2', { exact: true })
      .waitFor({ timeout: 90_000 });
    await row('an empty cart').locator('.codicon-testing-failed-icon').waitFor();
    await row('a full cart').locator('.codicon-testing-unset-icon').waitFor();
    await workbench.picture('test-groups');
    // The lens stands above the one that failed alone.
    await workbench.file('cart.test.js');
    const lens = workbench.page.locator('.codelens-decoration a').filter({ hasText: 'Make it pass' });
    await lens.first().waitFor();
    assert.equal(await lens.count(), 1);
  });

  it('are measured alone: what the tests of others run is not counted', async () => {
    await workbench.command('Testing: Focus on Test Explorer View');
    const rows = workbench.page.locator('.test-explorer .monaco-list-row');
    const covered = workbench.page
      .locator('.pane', { has: workbench.page.locator('.pane-header[aria-label^="Test Coverage"]') })
      .locator('.monaco-list-row', { hasText: 'shipping.js' });
    const shares: string[] = [];
    for (const group of ['an empty cart', 'a full cart']) {
      await workbench.menu(rows.filter({ hasText: group }), 'with Coverage');
      await workbench.until(
        async () => {
          const share = (await covered.first().textContent({ timeout: 3_000 })) ?? '';
          if (share === shares.at(-1)) return false;
          shares.push(share);
          return true;
        },
        `the coverage of “${group}” is shown`,
        90_000,
      );
      await workbench.picture(`coverage-${shares.length}`);
    }
    // Loading the file runs what stands at its top; the full cart runs its functions as well.
    const [empty = 0, full = 0] = shares.map((text) => Number(/([\d.]+)\s*%/.exec(text)?.[1]));
    assert.ok(empty < full, shares.join(' | '));
  });
});
