import { describe, expect, it } from 'vitest';
import { aliasesIn } from '../../../../src/context/map/aliases.ts';

describe('settings that never end', () => {
  it.each([
    ['comments', '/* '.repeat(70_000)],
    ['strings', `"${'\\"'.repeat(100_000)}\\`],
    ['strings that end in an escape', '"a\\'.repeat(50_000)],
    ['commas', `{"a":[${', '.repeat(100_000)}`],
    ['lines after a comma', `{"a":1,${'\n'.repeat(200_000)}`],
  ])(
    'by %s are read once and tell nothing',
    (_what, text) => {
      expect(aliasesIn('tsconfig.json', text)).toEqual([]);
    },
    5000,
  );

  it('do not hinder those with comments, quotes and trailing commas', () => {
    const text = `{ // paths\n "compilerOptions": { /* here */ "paths": { "@/*": ["./src/*",], "\\"//": ["x",] } } }`;
    expect(aliasesIn('tsconfig.json', text).map(({ prefix }) => prefix)).toEqual(['@/', '"//']);
  });
});
