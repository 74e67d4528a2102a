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
  /** Language of the extension and its pages, such as `zh-cn`; the editor's own words stay English without a language pack. */
  readonly language?: string;
  /** More `.vsix` files, beside the packaged extension. */
  readonly extensions?: readonly string[];
}

/** Longest time that an episode on a sample may take on a busy machine of two cores. */
const EPISODE_MS = 120_000;

/** Longest time for anything else; what takes it fails, so it may be long. */
const DEFAULT_MS = 40_000;

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
    language,
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
    // As a language pack says it.
    if (language !== undefined)
      await page.addInitScript((name) => Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: name }), language);
    const workbench = new Workbench(page, server, browser, folder);
    await workbench.#load();
    return workbench;
  }

  /** Another window on the same folder; it closes with this one at the latest. */
  async another(): Promise<Workbench> {
    const page = await this.page.context().newPage();
    const workbench = new Workbench(page, this.server, this.#browser, this.#folder);
    await workbench.#load();
    return workbench;
  }

  async #load(): Promise<void> {
    this.page.setDefaultTimeout(DEFAULT_MS);
    Workbench.all.add(this);
    await this.page.goto(this.server.address(this.#folder));
    await this.ready();
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
    for (const until = Date.now() + DEFAULT_MS; Date.now() < until; ) {
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

  /** The same without the mouse. */
  async typedCommand(title: string): Promise<void> {
    const chosen = this.page.locator('.quick-input-widget:visible .monaco-list-row.focused');
    await this.until(async () => {
      await this.quickInput('F1');
      await this.page.keyboard.type(title);
      await chosen.filter({ hasText: title }).waitFor({ timeout: 5_000 });
      await this.page.keyboard.press('Enter');
      return true;
    }, `“${title}” can be typed`);
  }

  /** Moves down a list or a menu that has the focus until the row with these words has it. */
  async moveTo(rows: Locator, words: string | RegExp): Promise<void> {
    const there = rows.and(this.page.locator('.focused')).filter({ hasText: words });
    await this.until(async () => {
      if ((await there.count()) > 0) return true;
      await this.page.keyboard.press('ArrowDown');
      return false;
    }, `the row with “${words}” has the focus`);
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
    // Until it is filtered, the list shows what was open last and would open that.
    const chosen = this.page.locator('.quick-input-widget:visible .monaco-list-row.focused');
    // What takes the focus meanwhile closes the list.
    await this.until(async () => {
      await this.quickInput('Control+P');
      await this.input.fill(path, { timeout: 3_000 });
      await chosen.filter({ hasText: name }).waitFor({ timeout: 5_000 });
      await this.page.keyboard.press('Enter');
      await this.page.locator(`.tab.active[aria-label^="${name}"]`).first().waitFor({ timeout: 5_000 });
      return true;
    }, `“${path}” is open`);
    await this.page.locator('.editor-group-container.active .monaco-editor .view-line').first().waitFor();
  }

  /** The tab of a file itself; a diff's has the same resource and a title of its own. */
  tab(name: string): Locator {
    return this.page.locator(`.tab[aria-label^="${name}"]`).first();
  }

  /** Puts the cursor at a 1-based line and column of the active editor. */
  async cursor(line: number, column: number): Promise<void> {
    await this.until(async () => {
      await this.quickInput('Control+G');
      await this.input.fill(`:${line}:${column}`, { timeout: 3_000 });
      await this.page.keyboard.press('Enter');
      await this.input.waitFor({ state: 'hidden', timeout: 5_000 });
      return true;
    }, 'the cursor is there');
  }

  /** The row of the quick-fix menu that has some words; opens the menu at the cursor again until it is there. */
  async quickFix(words: string | RegExp, milliseconds?: number): Promise<Locator> {
    const row = this.page.locator('.action-widget .monaco-list-row').filter({ hasText: words }).first();
    await this.until(
      async () => {
        await this.page.keyboard.press('Control+.');
        const isThere = await row.waitFor({ timeout: 2_500 }).then(
          () => true,
          () => false,
        );
        if (isThere) return true;
        await this.page.keyboard.press('Escape');
        await this.page.waitForTimeout(500);
        return false;
      },
      `“${words}” is among the quick fixes`,
      milliseconds,
    );
    return row;
  }

  squiggle(): Locator {
    return this.page.locator('.editor-group-container.active .squiggly-error');
  }

  toast(words: string | RegExp): Locator {
    return this.page.locator('.notification-toast').filter({ hasText: words });
  }

  /** Chooses an entry of the menu that a click with the other button opens, its submenu included. */
  async menu(on: Locator, ...path: readonly string[]): Promise<void> {
    await this.until(
      async () => {
        await on.click({ button: 'right', timeout: 5_000 });
        for (const [depth, words] of path.entries()) {
          const entry = this.page.locator('.monaco-menu .action-item').filter({ hasText: words }).last();
          await entry.hover({ timeout: 5_000 });
          if (depth === path.length - 1) await this.#take(entry);
        }
        return true;
      },
      `the menu has ${path.join(' › ')}`,
    );
  }

  /** Clicks an entry of a menu until the menu goes: it hears no click in its first moments. */
  async #take(entry: Locator): Promise<void> {
    const menu = this.page.locator('.monaco-menu');
    for (let tries = 0; tries < 5 && (await menu.count()) > 0; tries += 1) {
      await this.page.waitForTimeout(150);
      await entry.click({ timeout: 2_000 }).catch(() => undefined);
      await menu
        .first()
        .waitFor({ state: 'detached', timeout: 1_000 })
        .catch(() => undefined);
    }
    if ((await menu.count()) > 0) throw new Error('The menu stays open whatever is clicked.');
  }

  /** An entry of the status bar that has these words. */
  status(words: string | RegExp): Locator {
    return this.page.locator('.statusbar-item').filter({ hasText: words }).first();
  }

  async dismissToasts(): Promise<void> {
    await this.command('Notifications: Clear All Notifications');
    await this.page.locator('.notification-toast').first().waitFor({ state: 'detached' });
  }

  /** The buttons of notifications, those that were put aside included. */
  #buttons(label: string): Locator {
    return this.page
      .locator('.notification-toast .monaco-button, .notifications-center .monaco-button')
      .filter({ hasText: label })
      .first();
  }

  /** Presses a button of the notification that has it. One that nobody answers is put aside after some seconds. */
  async toastButton(label: string): Promise<void> {
    await this.until(async () => {
      if (!(await this.#buttons(label).isVisible())) await this.command('Notifications: Show Notifications');
      await this.#buttons(label).click({ timeout: 3_000 });
      return true;
    }, `the button “${label}” can be pressed`);
  }

  /** Waits until a verified patch is shown and asked about. */
  async offer(accept = 'Accept'): Promise<void> {
    await this.page.locator('.monaco-diff-editor').first().waitFor({ timeout: EPISODE_MS });
    await this.until(async () => (await this.decision(accept)) !== undefined, 'the patch is asked about');
  }

  /** A button for the patch that waits: on the page of its trace, or of a notification where that is not in sight. */
  async decision(label: string): Promise<Locator | undefined> {
    for (const frame of await this.page.locator('iframe.webview.ready').all()) {
      const page = frame.contentFrame().frameLocator('iframe#active-frame');
      const button = page.locator('.decide vscode-button').filter({ hasText: label }).first();
      // A frame may go away while it is asked.
      if (await button.isVisible().catch(() => false)) return button;
    }
    return (await this.#buttons(label).isVisible()) ? this.#buttons(label) : undefined;
  }

  /** Presses such a button. */
  async decide(label: string): Promise<void> {
    await this.until(async () => {
      const button = await this.decision(label);
      // A notification that nobody answers is put aside after some seconds.
      if (button === undefined) await this.command('Notifications: Show Notifications');
      await button?.click({ timeout: 3_000 });
      return button !== undefined;
    }, `the button “${label}” can be pressed`);
  }

  /** The page inside the webview that shows some words. */
  async webviewWith(words: string | RegExp): Promise<FrameLocator> {
    let found: FrameLocator | undefined;
    await this.until(async () => {
      const frames = await this.page.locator('iframe.webview.ready').all();
      for (const frame of frames) {
        const page = frame.contentFrame().frameLocator('iframe#active-frame');
        // A frame may go away while it is asked.
        const count = await page
          .getByText(words)
          .count()
          .catch(() => 0);
        if (count > 0) found = page;
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
  async until(condition: () => Promise<boolean>, what: string, milliseconds = DEFAULT_MS): Promise<void> {
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

  /** Closes the window alone; its server and other windows stay. */
  async closeWindow(): Promise<void> {
    Workbench.all.delete(this);
    await this.page.close();
  }

  async close(): Promise<void> {
    for (const workbench of Workbench.all)
      if (workbench.server === this.server) Workbench.all.delete(workbench);
    await this.#browser.close();
    await this.server.stop();
  }
}
