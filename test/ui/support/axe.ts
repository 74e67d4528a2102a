import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame, Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The frames of the editor's web pages that hold an element. */
export async function framesWith(page: Page, selector: string): Promise<Frame[]> {
  const found: Frame[] = [];
  for (const frame of page.frames()) {
    // A frame may go away while it is asked.
    const holds = await frame
      .locator(selector)
      .count()
      .catch(() => 0);
    if (holds > 0) found.push(frame);
  }
  return found;
}

/**
 * What axe-core finds against the levels A and AA of WCAG 2.1, as sentences with the element; empty when nothing is
 * wrong. It runs in the page as it is shown, colours of the theme included.
 */
export async function accessibilityProblems(frame: Frame): Promise<readonly string[]> {
  await frame.evaluate(source);
  return frame.evaluate<readonly string[]>(CHECK);
}

/** A page lets the ground of its view shine through; axe takes what it cannot see for white. */
const CHECK = `(async () => {
  const ground = document.body.dataset.place === 'side-bar' ? 'sideBar' : 'editor';
  document.documentElement.style.backgroundColor = 'var(--vscode-' + ground + '-background)';
  const { violations } = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] });
  document.documentElement.style.backgroundColor = '';
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) =>
      id + ': ' + help + ': ' + target.join(' ') + ': ' + failureSummary.split('\\n').slice(1, 2).join(' ').trim()));
})()`;
