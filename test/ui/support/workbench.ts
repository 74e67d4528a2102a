import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { z } from 'zod/mini';
import { launchBrowser, openPage } from '../../../scripts/vscode/browser.ts';
import { type EditorServer, startServer } from '../../../scripts/vscode/server.ts';

const installed = z.object({ server: z.string(), chromium: z.string(), vsix: z.string() });
const screenshots = resolve(import.meta.dirname, '../../../out/screenshots');

export interface WorkbenchOptions {
  /** The folder or `.code-workspace` file to open; an empty window without one. */
  readonly folder?: string;
  /** False opens it in Restricted Mode. */
  readonly trust?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** More `.vsix` files, beside the packaged extension. */
  readonly extensions?: readonly string[];
}

/** Longest time that an episode on a sample may take on a busy machine of two cores. */
const EPISODE_MS = 120_000;

/** A real VS Code with the packaged extension, seen through its window. */
export class Workbench {
  /** Those that are open, for pictures of what a failing test saw. */
  static readonly all = new Set<Workbench>();

  readonly page: Page;
  readonly server: EditorServer;
  readonly #browser: Browser;
  readonly #folder: string | undefined;

  private constructor(page: Page, server: EditorServer, browser: Browser, folder: string | undefined) {
    this.page = page;
    this.server = server;
    this.#browser = browser;
    this.#folder = folder;
  }

  static async open({
    folder,
    trust = true,
    settings = {},
    extensions = [],
  }: WorkbenchOptions): Promise<Workbench> {
    const {
      server: installation,
      chromium,
      vsix,
    } = installed.parse(JSON.parse(process.env.CREDENCE_TEST_EDITOR ?? 'null'));
    const server = await startServer({
      server: installation,
      extensions: [vsix, ...extensions],
      trust,
      settings,
    });
    const browser = await launchBrowser(chromium);
    const page = await openPage(browser);
    page.setDefaultTimeout(20_000);
    const workbench = new Workbench(page, server, browser, folder);
    Workbench.all.add(workbench);
    await page.goto(server.address(folder));
    await workbench.ready();
    return workbench;
  }

  /** Resolves when the window takes commands. */
  async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench .statusbar-item').first().waitFor({ timeout: 40_000 });
    if (this.#folder !== undefined)
      await this.page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.ready();
  }

  /** Rows of the command palette that have some words; asks again until there are any. */
  async palette(words: string): Promise<Locator> {
    const rows = this.page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row');
    // Without a match the palette offers commands with similar words.
    const matching = rows.filter({ hasText: words });
    for (const until = Date.now() + 20_000; Date.now() < until; ) {
      await this.quickInput('F1');
      // What takes the focus just then closes the palette; it is opened again.
      const isFilled = await this.input
        .fill(`>${words}`, { timeout: 3_000 })
        .then(() => rows.first().waitFor({ timeout: 5_000 }))
        .then(
          () => true,
          () => false,
        );
      if (isFilled && (await matching.count()) > 0) return matching;
      // The extensions are not known yet; an open palette does not notice when they are.
      await this.page.keyboard.press('Escape');
      await this.page.waitForTimeout(250);
    }
    throw new Error(`The palette has no command for "${words}".`);
  }

  /** Opens the quick input; a page that loads in a view may swallow the first key. */
  async quickInput(key: string): Promise<void> {
    await this.until(async () => {
      await this.page.keyboard.press(key);
      return this.input.waitFor({ timeout: 2_000 }).then(
        () => true,
        () => false,
      );
    }, `the quick input opens on ${key}`);
  }

  /** Runs a command by its full title, as a person does. */
  async command(title: string): Promise<void> {
    await this.until(async () => {
      const rows = await this.palette(title);
      // A view that takes the focus while it loads closes the palette; then nothing was clicked.
      return rows
        .first()
        .click({ timeout: 3_000 })
        .then(
          () => true,
          () => false,
        );
    }, `“${title}” can be chosen`);
  }

  /** The box of a quick pick or an input box. */
  get input(): Locator {
    return this.page.locator('.quick-input-widget:visible .quick-input-box input');
  }

  inputTitled(words: string): Locator {
    return this.page.locator('.quick-input-widget:visible').filter({ hasText: words });
  }

