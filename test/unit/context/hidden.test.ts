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
  ])('are hidden: %s', (path) => {
    expect(hidingOf(sourcesOf({}))(path)).toBe('files of secrets');
  });

  it.each(['.env.example', 'src/env.ts', 'environment.py', 'keys.ts', 'pem.py', 'docs/.env.sample'])(
    'are not those: %s',
    (path) => {
      expect(hidingOf(sourcesOf({}))(path)).toBeUndefined();
    },
  );
});
