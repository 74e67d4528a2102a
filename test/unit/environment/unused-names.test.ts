import { describe, expect, it } from 'vitest';
import { unusedNames } from '../../../src/environment/typescript/unused-names.ts';

describe('what a project makes of names that nothing uses', () => {
  it.each([
    ['nothing, where nothing is said', {}, 'allowed'],
    [
      'nothing, where it is allowed in so many words',
      { 'tsconfig.json': '{ "compilerOptions": { "noUnusedLocals": false } }' },
      'allowed',
    ],
    [
      'an error, in any configuration',
      { 'packages/a/tsconfig.build.json': '{ "compilerOptions": { "noUnusedLocals" : true } }' },
      'errors',
    ],
    [
      'an error of parameters alone',
      { 'tsconfig.json': '{ "compilerOptions": { "noUnusedParameters": true } }' },
      'parameters-are-errors',
    ],
    [
      'perhaps an error, where a package says it',
      { 'tsconfig.json': '{ "extends": "@tsconfig/strictest/tsconfig.json" }' },
      'errors',
    ],
    [
      'perhaps an error, where one of several is a package',
      { 'tsconfig.json': '{ "extends": ["./base.json", "strict"] }' },
      'errors',
    ],
    [
      'what its own configurations say, where it extends these',
      { 'tsconfig.json': '{ "extends": "../tsconfig.base.json" }' },
      'allowed',
    ],
    [
      'nothing by the words of other files',
      { 'notes.json': '{ "noUnusedLocals": true, "extends": "x" }' },
      'allowed',
    ],
  ] as const)('is %s', (_, files, expected) => {
    const texts = new Map<string, string>(Object.entries(files));
    expect(unusedNames({ list: () => [...texts.keys()], read: (path) => texts.get(path) })).toBe(expected);
  });
});
