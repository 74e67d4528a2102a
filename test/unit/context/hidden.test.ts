import { describe, expect, it } from 'vitest';
import { hidingOf, visibleSources } from '../../../src/context/ignore/hidden.ts';
import type { Sources } from '../../../src/loop/rooms.ts';

type Files = Readonly<Record<string, string>>;
const sourcesOf = (files: Files): Sources => ({
  list: () => Object.keys(files),
  read: (path) => files[path],
});
const visible = (files: Files, exclude?: string): readonly string[] => {
  const sources = sourcesOf(files);
  return visibleSources(sources, hidingOf(sources, exclude)).list();
};

describe('an ignore list', () => {
  it.each([
    '.credenceignore',
    '.cursorignore',
    '.aiderignore',
    '.clineignore',
    '.copilotignore',
    '.rooignore',
    '.kilocodeignore',
    '.continueignore',
    '.codeiumignore',
    '.geminiignore',
    '.aiignore',
    '.aiexclude',
  ])('%s hides what it names from prompts, and says so', (list) => {
    const files = {
      [list]: '# theirs\nsecret/\n*.sql\n!keep.sql\n',
      'secret/a.ts': '',
      'x/dump.sql': '',
      'keep.sql': '',
      'a.ts': '',
    };
    expect(visible(files)).toEqual([list, 'keep.sql', 'a.ts']);
    expect(hidingOf(sourcesOf(files))('secret/a.ts')).toBe(list);
  });

  it('of a folder speaks for that folder', () => {
    const files = {
      'app/.cursorignore': '/data.json\n',
      'app/data.json': '',
      'data.json': '',
      'app/x/data.json': '',
    };
    expect(visible(files)).toEqual(['app/.cursorignore', 'data.json', 'app/x/data.json']);
  });

  it('never brings back what another one hides', () => {
    const files = { '.cursorignore': '!a.ts\n', '.clineignore': 'a.ts\n', 'a.ts': '' };
    expect(visible(files)).not.toContain('a.ts');
  });

  it('of one clone counts too', () => {
    expect(visible({ 'a.ts': '', 'b.ts': '' }, '/a.ts\n')).toEqual(['b.ts']);
  });
});

describe('a path that is not inside', () => {
  it.each(['/usr/lib/x.js', '../x.ts', './a.ts', 'a/../secret/x.ts', 'a//x.ts', '..', ''])(
    'is hidden, whatever the lists say: %s',
    (path) => {
      const hiding = hidingOf(sourcesOf({ '.cursorignore': 'secret/\n', 'a/.cursorignore': 'x\n' }));
      expect(hiding(path)).toBe('lying outside the folder');
    },
  );
});

describe('a hostile ignore list', () => {
  it.each([
    ['stars in one segment', `${'*a'.repeat(100)}b`],
    ['stars in a row', `${'**'.repeat(100)}b`],
    ['folders at any depth', `${'**/a/'.repeat(50)}b`],
    ['one long line', ' '.repeat(200_000)],
  ])(
    'with many %s is matched in time',
    (_what, pattern) => {
      const hiding = hidingOf(sourcesOf({ '.cursorignore': `${pattern}x\nsecret\n` }));
      for (const path of ['a'.repeat(250), `${'a/'.repeat(120)}c`]) hiding(path);
      expect(hiding('secret')).toBe('.cursorignore');
    },
    5000,
  );

  it('hides more rather than less', () => {
    const hiding = hidingOf(sourcesOf({ '.cursorignore': 'k*e*y*s*.*t\n!k*e*y*s*.*t\n' }));
    expect(hiding('keys.txt')).toBe('.cursorignore');
    expect(hiding('cart.ts')).toBeUndefined();
  });
});

describe('files of secrets', () => {
  it.each([
    '.env',
    '.env.local',
    'app/.env.production',
    'id_rsa',
    'keys/server.pem',
    '.npmrc',
    '.netrc',
    'a.p12',
    'deploy/prod.env',
    '.dev.vars',
    '.flaskenv',
    '.envrc',
    '.ENV',
    'KEYS/SERVER.PEM',
  ])('are hidden: %s', (path) => {
    expect(hidingOf(sourcesOf({}))(path)).toBe('files of secrets');
  });

  it.each([
    '.env.example',
    'src/env.ts',
    'environment.py',
    'keys.ts',
    'pem.py',
    'docs/.env.sample',
    'sample.env',
  ])('are not those: %s', (path) => {
    expect(hidingOf(sourcesOf({}))(path)).toBeUndefined();
  });
});
