import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import type * as z from 'zod/mini';
import { launchBrowser, openPage } from '../../scripts/vscode/browser.ts';
import { descendantsOf } from '../../scripts/vscode/descendants.ts';
import { type EditorServer, startServer } from '../../scripts/vscode/server.ts';
import type { Spent } from './spent.ts';

/** A window of a real VS Code, measured from outside and, by the probe, from inside its extension host. */
export class MeasuredWindow {
  readonly page: Page;
  readonly #browser: Browser;
  readonly #server: EditorServer;
  readonly #word: string;
  readonly #port: string;

  private constructor(
    parts: { readonly page: Page; readonly browser: Browser; readonly server: EditorServer },
    probe: { readonly word: string; readonly port: string },
  ) {
    this.page = parts.page;
    this.#browser = parts.browser;
    this.#server = parts.server;
    this.#word = probe.word;
    this.#port = probe.port;
  }

  static async open(options: {
    readonly server: string;
    readonly chromium: string;
    readonly extensions: readonly string[];
    readonly folder: string;
    readonly scratch: string;
  }): Promise<MeasuredWindow> {
    const word = randomBytes(12).toString('hex');
    const port = join(options.scratch, `port-${word.slice(0, 8)}`);
    const server = await startServer({
      ...{ server: options.server, extensions: options.extensions },
      env: { CREDENCE_PROBE_WORD: word, CREDENCE_PROBE_PORT: port },
    });
    const browser = await launchBrowser(options.chromium);
    const page = await openPage(browser, { width: 1280, height: 2000 });
    page.setDefaultTimeout(30_000);
    await page.goto(server.address(options.folder));
    await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 60_000 });
    const until = Date.now() + 60_000;
    while (!existsSync(port) && Date.now() < until) await sleep(50);
    return new MeasuredWindow({ page, browser, server }, { word, port });
  }

  /** Asks the probe. */
  async probe<T extends z.ZodMiniType>(task: string, given: object, answer: T): Promise<z.output<T>> {
    const response = await fetch(`http://127.0.0.1:${readFileSync(this.#port, 'utf8')}`, {
      method: 'POST',
      body: JSON.stringify({ word: this.#word, task, ...given }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`The probe could not do “${task}”: ${text}`);
    return answer.parse(JSON.parse(text));
  }

  async command(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    const widget = this.page.locator('.quick-input-widget:visible');
    await widget.locator('.quick-input-box input').fill(`>${title}`);
    await widget.locator('.monaco-list-row', { hasText: title }).first().click();
  }

  /** Opens a file of the folder, which wakes what waits for its language. */
  async file(name: string): Promise<void> {
    await this.page.keyboard.press('Control+P');
    const widget = this.page.locator('.quick-input-widget:visible');
    await widget.locator('.quick-input-box input').fill(name);
    await widget.locator('.monaco-list-row', { hasText: name }).first().waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator(`.tab[data-resource-name="${name}"]`).waitFor();
  }

  /** What the editor itself measured: loading the code of an extension and calling `activate`, in milliseconds. */
  async activation(extension: string): Promise<number> {
    await this.command('Developer: Show Running Extensions');
    const row = this.page.locator('.runtime-extensions-editor .monaco-list-row', { hasText: extension });
    const shown = (await row.locator('.activation-time').first().textContent()) ?? '';
    const found = /(\d+)\s*ms/.exec(shown);
    if (found === null) throw new Error(`The editor tells no activation time of ${extension}: “${shown}”.`);
    return Number(found[1]);
  }

  /**
   * From the click on an icon of the activity bar, in milliseconds: until the page behind it has something to read, and
   * until its script has drawn it, so that it can be used. The window and the page tell by their own clocks: the driver
   * looks into frames within frames at intervals of up to half a second.
   */
  async view(
    label: string,
    { first, ready }: { readonly first: string; readonly ready: string },
  ): Promise<{ readonly ms: number; readonly readyMs: number }> {
    const icon = this.page.locator(`.activitybar .action-label[aria-label^="${label}"]`);
    await icon.waitFor();
    const times = new Map<string, number>();
    this.page.on('console', (message) => {
      const [, what, at] = /^credence-bench (\w+) ([\d.]+)$/.exec(message.text()) ?? [];
      if (what !== undefined && !times.has(what)) times.set(what, Number(at));
    });
    await this.page.evaluate(
      `addEventListener('mousedown', () => ${tell('click')}, { capture: true, once: true })`,
    );
    for (const [what, selector] of Object.entries({ first, ready })) {
      // By a timer, since the editor writes the page into a document that is there already, and waiting frames go with that;
      // it is seen with the next frame.
      const seen = `requestAnimationFrame(() => ${tell(what)})`;
      const look = `document.querySelector(${JSON.stringify(selector)}) ? ${seen} : setTimeout(look, 1)`;
      await this.page.addInitScript(`{ const look = () => ${look}; look(); }`);
    }
    await icon.click();
    for (const until = Date.now() + 30_000; times.size < 3 && Date.now() < until; ) await sleep(20);
    const [click, firstAt, readyAt] = ['click', 'first', 'ready'].map((what) => times.get(what));
    if (click === undefined || firstAt === undefined || readyAt === undefined)
      throw new Error(`The page of ${label} was not drawn; it told ${[...times.keys()].join(', ')}.`);
    return { ms: firstAt - click, readyMs: readyAt - click };
  }

  /** Of the processes that extensions have started outside the editor's own folder, and that have not ended. */
  started(): Spent {
    const started = descendantsOf(this.#server.temporary).filter(
      ({ command }) => command.includes('dist/cli.js') || !command.includes('credence-vscode/'),
    );
    return new Map(started.map(({ pid }) => [pid, processorMs(pid)]));
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#server.stop();
  }
}

/** A statement that tells the moment, by the page's own clock. */
function tell(what: string): string {
  return `console.log('credence-bench ${what} ' + (performance.timeOrigin + performance.now()))`;
}

/** By the kernel's count of hundredths of a second; 0 for a process that is gone, or where the system does not tell. */
function processorMs(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [user = 0, system = 0] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13)
      .map(Number);
    return (user + system) * 10;
  } catch {
    return 0;
  }
}
