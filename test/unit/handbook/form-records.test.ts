import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEditForms } from '../../../src/edits/edit-forms.ts';
import { openAnalogues } from '../../../src/handbook/analogues.ts';
import { openFormRecords } from '../../../src/handbook/form-records.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'records-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const BLOCKS = 'a.ts\n```\n<<<<<<< SEARCH\na\n=======\nb\n>>>>>>> REPLACE\n```';

describe('the form of edits', () => {
  it('that a model fails at is given up from one episode to the next, and not for other models', () => {
    const first = createEditForms(openFormRecords(folder));
    expect(first.choose('small', { file: 40 }, 1).name).toBe('file');
    for (let reply = 0; reply < 12; reply += 1) first.record('small', 'file', 'no edit at all', false);
    for (let reply = 0; reply < 8; reply += 1) first.record('small', 'file', BLOCKS, true);
    const later = createEditForms(openFormRecords(folder));
    const chosen = later.choose('small', { file: 40 }, 1);
    expect(chosen.name).toBe('blocks');
    expect(chosen.why).toMatch(
      /search and replace: \d+% of small's replies in it should apply \(8 of 8 applied\)/,
    );
    expect(chosen.instructions).toContain('<<<<<<< SEARCH');
    expect(later.choose('another', { file: 40 }, 1).name).toBe('file');
  });

  it('is chosen without what a kill tore or another program wrote', () => {
    const records = openFormRecords(folder);
    records.add('m', 'diff', true);
    appendFileSync(
      join(folder, 'edit-forms.jsonl'),
      '{"model":"m","form":"di\n[]\n{"model":"m","form":"../x","applied":true}\n',
    );
    openFormRecords(folder).add('m', 'diff', false);
    expect(openFormRecords(folder).of('m')).toEqual({ diff: { applied: 1, refused: 1 } });
  });

  it('is remembered for this process where nothing can be written', () => {
    writeFileSync(join(folder, 'taken'), '');
    const records = openFormRecords(join(folder, 'taken'));
    records.add('m', 'blocks', true);
    expect(records.of('m')).toEqual({ blocks: { applied: 1, refused: 0 } });
  });
});

describe('solved tasks', () => {
  const solved = (episode: string, diff: string) => ({
    episode,
    key: 'failing-test/expected # to be #',
    title: 'it',
    diff,
  });

  it('are found again by the look of their failure, the newest first, without secrets', () => {
    const analogues = openAnalogues(folder, (text) => text.replaceAll('hunter2', '[redacted]'));
    analogues.add(solved('one', '+a'));
    analogues.add(solved('two', "+const password = 'hunter2';"));
    analogues.add({ ...solved('three', '+c'), key: '' });
    const found = openAnalogues(folder, (text) => text).find('failing-test/expected # to be #');
    expect(found.map(({ episode }) => episode)).toEqual(['two', 'one']);
    expect(readFileSync(join(folder, 'solved.jsonl'), 'utf8')).not.toContain('hunter2');
    expect(analogues.find('')).toEqual([]);
  });

  it('with a long patch are no example', () => {
    const analogues = openAnalogues(folder, (text) => text);
    analogues.add(solved('long', '+'.repeat(5000)));
    expect(analogues.find('failing-test/expected # to be #')).toEqual([]);
  });
});
