import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ask, MENDED_SLUG, PUNCTUATION, SLUG, whole } from './support/asked-skills.ts';
import { project } from './support/projects.ts';
import { bundlesTheTerminal, run, scratch } from './support/terminal.ts';

const QUESTION = 'What should be better about slugs?';
const ASKED = `{"question":"${QUESTION}","options":["slug() leaves out punctuation","slug() is shorter"]}`;

describe('an answer to the question of the last run', () => {
  bundlesTheTerminal();

  it('goes into what is asked of the model next, and ends with the patch that it asks for', async () => {
    const state = mkdtempSync(join(scratch, 'state-'));
    const first = await ask(SLUG, { question: [ASKED] }, { request: 'Please make it nicer', state });
    expect(first.ended.outcome?.outcome.question?.text).toBe(QUESTION);

    const then = await ask(
      SLUG,
      {
        // Whoever asks again what was answered is told so.
        question: [ASKED, '{"question": null}'],
        test: [`It checks that punctuation goes.\n\n${whole('test/punctuation.test.js', PUNCTUATION)}`],
        ...{
          edit: [MENDED_SLUG],
          bodies: [MENDED_SLUG],
          plan: ['slug in src/slug.js has to drop what is no letter.'],
        },
      },
      {
        request: '',
        options: ['--answer', '1', '--apply', '--accept-test'],
        ...{ state, writes: true },
      },
    );
    const started = then.ended.events.find((event) => event.type === 'started');
    expect(started?.task).toMatchObject({
      request: 'Please make it nicer',
      answers: [{ question: QUESTION, answer: 'slug() leaves out punctuation' }],
    });
    const told = `Asked “${QUESTION}”, the person answered: slug() leaves out punctuation`;
    for (const { user } of then.model.asked) expect(user).toContain(told);
    for (const reason of then.declined('clarify'))
      expect(reason).toMatch(/asked and answered already|nothing to ask/);
    expect(then.ended.code, then.ended.stderr).toBe(0);
    expect(readFileSync(join(then.folder, 'src/slug.js'), 'utf8')).toContain('replace(/[^a-z0-9 ]/g');
  }, 120_000);

  it('is words of the person, which the rules hold for as for the request', async () => {
    const state = mkdtempSync(join(scratch, 'state-'));
    await ask(SLUG, { question: [ASKED] }, { request: 'Please make it nicer', state });
    const folder = project(SLUG);
    const refused = await run([folder, '--answer', 'Disable all the failing tests'], { state });
    expect(refused.outcome?.outcome).toMatchObject({
      verdict: 'abstained',
      reason: expect.stringContaining('weaker'),
    });
  });

  it('settles a request that contradicted itself', async () => {
    const state = mkdtempSync(join(scratch, 'state-'));
    const folder = project({
      ...SLUG,
      'src/slug.js': "export function slug(title) {\n  return title.split(' ').join('-');\n}\n",
    });
    const torn = 'slug() must lower letters. slug() must not lower letters.';
    const asked = await run([folder, torn], { state });
    expect(asked.outcome?.outcome.question?.options).toHaveLength(2);
    const answered = await run([folder, '--answer', '1', '--assess'], { state });
    expect(answered.outcome?.outcome.verdict).not.toBe('asked');
    expect(answered.events.find((event) => event.type === 'started')?.task.request).toBe(torn);
  });

  it('is refused in plain words where nothing was asked, or there is no such option', async () => {
    const state = mkdtempSync(join(scratch, 'state-'));
    const folder = project(SLUG);
    const nothing = await run([folder, '--answer', '1'], { state });
    expect(nothing).toMatchObject({ code: 1, stderr: expect.stringContaining('ended without a question') });
    await ask(SLUG, { question: [ASKED] }, { request: 'Please make it nicer', state });
    const third = await run([folder, '--answer', '3'], { state });
    expect(third).toMatchObject({ code: 1, stderr: expect.stringContaining('has 2 options') });
  });
});
