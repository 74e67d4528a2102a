import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  ask,
  initials,
  MENDED_SLUG,
  NAMES,
  PACKAGE,
  PUNCTUATION,
  RIGHT,
  SLUG,
  testOf,
  whole,
} from './support/asked-skills.ts';
import { bundlesTheTerminal, type Ended, scratch } from './support/terminal.ts';

const PASSES_ALREADY = testOf(
  'slug',
  'slug.js',
  "test('is lower case', () => assert.equal(slug('A'), 'a'));",
);
const REQUEST = 'slug() should leave out punctuation like "," and "!"';
const NO_EDIT = 'I would look into it.';

const told = ({ events, stderr }: Ended): string =>
  `${stderr}${events.flatMap((e) => (e.type === 'declined' ? [`\n${e.skill} ${e.reason}`] : e.type === 'decided' ? [`\n${JSON.stringify(e.decision)}`] : e.type === 'observed' ? [`\n${e.observation.candidate} ${e.reward.total} ${e.observation.signature}`] : e.type === 'outcome' ? [e.reason] : [])).join('')}`;

describe('a skill that asks a model', () => {
  bundlesTheTerminal();

  it('reproduce-first: states a request as a test that fails; the patch waits until the person confirms the test', async () => {
    const { ended, model, sent, drawnFrom } = await ask(
      SLUG,
      {
        test: [
          `It checks case.\n\n${whole('test/case.test.js', PASSES_ALREADY)}`,
          `It checks that punctuation goes.\n\n${whole('test/punctuation.test.js', PUNCTUATION)}`,
        ],
        question: ['{"question": null}'],
        edit: [MENDED_SLUG],
        bodies: [MENDED_SLUG],
        plan: ['slug in src/slug.js has to drop what is no letter.'],
      },
      { request: REQUEST },
    );
    expect(drawnFrom).toContain('reproduce-first');
    expect(ended.events.flatMap((event) => (event.type === 'reproduced' ? [event.shows] : []))).toEqual([
      false,
      true,
    ]);
    // The bad test comes back with what running it has shown.
    expect(model.of('test')[1]?.user).toMatch(
      /test\/case\.test\.js did not fail.*passes on the code as it is/,
    );
    expect(sent('reproduce-first')[0]?.blocks.map(({ source }) => source)).toContain('test/slug.test.js');
    expect(ended.outcome?.outcome).toMatchObject({
      verdict: 'asked',
      unconfirmedTest: { path: 'test/punctuation.test.js', text: PUNCTUATION },
      question: { text: expect.stringContaining('Does this test say what you mean?') },
    });
    expect(ended.outcome?.diff).toContain('src/slug.js');
    expect(ended.outcome?.diff).not.toContain('punctuation.test.js');
    expect(ended.code).toBe(2);
  });

  it('reproduce-first: with --apply --accept-test the patch is written with the test, and the test passes', async () => {
    const { ended, folder } = await ask(
      SLUG,
      {
        test: [`It checks that punctuation goes.\n\n${whole('test/punctuation.test.js', PUNCTUATION)}`],
        question: ['{"question": null}'],
        edit: [MENDED_SLUG],
        bodies: [MENDED_SLUG],
        plan: ['slug in src/slug.js has to drop what is no letter.'],
      },
      { request: REQUEST, options: ['--apply', '--accept-test'], writes: true },
    );
    expect(ended.code, told(ended)).toBe(0);
    expect(readFileSync(join(folder, 'test/punctuation.test.js'), 'utf8')).toBe(PUNCTUATION);
    expect(readFileSync(join(folder, 'src/slug.js'), 'utf8')).toContain('replace(/[^a-z0-9 ]/g');
  });

  it('clarify: asks one question with options where the request says too little, after a reply that is none', async () => {
    const { ended, model, drawnFrom } = await ask(
      SLUG,
      {
        question: [
          'What do you mean?',
          '{"question":"What should be better about slugs?","options":["They leave out punctuation","They are shorter"]}',
        ],
      },
      { request: 'Please make it nicer' },
    );
    expect(drawnFrom).toContain('clarify');
    expect(model.of('question')[1]?.user).toContain('not the JSON that was asked for');
    expect(ended.outcome?.outcome).toMatchObject({
      verdict: 'asked',
      question: {
        text: 'What should be better about slugs?',
        options: ['They leave out punctuation', 'They are shorter'],
      },
    });
  });

  it('plan-first: has signatures checked by the compiler before it asks for bodies', async () => {
    const typed = {
      'package.json': '{"type":"module","scripts":{"test":"node --test test/*.test.ts"}}',
      'tsconfig.json':
        '{"compilerOptions":{"strict":true,"noEmit":true,"target":"esnext","module":"nodenext","allowImportingTsExtensions":true,"types":["node"]}}',
      'src/initials.ts': 'export function initials(name: string): string {\n  return name;\n}\n',
      'test/initials.test.ts': NAMES['test/initials.test.js'].replace('.js', '.ts'),
    };
    const stub = (type: string): string =>
      `A helper takes letters; initials in src/initials.ts joins them.\n\n${whole('src/initials.ts', `export function initials(name: string): string {\n  throw new Error('later');\n}\n\nfunction letter(part: ${type}): string {\n  throw new Error('later');\n}\n`)}`;
    const bodies = `Joined.\n\n${whole('src/initials.ts', "export function initials(name: string): string {\n  return name.split(' ').map(letter).join('');\n}\n\nfunction letter(part: string): string {\n  return part[0] ?? '';\n}\n")}`;
    const { ended, model, sent, tried } = await ask(typed, {
      edit: [NO_EDIT],
      draft: [NO_EDIT],
      plan: [stub('Strnig'), stub('string')],
      bodies: [bodies],
    });
    expect(ended.outcome, told(ended)).toMatchObject({ verdict: 'solved' });
    expect(tried.some(([skill, reward]) => skill === 'plan-first' && reward > 0.9)).toBe(true);
    expect(model.of('plan')[1]?.user).toMatch(/signatures do not compile:[\s\S]*Strnig/);
    expect(model.of('bodies')[0]?.user).toContain('function letter(part: string): string');
    expect(
      sent('plan-first').map(({ blocks }) => blocks.filter(({ source }) => source === 'plan').length),
    ).toEqual([0, 0, 2]);
  });

  it('plan-first: has Python compile the signatures, with the project’s own interpreter', async () => {
    const project = {
      'initials.py': 'def initials(name):\n    return name\n',
      'test_initials.py':
        "import unittest\nfrom initials import initials\n\n\nclass T(unittest.TestCase):\n    def test_one(self):\n        self.assertEqual(initials('Ada'), 'A')\n\n    def test_two(self):\n        self.assertEqual(initials('Ada King'), 'AK')\n",
    };
    const stub = (head: string): string =>
      `A helper takes a letter; initials in initials.py joins them.\n\n${whole('initials.py', `def initials(name):\n    raise NotImplementedError\n\n\n${head}\n    raise NotImplementedError\n`)}`;
    const bodies = `Joined.\n\n${whole('initials.py', "def initials(name):\n    return ''.join(letter(part) for part in name.split())\n\n\ndef letter(part):\n    return part[0]\n")}`;
    const { ended, model, sent } = await ask(project, {
      edit: [NO_EDIT],
      draft: [NO_EDIT],
      plan: [stub('def letter(part)'), stub('def letter(part):')],
      bodies: [bodies],
    });
    expect(ended.outcome, told(ended)).toMatchObject({ verdict: 'solved' });
    expect(model.of('plan')[1]?.user).toMatch(/signatures do not compile:\s+initials\.py:5 .*expected ':'/);
    const plan = sent('plan-first').flatMap(({ blocks }) => blocks.filter(({ source }) => source === 'plan'));
    expect(plan.at(-1)?.text).toContain("checked by Python's compiler");
  });

  it('repair-with-critique: mends the best candidate, and takes back what does not raise the reward', async () => {
    const { ended, model, tried, sent } = await ask(
      NAMES,
      {
        edit: [initials('name[0]')],
        // The first repair breaks what passed; the second holds no edit; the third is right.
        repair: [initials('undefined'), NO_EDIT, RIGHT],
        plan: [NO_EDIT],
        draft: [NO_EDIT],
      },
      { options: ['--strong-model', 'big'] },
    );
    expect(ended.outcome, told(ended)).toMatchObject({ verdict: 'solved' });
    const rewards = tried.filter(([skill]) => skill !== 'template-repair');
    expect(rewards.map(([skill]) => skill)).toEqual([
      'direct-edit',
      'repair-with-critique',
      'repair-with-critique',
    ]);
    // What the fast model failed at is mended by the strong one.
    expect(model.asked[0]?.model).toBe('loopback');
    expect(model.of('repair').map((chat) => chat.model)).toContain('big');
    expect(sent('repair-with-critique').some((prompt) => prompt.model === 'big')).toBe(true);
    const [first, second, third] = model.of('repair').map(({ user }) => user);
    expect(first).toContain('Improve on direct-edit-1');
    expect(second).toMatch(/repair-with-critique-2 did not raise the reward/);
    expect(second).toContain('Improve on direct-edit-1');
    expect(third).toContain('The reply holds no edit');
    expect(sent('repair-with-critique')[0]?.blocks.map(({ source }) => source)).toEqual(
      expect.arrayContaining(['best', 'critique']),
    );
  });

  it('decompose: takes a task in several files apart, and keeps what is done when one step fails', async () => {
    const two = {
      ...NAMES,
      'src/shout.js': 'export function shout(text) {\n  return text;\n}\n',
      'test/shout.test.js': testOf(
        'shout',
        'shout.js',
        "test('shouts each word', () => assert.equal(shout('ab cd'), 'Ab! Cd!'));",
      ),
    };
    const shout = `Each word.\n\n${whole('src/shout.js', "export function shout(text) {\n  return text.split(' ').map((word) => word[0].toUpperCase() + word.slice(1) + '!').join(' ');\n}\n")}`;
    const { ended, model, tried } = await ask(two, {
      edit: [NO_EDIT],
      plan: [NO_EDIT],
      draft: [NO_EDIT],
      split: [
        'STEP src/nothing.js: mend it\nSTEP src/shout.js: mend it',
        'STEP src/initials.js: take letters\nSTEP src/shout.js: shout',
      ],
      step: [RIGHT, NO_EDIT, shout],
    });
    expect(ended.outcome, told(ended)).toMatchObject({ verdict: 'solved' });
    expect(tried.map(([skill]) => skill)).toContain('decompose');
    expect(model.of('split')[1]?.user).toContain('“src/nothing.js” is not a file that was shown');
    expect(model.of('step')).toHaveLength(3);
    expect(model.of('step')[2]?.user).toMatch(/done src\/initials\.js[\s\S]*NOW {2}src\/shout\.js/);
    expect(ended.outcome?.diff).toContain('src/initials.js');
  });

  it('parallel-drafts: distills drafts that differ and refines them, once single drafts failed in several ways', async () => {
    const { ended, model, tried } = await ask(NAMES, {
      edit: [initials('name[0]'), initials('missing()'), NO_EDIT],
      plan: [NO_EDIT],
      repair: [NO_EDIT],
      draft: [initials('name.split(" ")'), NO_EDIT, initials('name.charAt(0)')],
      refine: [RIGHT],
    });
    expect(ended.outcome, told(ended)).toMatchObject({ verdict: 'solved' });
    expect(tried.map(([skill]) => skill)).toContain('parallel-drafts');
    const [refine] = model.of('refine');
    expect(refine?.user).toContain('Draft 2');
    expect(refine?.user).toContain('name.charAt(0)');
    expect(model.of('draft').length % 3).toBe(0);
  });

  it('analogy: shows what solved a failure of the same look in an earlier episode, and which forms of edits applied', async () => {
    const state = mkdtempSync(join(scratch, 'state-'));
    const first = await ask(NAMES, { edit: [RIGHT], plan: [NO_EDIT], draft: [NO_EDIT] }, { state });
    expect(first.ended.outcome, first.ended.stderr).toMatchObject({ verdict: 'solved' });
    const forms = readFileSync(join(state, 'edit-forms.jsonl'), 'utf8');
    expect(forms).toContain('{"model":"loopback","form":"file","applied":true}');
    const words = {
      'package.json': PACKAGE,
      'src/last.js': 'export function last(words) {\n  return words;\n}\n',
      'test/last.test.js': testOf(
        'last',
        'last.js',
        "test('takes the last letters', () => assert.deepEqual([last('ab'), last('ab cd')], ['b', 'bd']));",
      ),
    };
    const mended = `Like there.\n\n${whole('src/last.js', "export function last(words) {\n  return words.split(' ').map((word) => word.at(-1)).join('');\n}\n")}`;
    const second = await ask(
      words,
      { edit: [NO_EDIT], plan: [NO_EDIT], draft: [NO_EDIT], analogy: [NO_EDIT, mended] },
      { state },
    );
    expect(second.ended.outcome, second.ended.stderr).toMatchObject({ verdict: 'solved' });
    const [shown] = second.sent('analogy');
    expect(shown?.blocks.find(({ source }) => source.startsWith('episode '))?.text).toContain(
      "+  return name.split(' ')",
    );
    expect(shown?.form?.why).toMatch(/of loopback's replies in it should apply/);
    expect(second.tried.map(([skill]) => skill)).toContain('analogy');
  });
});
