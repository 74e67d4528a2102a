import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { changedText, splice } from '../../../bench/repair/change.ts';
import { readCorpus } from '../../../bench/repair/corpus.ts';
import { isHeldOut, KINDS } from '../../../bench/repair/kinds.ts';
import { chosen, readOptions } from '../../../bench/repair/options.ts';

function corpusOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'bench-repair-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const AGE = 'def adult(age):\n    return age >= 18\n';
const task = {
  id: 'birthday',
  kind: 'relational-operator',
  repairable: true,
  bug: [{ file: 'age.py', find: '>= 18', replace: '> 18' }],
  hidden: ['tests/test_hidden.py'],
};
const project = (tasks: unknown, more: Readonly<Record<string, string>> = {}) =>
  corpusOf({
    'python/age/age.py': AGE,
    'python/age/hidden/tests/test_hidden.py': '',
    'python/age/tasks.json': JSON.stringify(tasks),
    ...more,
  });
const problemsWith = (over: object) =>
  readCorpus(project({ runner: 'unittest', tasks: [{ ...task, ...over }] })).problems;

describe('the corpus', () => {
  it('gives each task with its project', () => {
    const folder = project({ runner: 'unittest', tasks: [task] });
    expect(readCorpus(folder)).toEqual({
      tasks: [
        {
          ...task,
          add: {},
          language: 'python',
          project: 'age',
          folder: join(folder, 'python/age'),
          runner: 'unittest',
        },
      ],
      problems: [],
    });
  });

  it.each([
    ['a text that is not there', { bug: [{ file: 'age.py', find: '>= 21', replace: '' }] }, /does not occur/],
    [
      'a text that is there twice',
      { bug: [{ file: 'age.py', find: 'age', replace: 'years' }] },
      /more than once; take more/,
    ],
    [
      'two changes of the same place',
      {
        bug: [
          { file: 'age.py', find: 'age >= 18', replace: 'x' },
          { file: 'age.py', find: '>= 18\n', replace: 'y' },
        ],
      },
      /overlap/,
    ],
    ['a file that is not there', { bug: [{ file: 'b.py', find: 'a', replace: 'b' }] }, /not in the project/],
    ['hidden tests that are not there', { hidden: ['tests/test_x.py'] }, /names hidden\/tests\/test_x\.py/],
    ['nothing that judges', { hidden: [] }, /nothing can judge/],
    ['a kind nobody knows', { kind: 'typo' }, /tasks\.0\.kind/],
    ['a path out of the project', { hidden: ['../x.py'] }, /a path inside the project/],
    ['something unrepairable that is called repairable', { kind: 'rewrite' }, /cannot be repairable/],
    ['something unrepairable without its reason', { kind: 'rewrite', repairable: false }, /does not say why/],
    ['a bug in a file that it replaces', { add: { 'age.py': AGE } }, /keep one of the two/],
  ])('says what is wrong with %s', (_, over, message) => {
    const problems = problemsWith(over);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^python\/age\/tasks\.json: /);
    expect(problems[0]).toMatch(message);
  });

  it('says where a file is no JSON, is missing, or has an id twice', () => {
    expect(
      readCorpus(
        project(
          { runner: 'unittest', tasks: [task, task] },
          {
            'python/b/tasks.json': '{',
            'typescript/c/package.json': '{}',
          },
        ),
      ).problems.map((problem) => problem.slice(0, 50)),
    ).toEqual([
      'typescript/c/tasks.json: is missing. Add it, or re',
      'python/age/tasks.json: task birthday has the id of',
      expect.stringContaining('python/b/tasks.json: is no JSON'),
    ]);
  });

  it('holds out a third of the kinds', () => {
    const share = KINDS.filter((kind) => isHeldOut(kind)).length / KINDS.length;
    expect(share).toBeGreaterThan(0.3);
    expect(share).toBeLessThan(0.35);
  });
});

describe('putting a bug in', () => {
  it('leaves the rest as it is, and its reverse takes it out again', () => {
    const words = fc.array(fc.constantFrom('alpha', 'beta', 'x', ' ', '\n'), { maxLength: 30 });
    fc.assert(
      fc.property(words, words, words, fc.string(), (before, between, after, replace) => {
        const text = `${before.join('')}«1»${between.join('')}«2»${after.join('')}`;
        // The order in which changes are told does not matter.
        const changed = changedText(text, [
          { file: 'a', find: '«2»', replace: '‹2›' },
          { file: 'a', find: '«1»', replace },
        ]);
        expect(changed).toEqual({
          kind: 'changed',
          text: `${before.join('')}${replace}${between.join('')}‹2›${after.join('')}`,
        });
        const start = before.join('').length;
        const once = splice(text, [{ start, end: start + 3, text: replace }]);
        if (once.kind !== 'changed') throw new Error(once.reason);
        expect(splice(once.text, [{ start, end: start + replace.length, text: '«1»' }])).toEqual({
          kind: 'changed',
          text,
        });
      }),
    );
  });
});

describe('choosing tasks', () => {
  const tasks = readTasks(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
  const ids = (args: readonly string[], among = tasks) => {
    const options = readOptions(args);
    if (typeof options === 'string') throw new Error(options);
    return chosen(among, options).map(({ id }) => id);
  };

  it('draws an order from the seed that does not change when a task is added', () => {
    expect(ids(['--seed', '1'])).toEqual(ids(['--seed', '1']));
    expect(ids(['--seed', '1'])).not.toEqual(ids(['--seed', '2']));
    expect(ids(['--seed', '1']).toSorted()).toEqual(tasks.map(({ id }) => id));
    expect(ids(['--seed', '1'], tasks.slice(1))).toEqual(ids(['--seed', '1']).filter((id) => id !== 'a'));
  });

  it('narrows by language, kind, project and task', () => {
    expect(ids(['--language', 'python'])).toEqual([]);
    expect(ids(['--kind', 'off-by-one', '--task', 'a', '--task', 'b', '--project', 'p']).toSorted()).toEqual([
      'a',
      'b',
    ]);
    expect(ids(['--limit', '3'])).toHaveLength(3);
  });

  it.each([
    [['--language', 'cobol'], /typescript, python, diagnostics/],
    [['--kind', 'typo'], /--kind is one of/],
    [['--jobs', '0'], /--jobs is a whole number of at least 1/],
    [['--seed', 'x'], /--seed/],
    [['--fast'], /--fast/],
  ])('refuses %j', (args, message) => {
    expect(readOptions(args)).toMatch(message);
  });

  function readTasks(ids: readonly string[]) {
    return ids.map((id) => ({
      id,
      language: 'typescript' as const,
      project: 'p',
      folder: '',
      runner: 'vitest' as const,
      kind: 'off-by-one' as const,
      repairable: true,
      bug: [],
      add: {},
      hidden: [],
    }));
  }
});
