import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/environment/apply-edits.ts';
import { readLineReport } from '../../src/environment/runners/line-report.ts';
import { Roots } from '../../src/environment/runners/report.ts';
import { callIn, expandScript } from '../../src/environment/runners/script.ts';
import type { FileEdit } from '../../src/loop/types.ts';

const folder = mkdtempSync(join(tmpdir(), 'properties-'));
afterAll(() => rmSync(folder, { recursive: true }));

function sourcesOf(files: Readonly<Record<string, string>>) {
  return {
    list: () => Object.keys(files).toSorted(),
    read: (path: string) => (Object.hasOwn(files, path) ? files[path] : undefined),
  };
}

describe('applying edits', () => {
  const pieces = fc.array(fc.record({ keep: fc.string(), cut: fc.string(), by: fc.string() }), {
    minLength: 1,
    maxLength: 8,
  });

  it('replaces what is named and keeps every other character', () => {
    fc.assert(
      fc.property(pieces, fc.string(), (parts, rest) => {
        let text = '';
        const replacements = parts.map(({ keep, cut, by }) => {
          text += keep;
          const start = text.length;
          text += cut;
          return { start, end: text.length, text: by };
        });
        text += rest;
        const expected = parts.map(({ keep, by }) => keep + by).join('') + rest;
        const applied = applyEdits(sourcesOf({ 'a.ts': text }), [
          { kind: 'modify', path: 'a.ts', replacements },
        ]);
        if (expected === text) expect(applied.kind).toBe('refused');
        else expect(applied).toEqual({ kind: 'applied', texts: new Map([['a.ts', expected]]) });
      }),
    );
  });

  it('never throws and never leaves the workspace, whatever path and offsets it is given', () => {
    const part = fc.constantFrom(
      '..',
      '.',
      '',
      'a.ts',
      'src',
      '.git',
      '.GIT',
      'node_modules',
      'C:',
      '\\',
      'new.ts',
    );
    const path = fc.array(part, { maxLength: 4 }).map((parts) => parts.join('/'));
    const offset = fc.oneof(fc.integer({ min: -3, max: 20 }), fc.double());
    const edit: fc.Arbitrary<FileEdit> = fc.oneof(
      fc.record({ kind: fc.constant('create' as const), path, text: fc.string() }),
      fc.record({ kind: fc.constant('delete' as const), path }),
      fc.record({
        kind: fc.constant('modify' as const),
        path,
        replacements: fc.array(fc.record({ start: offset, end: offset, text: fc.string() })),
      }),
    );
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 3 }), (edits) => {
        const applied = applyEdits(sourcesOf({ 'a.ts': 'some text', 'src/a.ts': 'more' }), edits);
        if (applied.kind === 'refused') return;
        for (const [to] of applied.texts)
          expect(to).toMatch(/^(?!\.\.?(\/|$)|\/)(?!.*(\/\.\.?(\/|$)|\/\/|\/$|\.git|node_modules|\\|:))/i);
      }),
      { numRuns: 500 },
    );
  });

  it('refuses a file where a folder is, and a folder where a file is', () => {
    const sources = sourcesOf({ 'src/a.ts': 'text' });
    for (const path of ['src', 'src/a.ts', 'src/a.ts/b.ts'])
      expect(applyEdits(sources, [{ kind: 'create', path, text: '' }]).kind, path).toBe('refused');
  });
});

describe('reading a script', () => {
  const word = fc
    .string({ unit: fc.constantFrom(...'ab/*.{}|&; \'"=-$ü'), minLength: 1, maxLength: 8 })
    .filter((text) => !text.endsWith('mocha'));
  const shellQuoted = (text: string): string => `'${text.replaceAll("'", `'"'"'`)}'`;

  it('finds the arguments of the runner as the shell would pass them', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 5 }), (args) => {
        const script = `tsc -p . && cross-env A=1 nyc mocha ${args.map(shellQuoted).join(' ')} && eslint . || true`;
        expect(callIn(script, 'mocha')).toEqual({ args, nodeOptions: [], variables: { A: '1' } });
      }),
    );
  });

  it('survives any text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (test, other) => {
        expect(() => callIn(expandScript({ test, other }, 'test'), 'mocha')).not.toThrow();
      }),
    );
  });

  it.each([
    [
      'node --max-old-space-size=4096 node_modules/jest/bin/jest.js -i',
      'jest',
      { args: ['-i'], nodeOptions: ['--max-old-space-size=4096'], variables: {} },
    ],
    [
      'NODE_OPTIONS="--import tsx" ./node_modules/.bin/mocha',
      'mocha',
      { args: [], nodeOptions: [], variables: { NODE_OPTIONS: '--import tsx' } },
    ],
    ['mocha -g "a|b" && rm -rf x', 'mocha', { args: ['-g', 'a|b'], nodeOptions: [], variables: {} }],
  ])('%s', (script, command, call) => {
    expect(callIn(script, command)).toEqual(call);
  });

  it('does not take a folder or a longer name for the runner', () => {
    expect(callIn('eslint mocha-setup && node jest.config.js', 'mocha')).toBeUndefined();
    expect(callIn('vitest-runner', 'vitest')).toBeUndefined();
  });
});

describe('reading a line report', () => {
  const file = join(folder, 'report.jsonl');

  it('gives back what was written, whatever noise and torn lines are in between', () => {
    const name = fc.string({ unit: 'grapheme', maxLength: 20 });
    const noise = fc.oneof(fc.string(), fc.json(), fc.constant('{"type":"test","file":1}'));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(name, fc.constantFrom('passed', 'failed', 'skipped'), noise)),
        fc.boolean(),
        (tests, ends) => {
          const lines = tests.flatMap(([title, status, between]) => [
            JSON.stringify({ type: 'test', file: join(folder, 'a.test.ts'), name: title, status }),
            between.replaceAll('\n', ' '),
          ]);
          writeFileSync(file, [...lines, ...(ends ? ['{"type":"end"}'] : []), '{"type":"te'].join('\n'));
          const read = readLineReport(file, new Roots(folder));
          expect(read?.complete).toBe(ends);
          expect(read?.results.map((test) => [test.file, test.name, test.status])).toEqual(
            tests.map(([title, status]) => ['a.test.ts', title, status]),
          );
        },
      ),
    );
  });

  it('never throws for a stack, and gives only places of the workspace', () => {
    const root = new Roots(folder);
    fc.assert(
      fc.property(fc.string(), fc.nat(), (text, line) => {
        const stack = `Error: ${text}\n    at f (${folder}/src/a b (1).ts:${line}:3)\n    at g (file://${folder}/src/c.ts:2:1)\n    at ${folder}/node_modules/x.js:1:1\n    at node:internal/x:1:2\nfile://%ZZ:1:1`;
        const frames = root.frames(stack).filter((place) => !text.includes(place.path));
        expect(frames).toEqual([
          { path: 'src/a b (1).ts', line, column: 3 },
          { path: 'src/c.ts', line: 2, column: 1 },
        ]);
      }),
    );
  });
});
