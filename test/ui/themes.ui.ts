import { strict as assert } from 'node:assert';
import { after, before, describe, it } from 'mocha';
import { copySample, type Sample } from '../../scripts/vscode/sample.ts';
import { accessibilityProblems, framesWith } from './support/axe.ts';
import { Workbench } from './support/workbench.ts';

/** The four themes, as pairs that a window changes between when the system's colours change. */
const PAIRS = [
  { dark: 'Dark Modern', light: 'Light Modern', names: { dark: 'dark', light: 'light' } },
  {
    dark: 'Default High Contrast',
    light: 'Default High Contrast Light',
    names: { dark: 'hc-dark', light: 'hc-light' },
  },
] as const;

/** The page of a trace that has an editor to itself. */
const WIDE = 'body[data-place="editor"] #trace > *';

for (const { dark, light, names } of PAIRS) {
  describe(`in ${dark} and ${light}`, () => {
    let sample: Sample;
    let workbench: Workbench;

    before(async () => {
      sample = copySample('first-fix');
      workbench = await Workbench.open({
        folder: sample.folder,
        settings: {
          'window.autoDetectColorScheme': true,
          'workbench.preferredDarkColorTheme': dark,
          'workbench.preferredLightColorTheme': light,
        },
      });
    });
    after(async () => {
      await workbench?.close();
      sample.remove();
    });

    /** Takes a picture in both colours, and has every page that is open checked in each. */
    async function look(surface: string, selector?: string): Promise<void> {
      const problems: string[] = [];
      for (const scheme of ['dark', 'light'] as const) {
        await workbench.page.emulateMedia({ colorScheme: scheme });
        const expected = scheme === 'dark' ? '.vs-dark, .hc-black' : '.vs, .hc-light';
        await workbench.page.locator('.monaco-workbench').and(workbench.page.locator(expected)).waitFor();
        await workbench.picture(`${surface}-${names[scheme]}`);
        if (selector === undefined) continue;
        const frames = await framesWith(workbench.page, selector);
        assert.ok(frames.length > 0, `no page holds ${selector}`);
        for (const frame of frames)
          for (const problem of await accessibilityProblems(frame))
            problems.push(`${surface} in ${names[scheme]}: ${problem}`);
      }
      assert.deepEqual(problems, []);
    }

    it('the trace and the patch can be read by everybody', async () => {
      await workbench.command('Credence: Make Failing Test Pass');
      await workbench.offer();
      await look('patch', '#trace > *');
    });

    it('each part of the trace can be read by everybody, in an editor as well', async () => {
      const page = await workbench.webviewWith('Candidates');
      await page.getByRole('button', { name: 'Open in an editor' }).click();
      await workbench.page.locator('.tab', { hasText: 'Credence Trace' }).waitFor();
      for (const part of ['Timeline', 'Overview', 'Candidates']) {
        await workbench.until(async () => {
          const [wide] = await framesWith(workbench.page, WIDE);
          // A page that is loaded anew takes its frame with it.
          const clicked = wide?.getByRole('tab', { name: part }).click({ timeout: 5_000 });
          return (
            clicked?.then(
              () => true,
              () => false,
            ) ?? false
          );
        }, `the page shows its part “${part}”`);
        await look(`trace-${part.toLowerCase()}`, '#trace > *');
      }
    });

    it('so can the handbook, the doctor and the settings', async () => {
      // A page that has the focus keeps some keys to itself.
      await workbench.page.locator('.tab', { hasText: 'Credence Trace' }).click();
      await workbench.command('Credence: Doctor');
      await workbench.inputTitled('nothing is missing here').waitFor({ timeout: 60_000 });
      await look('doctor');
      await workbench.page.keyboard.press('Escape');
      await workbench.command('Preferences: Open Settings (UI)');
      await workbench.page
        .locator('.settings-editor .suggest-input-container .monaco-editor')
        .first()
        .click();
      await workbench.page.keyboard.type('@ext:credence.credence');
      await workbench.page.getByText('Lightbulb', { exact: true }).first().waitFor();
      await look('settings');
      // They are in a window of their own, which takes every key.
      await workbench.page
        .getByRole('button', { name: /^Close Modal|^Close/ })
        .last()
        .click();
      await workbench.page.locator('.settings-editor').waitFor({ state: 'hidden' });
      await workbench.command('Credence: Show Handbook');
      await workbench.page.locator('.tab', { hasText: 'Credence Handbook' }).waitFor();
      await workbench.webviewWith('Behaviors');
      await look('handbook', '#handbook > *');
    });
  });
}
