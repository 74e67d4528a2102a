import { strict as assert } from 'node:assert';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, it } from 'mocha';
import type { FrameLocator, Locator } from 'playwright-core';
import { copySample, type Sample } from '../../scripts/vscode/sample.ts';
import type { TraceEvent } from '../../src/loop/events.ts';
import { aCandidate, aTask } from '../support/world.ts';
import { longTrace } from '../unit/trace/long-trace.ts';
import { sampleTrace } from '../unit/trace/sample-trace.ts';
import { framesWith } from './support/axe.ts';
import { storeEpisodes } from './support/stored-episodes.ts';
import { Workbench } from './support/workbench.ts';

const SECRET = 'hunter2secret9';
const LONG = '20260105101010-aaaaaaaa';
const SHORT = '20260104101010-bbbbbbbb';

/** Ten thousand events, with a secret in the last candidate. */
function tenThousand(): readonly TraceEvent[] {
  const events = longTrace(10_000).map((event) =>
    event.type === 'started'
      ? { ...event, task: aTask({ id: LONG, request: 'A search of thousands' }) }
      : event,
  );
  const candidate = aCandidate('last', 0.1, { title: `the last one, with password = '${SECRET}'` });
  const outcome = sampleTrace().filter((event) => event.type === 'outcome');
  return [
    ...events,
    { at: 99, type: 'proposed', step: 3333, candidate, diff: '@@ -1 @@\n-old line\n+new line' },
    ...outcome,
  ];
}

function short(): readonly TraceEvent[] {
  const trace = sampleTrace();
  const learned = trace.flatMap((event) => (event.type === 'recalled' ? event.withheld : []));
  return trace.flatMap((event): readonly TraceEvent[] => {
    if (event.type === 'started')
      return [{ ...event, task: aTask({ id: SHORT, request: 'Is free from fifty on' }) }];
    // What it learned waits for an answer, and what was withheld had its turn after all.
    if (event.type === 'reflected')
      return [{ ...event, reflection: { ...event.reflection, learned, isQuestion: true } }];
    if (event.type === 'recalled')
      return [event, { at: event.at, type: 'released', behaviors: event.withheld, candidates: 40 }];
    return [event];
  });
}

