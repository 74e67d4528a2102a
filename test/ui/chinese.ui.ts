import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { copySample, type Sample } from '../../scripts/vscode/sample.ts';
import { Workbench } from './support/workbench.ts';

const root = resolve(import.meta.dirname, '../..');
const json = (path: string) => JSON.parse(readFileSync(resolve(root, path), 'utf8'));
const BUNDLE: Readonly<Record<string, string>> = json('l10n/bundle.l10n.zh-cn.json');
const MANIFEST: Readonly<Record<string, string>> = json('package.nls.zh-cn.json');

/** What a text is in Chinese; one that has no translation is a mistake of the test. */
function chinese(text: string): string {
  const translated = BUNDLE[text];
  assert.ok(translated, `“${text}” has a translation`);
  return translated;
}

/** English sentences of the pages, long enough to be no part of a name or of what the engine wrote. */
const ENGLISH = (json('src/webview/strings.json') as string[]).filter(
  (text) => /^[A-Z][a-z]+ [a-z]+ \w+/.test(text) && !text.includes('{') && BUNDLE[text] !== text,
);

describe('in Chinese', () => {
  let sample: Sample;
  let workbench: Workbench;

  before(async () => {
    sample = copySample('booking');
    workbench = await Workbench.open({ folder: sample.folder, language: 'zh-cn' });
  });
  after(async () => {
    await workbench?.close();
    sample.remove();
  });

  const title = (name: string): string => `Credence: ${MANIFEST[`commands.${name}.title`]}`;

  /** No sentence of a page is left in English. */
  async function isTranslated(words: string): Promise<void> {
    const page = await workbench.webviewWith(words);
    assert.match((await page.locator('html').getAttribute('lang')) ?? '', /^zh/);
    const text = (await page.locator('main').textContent()) ?? '';
    assert.ok(text.length > 100, text);
    assert.deepEqual(
      ENGLISH.filter((sentence) => text.includes(sentence)),
      [],
    );
  }

  it('commands, progress, the patch and the whole trace are', async () => {
    await workbench.command(title('makeTestPass'));
    await workbench.offer(chinese('Accept'));
    await workbench.until(
      async () => (await workbench.decision(chinese('Show Evidence'))) !== undefined,
      'the evidence can be asked for',
    );
    await isTranslated(chinese('Candidates'));
    await workbench.picture('chinese-patch');
    const page = await workbench.webviewWith(chinese('Candidates'));
    for (const part of ['Timeline', 'Candidates', 'Overview']) {
      await page.locator('vscode-tab-header', { hasText: chinese(part) }).click();
      await isTranslated(chinese('Candidates'));
    }
    await workbench.decide(chinese('Accept'));
    await workbench
      .status(
        chinese('$(check) Applied. Undo takes it back in one step; saving is left to you.').slice(9, 12),
      )
      .waitFor();
  });

  it('so are the handbook, the history, the doctor and the settings', async () => {
    await workbench.dismissToasts();
    await workbench.command(title('showHistory'));
    await workbench.page
      .locator('.monaco-list-row')
      .filter({ hasText: chinese('accepted') })
      .first()
      .waitFor();
    await workbench.command(title('doctor'));
    await workbench.page
      .locator('.quick-input-widget:visible')
      .filter({ hasText: /[\u4e00-\u9fff]{4}/ })
      .waitFor();
    await workbench.picture('chinese-doctor');
    await workbench.page.keyboard.press('Escape');
    await workbench.command(title('showHandbook'));
    await isTranslated(chinese('Behaviors'));
    await workbench.picture('chinese-handbook');
  });
});
