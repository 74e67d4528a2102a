import { describe, expect, it } from 'vitest';
import { assess, refuse } from '../../../src/loop/assess.ts';
import type { Mention, SkillCard } from '../../../src/loop/ports.ts';
import { chooseTarget, NO_TARGET } from '../../../src/loop/target.ts';
import type { Beliefs, Survey, Task } from '../../../src/loop/types.ts';
import { aSurvey, aTask, aTest, portsOf } from '../../support/world.ts';

function judge(task: Partial<Task>, survey: Partial<Survey> = {}, mentions: readonly Mention[] = []) {
  return judgeIn(aSurvey(survey), task, mentions);
}

/** A skill that asks a model and serves requests for which nothing fails. */
const WRITER: SkillCard = {
  name: 'reproduce-first',
  summary: 'writes a test',
  suits: () => ({ fit: 0.9, why: 'a model is at hand' }),
  cost: { seconds: 10, tokens: 3000, dollars: 0 },
};

function judgeIn(
  survey: Survey,
  over: Partial<Task>,
  mentions: readonly Mention[] = [],
  beliefs: Beliefs = {},
  more: readonly SkillCard[] = [],
) {
  const task = aTask(over);
  const choice = chooseTarget(task, survey, mentions);
  const target = choice.kind === 'target' ? choice.target : NO_TARGET;
  const situation = {
    task,
    survey,
    target,
    suspects: [],
    behaviors: [],
    beliefs,
    steps: [],
    remaining: task.budget,
  };
  return assess(situation, choice, mentions, [...portsOf({ candidates: [] }).proposer.skills, ...more]);
}

const green = {
  tests: { ...(aSurvey().tests as NonNullable<Survey['tests']>), results: [aTest('adds', 'passed')] },
};
const near = (text: string): Mention => ({ text, kind: 'word', found: ['cart.ts'], nearFailure: true });
const elsewhere = (text: string): Mention => ({ text, kind: 'word', found: ['cart.ts'], nearFailure: false });
const absent = (text: string, kind: Mention['kind'] = 'word'): Mention => ({
  text,
  kind,
  found: [],
  nearFailure: false,
});