describe('the history and the trace viewer', () => {
  let sample: Sample;
  let workbench: Workbench;
  let episodes: string;
  let page: FrameLocator;

  before(async () => {
    sample = copySample('booking');
    workbench = await Workbench.open({ folder: sample.folder });
    episodes = await storeEpisodes(workbench, sample.folder, { [LONG]: tenThousand(), [SHORT]: short() });
    await workbench.command('Credence: Show History');
  });
  after(async () => {
    await workbench?.close();
    sample.remove();
  });

  const history = (): Locator =>
    workbench.page.locator('.pane', { hasText: 'History' }).locator('.monaco-list-row');
  const tab = (name: string): Promise<void> => page.locator('vscode-tab-header', { hasText: name }).click();

  it('lists stored episodes by day and finds one by its words', async () => {
    await history().filter({ hasText: 'A search of thousands' }).waitFor();
    await workbench.command('Credence: Search History');
    await workbench.input.fill('solved fifty');
    await workbench.until(
      async () => (await history().filter({ hasText: 'thousands' }).count()) === 0,
      'the list is filtered',
    );
    await workbench.page.keyboard.press('Enter');
    await workbench.picture('history-search');
    await history().filter({ hasText: 'Is free from fifty on' }).click();
    page = await workbench.webviewWith('Is free from fifty on');
    await page.getByText('22 tests').or(page.getByText('Tests after')).first().waitFor();
    // In a narrow side bar the facts take two lines rather than be cut off.
    const cut = page.locator('.top p').evaluateAll((all) => all.filter((p) => p.scrollWidth > p.clientWidth));
    assert.deepEqual(await cut, []);
    const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
    assert.match(policy ?? '', /default-src 'none'.*script-src 'nonce-/);
    assert.doesNotMatch(policy ?? '', /unsafe|script-src[^;]*\*/);
    await workbench.picture('trace-stored');
  });

  it('keeps its buttons and tabs within reach in the narrowest side bar', async () => {
    const bar = await workbench.page.locator('.part.sidebar').boundingBox();
    assert.ok(bar);
    const edge = (x: number): Promise<void> => workbench.page.mouse.move(x, 300, { steps: 4 });
    const drag = async (from: number, to: number): Promise<void> => {
      await edge(from);
      await workbench.page.mouse.down();
      await edge(to);
      await workbench.page.mouse.up();
    };
    const right = bar.x + bar.width;
    await drag(right + 1, bar.x + 172);
    await workbench.until(
      async () => (await page.locator('main').evaluate((main) => main.clientWidth)) < 200,
      'narrow',
    );
    await workbench.picture('trace-narrow');
    const used = page.locator('vscode-tab-header, vscode-toolbar-button, .credence');
    assert.ok((await used.count()) >= 8);
    const beyond = await used.evaluateAll((all) =>
      all
        .filter((each) => each.getBoundingClientRect().right > each.ownerDocument.documentElement.clientWidth)
        .map((each) => each.outerHTML),
    );
    const now = await workbench.page.locator('.part.sidebar').boundingBox();
    await drag((now?.x ?? 0) + (now?.width ?? 0) + 1, right);
    assert.deepEqual(beyond, []);
  });

  it('says what waits until the patch is accepted, and what was used after all', async () => {
    const learning = page.locator('section', { has: page.getByText('Learned only if you accept the patch') });
    await learning.first().waitFor();
    assert.equal(await page.getByText('Learned', { exact: true }).count(), 0);
    await page.getByText('Withheld at first, used after all').waitFor();
    assert.equal(await page.getByText('Withheld, to measure the effect').count(), 0);
    await learning.last().scrollIntoViewIfNeeded();
    await workbench.picture('trace-learning');
  });

  it('draws of ten thousand events only what is in sight, and goes to the last by keyboard', async () => {
    await workbench.command('Credence: Search History');
    await workbench.answer('');
    await history().filter({ hasText: 'A search of thousands' }).click();
    page = await workbench.webviewWith('A search of thousands');
    await tab('Candidates');
    const rows = page.locator('[data-candidate]');
    await rows.first().waitFor();
    assert.ok((await rows.count()) < 80, `${await rows.count()} rows are drawn`);
    await rows.first().focus();
    await workbench.page.keyboard.press('End');
    const last = page.locator('[data-candidate="last"]');
    await last.waitFor();
    await workbench.page.keyboard.press('Enter');
    await page.locator('.details', { hasText: 'new line' }).waitFor();
    await workbench.picture('trace-candidates');
  });

  it('searches and filters candidates, leads from a pattern of failure to those that failed so', async () => {
    await page.locator('.search').click();
    await workbench.page.keyboard.type('way 3');
    await page.getByText(/[\d,]+ shown/).waitFor();
    await tab('Overview');
    await page.getByText('How they failed').waitFor();
    await page.locator('.patterns .link').first().click();
    await page.getByText(/shown/).first().waitFor();
  });

  it('replays: the slider goes back in time, and the end is one click away', async () => {
    await tab('Timeline');
    const slider = page.getByRole('slider', { name: 'Moment of the episode' });
    await slider.focus();
    await workbench.page.keyboard.press('Home');
    await page.getByText('1 of 1 events').waitFor();
    // At the start nobody knows what will be called.
    await tab('Overview');
    const none = page.getByText('No language model was called');
    await page.getByText('Cost', { exact: true }).waitFor();
    assert.equal(await none.count(), 0);
    await page.getByTitle('Back to the end').click();
    await none.waitFor();
    await tab('Timeline');
    await page
      .getByText(/events$/)
      .first()
      .waitFor();
    await workbench.picture('trace-timeline');
  });

  it('saves the trace as JSON and as a page of its own, both without secrets', async () => {
    const save = async (label: string, name: string): Promise<string> => {
      const file = join(sample.folder, name);
      await page.getByRole('button', { name: label }).click();
      await workbench.chooseFile(file);
      await workbench.toast('saved without secrets').waitFor();
      await workbench.dismissToasts();
      return readFileSync(file, 'utf8');
    };
    const json = await save('Save as JSON', 'trace.json');
    assert.equal(JSON.parse(json).events.length, tenThousand().length);
    const html = await save('Save as a page', 'trace.html');
    for (const text of [json, html]) assert.ok(!text.includes(SECRET), 'a secret is in the file');
    const other = await workbench.page.context().newPage();
    const asked: string[] = [];
    other.on('request', (request) => asked.push(request.url().slice(0, 40)));
    await other.goto(pathToFileURL(join(sample.folder, 'trace.html')).href);
    await other.locator('vscode-tab-header', { hasText: 'Candidates' }).click();
    await other.locator('[data-candidate]').first().waitFor();
    assert.deepEqual(
      asked.filter((url) => !/^(file|data):/.test(url)),
      [],
    );
    assert.equal(await other.getByRole('button', { name: 'Stop' }).count(), 0);
    await other.close();
  });

  it('shows the same in an editor, in two columns', async () => {
    await page.getByRole('button', { name: 'Open in an editor' }).click();
    await workbench.tab('Credence Trace').waitFor();
    // Its first words stand there before its script has drawn; only what is not wide already can be widened.
    await workbench.until(async () => {
      const drawn = await framesWith(workbench.page, 'vscode-toolbar-button[label="Save as JSON"]');
      const narrow = await framesWith(workbench.page, 'vscode-toolbar-button[label="Open in an editor"]');
      return drawn.some((frame) => !narrow.includes(frame));
    }, 'the page in the editor is drawn');
    await workbench.picture('trace-wide');
  });

  it('deletes an episode after asking', async () => {
    const row = history().filter({ hasText: 'A search of thousands' });
    await row.hover();
    await row.getByRole('button', { name: 'Delete' }).click();
    await workbench.page.locator('.monaco-dialog-box .monaco-button', { hasText: 'Delete' }).click();
    await workbench.until(async () => !existsSync(join(episodes, `${LONG}.jsonl`)), 'the trace is gone');
    assert.deepEqual(readdirSync(episodes), [`${SHORT}.jsonl`]);
  });
});

describe('going on with an episode that its budget ended', () => {
  let sample: Sample;
  let workbench: Workbench;

  before(async () => {
    sample = copySample('booking');
    // Nothing holds, so that each episode comes to the end of its budget, whatever is tried first.
    const both = "\nit('is both', () => expect(new Set([rooms.length, 4, 5]).size).toBe(1));\n";
    appendFileSync(join(sample.folder, 'test/room.test.ts'), both);
    workbench = await Workbench.open({
      folder: sample.folder,
      settings: { 'credence.budget.candidates': 2, 'credence.history.episodes': 2 },
    });
  });
  after(async () => {
    await workbench?.close();
    sample.remove();
  });

  it('does not try again what was refused, and keeps no more episodes than wanted', async () => {
    await workbench.command('Credence: Make Failing Test Pass');
    const first = await workbench.webviewWith('Make the failing tests pass');
    await first.getByText('Not solved').first().waitFor({ timeout: 90_000 });
    await workbench.command('Credence: Show History');
    const row = workbench.page
      .locator('.pane', { hasText: 'History' })
      .locator('.monaco-list-row', { hasText: 'failing tests pass' });
    const goOn = (): Promise<void> =>
      // The list may be drawn anew just then, because the episode before has ended.
      workbench.until(async () => {
        await row.first().hover();
        await row.first().getByRole('button', { name: 'Go On From Here' }).click({ timeout: 2_000 });
        return first
          .getByText('At work')
          .waitFor({ timeout: 15_000 })
          .then(
            () => true,
            () => false,
          );
      }, 'it goes on');
    await goOn();
    let page = await workbench.webviewWith('2 candidates that were refused before');
    await page.getByText('Not solved').first().waitFor({ timeout: 90_000 });
    await goOn();
    page = await workbench.webviewWith('4 candidates that were refused before');
    await page.getByText('Not solved').first().waitFor({ timeout: 90_000 });
    await workbench.until(async () => (await row.count()) === 2, 'the oldest has gone');
    await workbench.picture('history-resumed');
    // From the beginning, as if it had never been tried.
    await workbench.menu(row.first(), 'Run Again');
    await first.getByText('At work').first().waitFor();
  });
});

const HANDBOOK = `# Credence handbook

## try-comparison-first
When a test is off by one, try the comparison first.
- trigger: task failing-test
- status: trial
- evidence: used: 4 solved (7.4 candidates, spread 2.1), 1 failed; withheld: 1 solved (30 candidates), 2 failed
- sources: ${SHORT}

## swap-arguments
Look at the order of the arguments.
- trigger: task failing-test
- status: active
`;

describe('the handbook’s page', () => {
  let sample: Sample;
  let workbench: Workbench;
  let page: FrameLocator;

  before(async () => {
    sample = copySample('booking');
    mkdirSync(join(sample.folder, '.credence'));
    sample.write('.credence/handbook.md', HANDBOOK);
    workbench = await Workbench.open({ folder: sample.folder });
    await workbench.command('Credence: Show Handbook');
    await storeEpisodes(workbench, sample.folder, { [SHORT]: short() });
    page = await workbench.webviewWith('Handbook of booking');
  });
  after(async () => {
    await workbench?.close();
    sample.remove();
  });

  const handbook = (): string => workbench.onDisk('.credence/handbook.md');
  const becomes = (pattern: RegExp): Promise<void> =>
    workbench.until(async () => pattern.test(handbook()), `the handbook has ${pattern}`);

  it('shows behaviors with their evidence, and the curves of the own episodes', async () => {
    await page.getByRole('button', { name: 'Read again' }).click();
    await page.locator('.entry', { hasText: 'try-comparison-first' }).click();
    await page.getByText('try the comparison first').waitFor();
    await page.getByRole('img', { name: /Difference of the share of solved tasks: .*between/ }).waitFor();
    await page.getByRole('img', { name: /Reliability curve/ }).waitFor();
    await workbench.picture('handbook-page');
  });

  it('edits, pins and disables, and the file says so', async () => {
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('textbox', { name: 'Instruction' }).fill('Compare boundaries before anything else.');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await becomes(/Compare boundaries before anything else/);
    await page.getByRole('button', { name: 'Pin', exact: true }).click();
    await becomes(/status: pinned/);
    await page.locator('.entry', { hasText: 'swap-arguments' }).click();
    await page.getByRole('button', { name: 'Disable' }).click();
    await becomes(/status: disabled/);
    await page.locator('.entry', { hasText: 'swap-arguments' }).getByText('disabled').waitFor();
  });

  it('writes as one what a merge left in two', async () => {
    const both = '<<<<<<< ours\n- status: disabled\n=======\n- status: active\n>>>>>>> theirs';
    sample.write('.credence/handbook.md', handbook().replace('- status: disabled', both));
    await page.getByRole('button', { name: 'Read again' }).click();
    await page.getByRole('button', { name: 'Write both sides as one' }).click();
    await workbench.until(async () => !/[<=>]{7}/.test(handbook()), 'no mark of the merge is left');
    await becomes(/## swap-arguments/);
  });

  it('exports to a file, and takes over what another handbook has', async () => {
    await page.getByRole('button', { name: 'Export' }).click();
    const shared = join(sample.folder, 'shared.md');
    await workbench.chooseFile(shared);
    await workbench.until(
      async () => existsSync(shared) && readFileSync(shared, 'utf8').includes('Compare boundaries'),
      'it is exported',
    );
    sample.write('other.md', '## check-the-clock\nLook at the time zone.\n- status: trial\n');
    await page.getByRole('button', { name: 'Import another handbook' }).click();
    await workbench.chooseFile(join(sample.folder, 'other.md'));
    await page.locator('.entry', { hasText: 'check-the-clock' }).waitFor();
    await becomes(/check-the-clock/);
  });

  it('deletes after asking, and leads to the episode that taught a behavior', async () => {
    await page.locator('.entry', { hasText: 'swap-arguments' }).click();
    await page.getByRole('button', { name: 'Delete' }).click();
    await workbench.page.locator('.monaco-dialog-box .monaco-button', { hasText: 'Delete' }).click();
    await workbench.until(async () => !handbook().includes('swap-arguments'), 'the behavior is gone');
    await page.locator('.entry', { hasText: 'try-comparison-first' }).click();
    await page.locator('.behavior .link').last().click();
    await workbench.webviewWith('Is free from fifty on');
  });

  it('is reached from the tree, where a behavior can be changed as well', async () => {
    await workbench.command('Focus on Handbook View');
    const row = workbench.page
      .locator('.pane', { hasText: 'Handbook' })
      .locator('.monaco-list-row', { hasText: 'try-comparison' });
    await row.hover();
    await row.getByRole('button', { name: 'Disable Behavior' }).click();
    await becomes(/status: disabled/);
    await workbench.picture('handbook-tree');
  });
});
