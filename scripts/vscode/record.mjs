// Records a real run in a real VS Code: from a failing test to an accepted patch, as one picture that moves.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../prepare.mjs';
import { animatedWebp, toWebp } from './webp.mjs';

const WIDTH = 960;
/** Between two looks at what runs. */
const EVERY_MS = 350;
/** A frame is shown at most so long, however long the machine took. */
const LONGEST_MS = 700;

export async function recordRun() {
  const { Workbench } = await import('../../test/ui/support/workbench.ts');
  const parent = mkdtempSync(join(tmpdir(), 'recording-'));
  const folder = join(parent, 'shop');
  cpSync(join(root, 'samples', 'first-fix'), folder, { recursive: true });
  rmSync(join(folder, 'first-fix.md'));
  const workbench = await Workbench.open({
    folder,
    settings: {
      'workbench.colorTheme': 'Dark Modern',
      'workbench.preferredDarkColorTheme': 'Dark Modern',
      'editor.minimap.enabled': false,
      'diffEditor.renderSideBySide': false,
    },
  });
  const frames = [];
  const { page } = workbench;
  const take = async (ms) => {
    const webp = await toWebp(encoder, await page.screenshot(), { quality: 0.7, width: WIDTH });
    const last = frames.at(-1);
    // What has not changed is shown longer instead.
    if (last?.webp.equals(webp)) last.ms = Math.min(last.ms + ms, Math.max(last.ms, LONGEST_MS));
    else frames.push({ webp, ms });
  };
  const encoder = await page.context().newPage();
  try {
    await page.setViewportSize({ width: 1120, height: 700 });
    await workbench.file('test/shipping.test.js');
    await take(1400);
    await workbench.palette('Credence: Make Failing Test Pass');
    await take(1200);
    await page.keyboard.press('Enter');
    let offer;
    for (const until = Date.now() + 120_000; Date.now() < until && offer === undefined; ) {
      await page.waitForTimeout(EVERY_MS);
      await take(EVERY_MS);
      offer = await workbench.decision('Accept');
    }
    await page.waitForTimeout(800);
    await take(3200);
    await offer.click();
    await workbench.status('Applied').waitFor();
    await page.waitForTimeout(800);
    await take(3200);
    return animatedWebp(frames);
  } finally {
    await workbench.close();
    rmSync(parent, { recursive: true, force: true });
  }
}
