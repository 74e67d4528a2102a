import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { Sample } from '../../scripts/vscode/sample.ts';
import { MISSPELT, misspeltSample, PRICE, windowsText } from './support/broken-sample.ts';
import { Workbench } from './support/workbench.ts';

describe('fixing a type error', () => {
  let sample: Sample;
  let workbench: Workbench;
  let repository = '';

  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@localhost', ...args], {
      cwd: sample.folder,
      encoding: 'utf8',
    });
  /** HEAD, references, stash and index of the person's repository. */
  const repositoryState = (): string =>
    [git('rev-parse', 'HEAD'), git('for-each-ref'), git('stash', 'list'), git('ls-files', '--stage')].join(
      '\n',
    );

  before(async () => {
    sample = misspeltSample();
    sample.write('.gitignore', 'node_modules\n');
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '-m', 'as it was');
    sample.write('src/room.ts', `${sample.read('src/room.ts')}\n// staged\n`);
    git('add', 'src/room.ts');
    repository = repositoryState();
    workbench = await Workbench.open({ folder: sample.folder });
    await workbench.file(PRICE);
    await workbench.squiggle().waitFor();
  });
  after(async () => {
    await workbench?.close();
    sample.remove();
  });

  it('says when there is no problem at the cursor', async () => {
    await workbench.cursor(1, 1);
    await workbench.command('Credence: Fix Problem at Cursor');
    await workbench.toast('no problem at the cursor').waitFor();
    await workbench.picture('no-problem-at-cursor');
    await workbench.dismissToasts();
  });

  it('is offered by the lightbulb at the cursor, without a selection', async () => {
    await workbench.cursor(MISSPELT.line, MISSPELT.column);
    const offered = await workbench.quickFix('Fix with Credence');
    await workbench.picture('quick-fix');
    await offered.click();
  });

  it('shows progress that can be cancelled', async () => {
    const toast = workbench.toast('Credence').first();
    // It is there as long as the episode, which may be short.
    await toast.hover();
    await toast.getByRole('button', { name: 'Cancel' }).waitFor();
    await workbench.picture('progress');
  });

  it('shows the verified patch beside the old text, and changes nothing before it is accepted', async () => {
    await workbench.offer();
    await workbench.picture('diff-preview');
    assert.match(workbench.onDisk(PRICE), /room\.hourlly/);
    assert.equal(await workbench.isDirty('price.ts'), false);
  });

  it('shows the evidence on request', async () => {
    await workbench.decide('Show Evidence');
    const page = await workbench.webviewWith('Verification ladder');
    await workbench.picture('evidence');
    assert.match((await page.locator('body').textContent()) ?? '', /exit code/);
  });

  it('applies it as one edit that one undo takes back, and saves nothing', async () => {
    await workbench.decide('Accept');
    await workbench.status('Applied').waitFor();
    await workbench.picture('accepted');
    assert.match(await workbench.visibleText(), /room\.hourly \*/);
    assert.match(workbench.onDisk(PRICE), /room\.hourlly/);
    await workbench.editorFocus();
    await workbench.page.keyboard.press('Control+Z');
    await workbench.until(
      async () => /room\.hourlly \*/.test(await workbench.visibleText()),
      'one undo took it back',
    );
    assert.equal(await workbench.isDirty('price.ts'), false);
  });

  it('refuses a patch when the file has changed meanwhile, and keeps the change', async () => {
    // The error is back once the compiler has looked again.
    await workbench.squiggle().waitFor();
    await workbench.cursor(MISSPELT.line, MISSPELT.column);
    await workbench.command('Credence: Fix Problem at Cursor');
    await workbench.offer();
    await workbench.tab('price.ts').click();
    await workbench.cursor(1, 1);
    await workbench.page.keyboard.type('// mine\n');
    await workbench.command('Credence: Accept Patch');
    await workbench.toast('Not applied').waitFor();
    await workbench.picture('refused');
    const text = await workbench.visibleText();
    assert.match(text, /\/\/ mine/);
    assert.match(text, /room\.hourlly/);
    // For the text as it is now, with the problem where it is now.
    await workbench.toastButton('Run Again');
    await workbench.page.locator('.monaco-diff-editor').first().waitFor({ state: 'detached' });
    await workbench.offer();
    await workbench.command('Credence: Discard Patch');
    await workbench.tab('price.ts').click();
    await workbench.command('File: Revert File');
    await workbench.dismissToasts();
  });

  /** What begins ends with a patch, which is not wanted. */
  async function isOffered(): Promise<void> {
    await workbench.offer();
    await workbench.command('Credence: Discard Patch');
    await workbench.page.locator('.monaco-diff-editor').first().waitFor({ state: 'detached' });
    await workbench.dismissToasts();
  }

  it('begins where the person is: in the Problems panel and in the explorer', async () => {
    const { page } = workbench;
    await workbench.command('View: Focus Problems');
    const problem = page.locator('.markers-panel .monaco-list-row').filter({ hasText: 'hourlly' });
    // There the fixes are a menu of their own.
    await workbench.until(async () => {
      await problem.first().click({ timeout: 5_000 });
      await page.keyboard.press('Control+.');
      const fix = page.locator('.monaco-menu .action-item').filter({ hasText: 'Fix with Credence' });
      await fix.first().waitFor({ timeout: 5_000 });
      await workbench.picture('way-in-problems');
      await fix.first().click({ timeout: 5_000 });
      return true;
    }, 'the problem in the panel has a fix of ours');
    await isOffered();

    await workbench.command('View: Show Explorer');
    await workbench.menu(
      page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: 'price.ts' }),
      'Fix Compile Errors in File',
    );
    await workbench.webviewWith(/Fix the compile errors in src\/price\.ts/);
    await isOffered();
  });

  it('begins in the menu of the editor', async () => {
    await workbench.file(PRICE);
    const text = workbench.page.locator('.editor-group-container.active .view-line').first();
    await workbench.menu(text, 'Credence', 'Fix Compile Errors in File');
    await isOffered();
  });

  it('leaves commits, references, stash and index of git alone', () => {
    assert.equal(repositoryState(), repository);
  });
});