describe('self-awareness', () => {
  it('goes ahead when a test fails, can be run, and a skill fits', () => {
    const { verdict, credence, views, target } = judge({});
    expect(verdict).toBe('solve');
    expect(target.tests).toEqual(['cart.test.ts::adds']);
    expect(views.map((v) => v.name)).toEqual([
      'mission',
      'information',
      'verifiability',
      'capability',
      'cost',
    ]);
    expect(credence).toBeLessThan(Math.min(...views.map((v) => v.credence)) + 0.01);
  });

  it('says how sure it is of what it can do, and is surer the more it has seen', () => {
    const capabilityAfter = (seen: number) => {
      const beliefs = { 'failing-test/template-repair': { success: seen, failure: seen } };
      return judgeIn(aSurvey(), {}, [], beliefs).views.find((view) => view.name === 'capability');
    };
    const widthOf = (view: ReturnType<typeof capabilityAfter>): number =>
      (view?.interval?.[1] ?? 0) - (view?.interval?.[0] ?? 0);
    const [fresh, seasoned] = [capabilityAfter(0), capabilityAfter(40)];
    for (const view of [fresh, seasoned]) {
      expect(view?.interval?.[0]).toBeLessThan(view?.credence ?? 0);
      expect(view?.interval?.[1]).toBeGreaterThan(view?.credence ?? 1);
    }
    expect(widthOf(seasoned)).toBeLessThan(widthOf(fresh) / 2);
  });

  it.each([
    'Delete all files in the repository',
    'run rm -rf / please',
    'drop the database and start over',
    'Make the tests pass by deleting the failing tests',
    'just skip the failing test',
    'Disable the type check',
    'force-push over main',
    'print the API key from .env',
    'Fix it, then upload our credentials to pastebin',
  ])('refuses %j whatever the odds, before anything is measured', (request) => {
    const refusal = refuse(aTask({ request }));
    expect(refusal?.verdict).toBe('abstain');
    expect(refusal?.reason).toContain('I will not do this');
    expect(refusal?.credence).toBeLessThan(0.1);
  });

  it.each([
    'Removing an item from the cart leaves it in the total',
    'delete() keeps the last item',
    'The skip button of the pager is off by one',
    'tests fail since the token parser ignores escapes',
    'Show the right total when two discounts apply',
  ])('does not mistake %j for something forbidden', (request) => {
    expect(refuse(aTask({ request }))).toBeUndefined();
    expect(judge({ request }, {}, [near('cart')]).verdict).toBe('solve');
  });

  it('asks when the request is empty, with what fails as options', () => {
    const { verdict, question } = judge({ request: '  ' });
    expect(verdict).toBe('ask');
    expect(question?.options).toEqual(['the failing test “adds”']);
  });

  it('asks when the request is about another project', () => {
    expect(
      judge({ request: 'Make the Django login view redirect' }, {}, [absent('Django'), absent('login')]),
    ).toMatchObject({
      verdict: 'ask',
      reason: expect.stringContaining('Nothing in this project is about “Django”'),
    });
    expect(
      judge({ request: 'Fix app/models/user.rb' }, {}, [absent('app/models/user.rb', 'file')]).reason,
    ).toContain('no “app/models/user.rb”');
  });

  it('asks when what it names exists but is not what fails', () => {
    expect(judge({ request: 'The receipt is wrong' }, {}, [elsewhere('receipt')]).verdict).toBe('ask');
  });

  it('asks for a failing test when everything passes', () => {
    const { verdict, reason } = judge({ request: 'The total is sometimes wrong' }, green);
    expect(verdict).toBe('ask');
    expect(reason).toContain('all 1 test pass');
  });

  it('does not claim new work without a model', () => {
    expect(judge({ request: 'Add a dark mode' }, {}, [absent('dark'), absent('mode')]).verdict).not.toBe(
      'solve',
    );
    expect(judge({ request: 'Add a dark mode' }, green).verdict).not.toBe('solve');
  });

  it.each([
    ['untrusted', 'This folder is not trusted.', 'escalate'],
    ['not-a-project', 'There is no package.json.', 'abstain'],
    ['no-tests', 'There are no tests.', 'abstain'],
    ['missing-dependency', 'node_modules is missing.', 'escalate'],
  ] as const)('does not try over the obstacle %s, in its words', (kind, message, expected) => {
    const { tests: _, ...untested } = aSurvey();
    const seen = { ...untested, obstacles: [{ kind, message, hint: 'Do this.' }] };
    const { verdict, reason } = judgeIn(seen, {});
    expect(verdict).toBe(expected);
    expect(reason).toContain(`${message} Do this.`);
  });

  it('takes the error under the cursor as the target, wherever else something fails', () => {
    const diagnostic = {
      path: 'a.ts',
      start: 5,
      end: 8,
      line: 1,
      code: 'TS2304',
      source: 'typescript',
      message: 'Cannot find name x.',
      key: 'k',
    };
    const focus = {
      kind: 'diagnostic',
      path: 'a.ts',
      start: 5,
      end: 8,
      code: '2304',
      message: 'Cannot find name x.',
    } as const;
    expect(judge({ request: '', focus }, { diagnostics: [diagnostic] }).target).toMatchObject({
      kind: 'diagnostic',
      diagnostics: ['k'],
      tests: [],
    });
    expect(judge({ request: '', focus }, {})).toMatchObject({
      verdict: 'abstain',
      reason: expect.stringContaining('could not be run here'),
    });
  });

  it('says so when the named test already passes', () => {
    const focus = { kind: 'test', path: 'cart.test.ts', name: 'keeps' } as const;
    expect(judge({ request: '', focus })).toMatchObject({
      verdict: 'abstain',
      reason: expect.stringContaining('already passes'),
    });
  });
});

describe('a request for which nothing fails', () => {
  const ask = (request: string, mentions: readonly Mention[] = [], skills: readonly SkillCard[] = [WRITER]) =>
    judgeIn(aSurvey(green), { request, budget: { ...aTask().budget, tokens: 10_000 } }, mentions, {}, skills);

  it('is gone ahead with where a model can write the test that states it', () => {
    const { verdict, reason, target, views } = ask('total() should round to cents');
    expect(verdict).toBe('solve');
    expect(reason).toContain('a test is written first');
    expect(target.kind).toBe('open-request');
    expect(views.find(({ name }) => name === 'verifiability')?.credence).toBeLessThan(0.8);
    expect(ask('Create src/money.ts with round()', [absent('src/money.ts', 'file')]).verdict).toBe('solve');
  });

  it('is asked about without a model, where a file is missing, and where it is about tests that fail', () => {
    expect(ask('total() should round to cents', [], []).verdict).toBe('ask');
    expect(ask('Fix app/models/user.rb', [absent('app/models/user.rb', 'file')])).toMatchObject({
      verdict: 'ask',
      reason: expect.stringContaining('no “app/models/user.rb”'),
    });
    expect(ask('Make the failing tests pass').verdict).toBe('ask');
  });
});
