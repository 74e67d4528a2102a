import { describe, expect, it } from 'vitest';
import { ContentNames } from '../../../src/vscode/lightbulb/content-names.ts';

const document = (uri: string, version: number, text: string) => ({ uri, version, getText: () => text });

describe('the name of what a fix was verified for', () => {
  it('comes back with the text, however often it was edited meanwhile', () => {
    const names = new ContentNames();
    const before = names.nameOf(document('a', 1, 'one'));
    names.edited('a');
    expect(names.nameOf(document('a', 2, 'two'))).not.toBe(before);
    names.edited('a');
    expect(names.nameOf(document('a', 3, 'one'))).toBe(before);
  });

  it('is another one when anything else changed: another document, the disk, or a document that was left', () => {
    const names = new ContentNames();
    const all = new Set([names.nameOf(document('a', 1, 'one'))]);
    names.edited('b');
    all.add(names.nameOf(document('a', 1, 'one')));
    names.changedOnDisk();
    all.add(names.nameOf(document('a', 1, 'one')));
    names.closed('b');
    all.add(names.nameOf(document('a', 1, 'one')));
    names.closed('never edited');
    all.add(names.nameOf(document('a', 1, 'one')));
    expect(all.size).toBe(4);
  });

  it('tells documents of one text apart', () => {
    const names = new ContentNames();
    expect(names.nameOf(document('a', 1, 'one'))).not.toBe(names.nameOf(document('b', 1, 'one')));
  });
});
