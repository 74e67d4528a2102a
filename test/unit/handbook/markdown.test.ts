import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { behaviorsIn, parseHandbook, printHandbook, writeBehaviors } from '../../../src/handbook/markdown.ts';
import type { Behavior } from '../../../src/loop/types.ts';

const word = fc.stringMatching(/^[\w:-]{1,12}$/);
const oneLine = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .map((text) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim())
  .filter((text) => text !== '');
const proseLine = fc.oneof(
  oneLine,
  fc.constantFrom('## not a heading', '- status: disabled', '\\# x', '```', '<!-- x', '# top'),
);
const evidence = fc.record({
  usedSolved: fc.nat(1000),
  usedFailed: fc.nat(1000),
  withheldSolved: fc.nat(1000),
  withheldFailed: fc.nat(1000),
});
const behavior: fc.Arbitrary<Behavior> = fc.record(
  {
    name: oneLine,
    trigger: fc.record(
      {
        taskKind: fc.constantFrom('failing-test', 'diagnostic', 'open-request'),
        code: oneLine,
        signature: oneLine,
      },
      { requiredKeys: [] },
    ),
    instruction: fc.array(proseLine, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n')),
    prefer: oneLine,
    status: fc.constantFrom('trial', 'active', 'pinned', 'disabled', 'retired'),
    evidence,
    sources: fc.uniqueArray(word, { maxLength: 4 }),
  },
  { requiredKeys: ['name', 'trigger', 'instruction', 'status', 'evidence', 'sources'] },
) as fc.Arbitrary<Behavior>;

const textOf = (document: ReturnType<typeof parseHandbook>): string =>
  document.lines.map((line) => line.text + line.eol).join('');

const EDITED = `Notes of the team, kept.

## off-by-one
Try the comparison first.
It is usually \`<=\`.

* **Status:** pinned
- Trigger: task failing-test
- owner: Ada
`;

describe('the handbook as Markdown', () => {
  it('reads back what it printed', () => {
    const unique = fc.uniqueArray(behavior, { selector: (b) => b.name, maxLength: 5 });
    fc.assert(
      fc.property(unique, (behaviors) => {
        const document = parseHandbook(printHandbook(behaviors));
        expect(behaviorsIn(document)).toEqual(behaviors);
        expect(document.complaints).toEqual([]);
      }),
    );
  });

  it('survives any nonsense, and writes it back to the letter', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '## ',
        '\n',
        '\r\n',
        '- trigger: ',
        '- status: no\n',
        '```\n',
        '<!--',
        '`',
        '## a\n',
        '\uFEFF',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        const document = parseHandbook(text);
        expect(textOf(document)).toBe(text);
        expect(writeBehaviors(document, behaviorsIn(document)).startsWith(text)).toBe(true);
      }),
    );
  });

  it('understands a hand edit with fields missing, in another order and case', () => {
    const document = parseHandbook(EDITED);
    expect(behaviorsIn(document)).toEqual([
      {
        name: 'off-by-one',
        trigger: { taskKind: 'failing-test' },
        instruction: 'Try the comparison first.\nIt is usually `<=`.',
        status: 'pinned',
        evidence: { usedSolved: 0, usedFailed: 0, withheldSolved: 0, withheldFailed: 0 },
        sources: [],
      },
    ]);
    expect(document.complaints).toEqual([
      { line: 9, message: expect.stringContaining('there is no field “owner”') },
    ]);
  });

  it('changes only the field that changed', () => {
    const document = parseHandbook(EDITED);
    const [known] = behaviorsIn(document);
    if (known === undefined) throw new Error('the section was not understood');
    const next = { ...known, evidence: { ...known.evidence, usedSolved: 2 } };
    expect(writeBehaviors(document, [next])).toBe(
      `${EDITED}- evidence: used: 2 solved, 0 failed; withheld: 0 solved, 0 failed\n`,
    );
  });

  it('keeps carriage returns', () => {
    const document = parseHandbook('# Ours\r\n\r\n## a\r\nDo.\r\n- status: trial\r\n');
    const [known] = behaviorsIn(document);
    if (known === undefined) throw new Error('the section was not understood');
    const text = writeBehaviors(document, [
      { ...known, status: 'active' },
      { ...known, name: 'b' },
    ]);
    expect(text).toContain('- status: active\r\n');
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
  });

  it('leaves alone what it does not understand, and says where and what to do', () => {
    const text = '## one\nDo it.\n- status: off\n\n## two\n- trigger: when it rains\n\n## three\nFine.\n';
    const document = parseHandbook(text);
    expect(behaviorsIn(document).map((b) => b.name)).toEqual(['three']);
    expect(document.complaints).toEqual([
      { line: 3, message: expect.stringContaining('“off” is not one of trial, active, pinned') },
      { line: 5, message: expect.stringContaining('there is no instruction') },
      { line: 6, message: expect.stringContaining('write for example: task failing-test') },
    ]);
    const mine: Behavior = {
      name: 'one',
      trigger: {},
      instruction: 'Other.',
      status: 'trial',
      evidence: { usedSolved: 9, usedFailed: 0, withheldSolved: 0, withheldFailed: 0 },
      sources: [],
    };
    expect(writeBehaviors(document, [mine])).toBe(text);
  });

  it('takes the first of two sections with one name', () => {
    const document = parseHandbook('## a\nFirst.\n## a\nSecond.\n');
    expect(behaviorsIn(document).map((b) => b.instruction)).toEqual(['First.']);
    expect(document.complaints).toEqual([
      { line: 3, message: expect.stringContaining('already a behavior “a”') },
    ]);
  });

  it('does not let a commented-out section act, nor an open fence swallow the rest', () => {
    const names = (text: string) => behaviorsIn(parseHandbook(text)).map((b) => b.name);
    expect(names('<!--\n## old\nDo.\n-->\n## new\nDo.\n')).toEqual(['new']);
    expect(names('## a\nLike:\n```\n## b\nDo.\n')).toEqual(['a', 'b']);
    expect(names('## a\nLike:\n```\n## b\n```\n')).toEqual(['a']);
  });
});