describe('a file with a byte-order mark and carriage returns', () => {
  let sample: Sample;
  let workbench: Workbench;

  before(async () => {
    sample = misspeltSample(windowsText);
    workbench = await Workbench.open({ folder: sample.folder });
    await workbench.file(PRICE);
    await workbench.squiggle().waitFor();
  });
  after(async () => {
    await workbench?.close();
    sample.remove();
  });

  it('keeps both when a fix is accepted and saved', async () => {
    const before = workbench.onDisk(PRICE);
    await workbench.cursor(MISSPELT.line, MISSPELT.column);
    await workbench.command('Credence: Fix Problem at Cursor');
    await workbench.offer();
    await workbench.decide('Accept');
    await workbench.status('Applied').waitFor();
    await workbench.editorFocus();
    await workbench.page.keyboard.press('Control+S');
    await workbench.until(async () => !(await workbench.isDirty('price.ts')), 'the file is saved');
    await workbench.picture('windows-file');
    assert.equal(workbench.onDisk(PRICE), before.replace('hourlly', 'hourly'));
  });

  it('notes what the person makes of it', async () => {
    const storage = join(workbench.server.state, 'data/data/User/workspaceStorage');
    const fates = (): string[] =>
      readdirSync(storage, { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('fates.jsonl'))
        .map((path) => readFileSync(join(storage, path), 'utf8'));
    await workbench.until(async () => fates().some((text) => text.includes('"fate":"kept"')), 'it is noted');
  });

  it('is fixed as it is in the editor, unsaved; the file on the disk stays as it was', async () => {
    const saved = workbench.onDisk(PRICE);
    await workbench.cursor(MISSPELT.line, MISSPELT.column);
    await workbench.page.keyboard.type('q');
    await workbench.squiggle().waitFor();
    await workbench.cursor(MISSPELT.line, MISSPELT.column);
    await workbench.command('Credence: Fix Problem at Cursor');
    await workbench.offer();
    await workbench.picture('unsaved');
    await workbench.decide('Accept');
    await workbench.status('Applied').waitFor();
    assert.match(await workbench.visibleText(), /room\.hourly \*/);
    assert.equal(workbench.onDisk(PRICE), saved);
  });
});