  /** Types an answer into the open input box and confirms it. */
  async answer(text: string): Promise<void> {
    await this.input.fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** Answers a dialog that asks for a file. It fills in a proposal of its own first, and looks at the disk before it takes another. */
  async chooseFile(path: string): Promise<void> {
    await this.input.waitFor();
    await this.until(async () => (await this.input.inputValue()) !== '', 'the dialog makes its proposal');
    await this.page.waitForTimeout(500);
    await this.input.fill(path);
    await this.page.waitForTimeout(1_000);
    await this.page.keyboard.press('Enter');
  }

  /** Opens a file of the folder and waits for its editor. */
  async file(path: string): Promise<void> {
    const name = path.split('/').at(-1) ?? path;
    await this.quickInput('Control+P');
    await this.input.fill(path);
    await this.page
      .locator('.quick-input-widget:visible .monaco-list-row')
      .filter({ hasText: name })
      .first()
      .waitFor();
    await this.page.keyboard.press('Enter');
    await this.tab(name).waitFor();
    await this.page.locator('.editor-group-container.active .monaco-editor .view-line').first().waitFor();
  }

  /** The tab of a file itself; a diff's has the same resource and a title of its own. */
  tab(name: string): Locator {
    return this.page.locator(`.tab[aria-label^="${name}"]`).first();
  }

  /** Puts the cursor at a 1-based line and column of the active editor. */
  async cursor(line: number, column: number): Promise<void> {
    await this.quickInput('Control+G');
    await this.answer(`:${line}:${column}`);
    await this.input.waitFor({ state: 'hidden' });
  }

  /** Rows of the quick-fix menu at the cursor. */
  async quickFixes(): Promise<Locator> {
    await this.page.keyboard.press('Control+.');
    const rows = this.page.locator('.action-widget .monaco-list-row');
    await rows.first().waitFor();
    return rows;
  }

  squiggle(): Locator {
    return this.page.locator('.editor-group-container.active .squiggly-error');
  }

  toast(words: string | RegExp): Locator {
    return this.page.locator('.notification-toast').filter({ hasText: words });
  }

  /** An entry of the status bar that has these words. */
  status(words: string | RegExp): Locator {
    return this.page.locator('.statusbar-item').filter({ hasText: words }).first();
  }

  async dismissToasts(): Promise<void> {
    await this.command('Notifications: Clear All Notifications');
    await this.page.locator('.notification-toast').first().waitFor({ state: 'detached' });
  }

  /** Presses a button of the notification that has it. */
  async toastButton(label: string): Promise<void> {
    await this.page.locator('.notification-toast .monaco-button').filter({ hasText: label }).first().click();
  }

  /** Waits until a verified patch is shown and asked about. */
  async offer(): Promise<void> {
    await this.page.locator('.monaco-diff-editor').first().waitFor({ timeout: EPISODE_MS });
    await this.page
      .locator('.notification-toast .monaco-button')
      .filter({ hasText: 'Accept' })
      .first()
      .waitFor();
  }

  /** The page inside the webview that shows some words. */
  async webviewWith(words: string | RegExp): Promise<FrameLocator> {
    let found: FrameLocator | undefined;
    await this.until(async () => {
      const frames = await this.page.locator('iframe.webview.ready').all();
      for (const frame of frames) {
        const page = frame.contentFrame().frameLocator('iframe#active-frame');
        if ((await page.getByText(words).count()) > 0) found = page;
      }
      return found !== undefined;
    }, `a page shows ${words}`);
    if (found === undefined) throw new Error('unreachable');
    return found;
  }

  /** The rows of a tree in a side bar or panel, by the title of its pane. */
  treeRows(pane: string): Locator {
    return this.page
      .locator('.pane')
      .filter({ has: this.page.locator(`.pane-header[aria-label^="${pane}"]`) })
      .locator('.monaco-list-row');
  }

  /**
   * Waits for a condition that no element tells of. A condition that itself waited in vain for an element (one that
   * was just drawn anew, say) does not hold yet; any other error of it is thrown.
   */
  async until(condition: () => Promise<boolean>, what: string, milliseconds = 20_000): Promise<void> {
    const end = Date.now() + milliseconds;
    for (let missed: Error | undefined; ; await this.page.waitForTimeout(100)) {
      try {
        if (await condition()) return;
        missed = undefined;
      } catch (error) {
        if (!(error instanceof Error && error.name === 'TimeoutError')) throw error;
        missed = error;
      }
      if (Date.now() > end) throw new Error(`Waited in vain until ${what}.`, { cause: missed });
    }
  }

  async isDirty(name: string): Promise<boolean> {
    return (await this.page.locator(`.tab.dirty[aria-label^="${name}"]`).count()) > 0;
  }

  /** Puts the focus into the active editor; a page that loads in a view may take the key or the focus. */
  async editorFocus(): Promise<void> {
    const focused = this.page.locator('.editor-group-container.active .monaco-editor.focused');
    await this.until(async () => {
      await this.page.keyboard.press('Control+1');
      return focused.waitFor({ timeout: 2_000 }).then(
        () => true,
        () => false,
      );
    }, 'the editor has the focus');
  }

  /** The text of the active editor's visible lines, top to bottom. */
  async visibleText(): Promise<string> {
    const lines = await this.page
      .locator('.editor-group-container.active .monaco-editor .view-line')
      .allInnerTexts();
    return lines.join('\n').replaceAll('\u00a0', ' ');
  }

  /** What is on disk, as bytes read as UTF-8. */
  onDisk(path: string): string {
    return readFileSync(join(this.#folder ?? '', path), 'utf8');
  }

  async picture(name: string): Promise<void> {
    await this.page.waitForTimeout(300);
    mkdirSync(screenshots, { recursive: true });
    await this.page.screenshot({ path: join(screenshots, `${name}.png`) });
  }

  async close(): Promise<void> {
    Workbench.all.delete(this);
    await this.#browser.close();
    await this.server.stop();
  }
}
