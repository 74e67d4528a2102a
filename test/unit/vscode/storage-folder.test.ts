import { describe, expect, it } from 'vitest';
import { sharedStorage } from '../../../src/vscode/storage-folder.ts';

const of = (name: string): string => `/data/User/workspaceStorage/${name}/credence.credence`;

describe('the storage of a workspace', () => {
  it.each([
    ['a second window', '9f86d081884c7d65-1', '9f86d081884c7d65'],
    ['a third one in a browser', '-48128065-2', '-48128065'],
    ['the first window', '9f86d081884c7d65', '9f86d081884c7d65'],
    ['the first one in a browser', '-48128065', '-48128065'],
    ['a name of another make', 'my-folder-1', 'my-folder-1'],
  ])('is shared by %s', (_, given, shared) => {
    expect(sharedStorage(of(given))).toBe(of(shared));
  });
});
