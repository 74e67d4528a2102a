import vm from 'node:vm';
import { describe, expect, it } from 'vitest';
import { instrument } from '../../../src/environment/warm/instrument.ts';
import { schemaOf, VARIANT } from '../../../src/environment/warm/schemata.ts';
import { compiled } from '../../../src/environment/warm/worker/compiled.ts';
import { Transformer } from '../../../src/environment/warm/worker/transform.ts';
import { testSyntax } from '../../support/syntax.ts';

const SOURCE = `const shared = [1, 2, 3];
function sum(values) {
  let total = 0;
  for (const value of values) total += value;
  const twice = (n) => { return n * 2; };
  return twice(total) + arguments.length;
}
async function later(n) { const v = await Promise.resolve(n); return v + 1; }
class Base { constructor() { this.kind = 'base'; } name() { return 'base'; } }
class Box extends Base {
  #hidden = 4;
  constructor(n) { super(); this.n = n + 1; }
  name() { return super.name() + this.#hidden; }
  get big() { return this.n > 3; }
}
function* many() { yield 1; yield 2; }
function strict() { 'use strict'; return this === undefined; }
function or(value) { var value = value || 'nothing'; return value; }
const arrow = () => shared.length;
`;
/** What is changed, what it becomes, what is called, and whether the edit has a place in a schema. */
const EDITS: readonly (readonly [from: string, to: string, call: string, placed: boolean])[] = [
  ['total += value', 'total -= value', 'sum([1, 2])', true],
  ['let total = 0', 'let total = 10', 'sum([1, 2])', true],
  ['n * 2', 'n * 3', 'sum([1, 2])', true],
  ['arguments.length', 'arguments[0].length', 'sum([1, 2])', true],
  ['v + 1', 'v + 5', 'later(1)', true],
  ['n + 1', 'n * 10', 'new Box(2).n', false],
  ['super.name() + this.#hidden', 'this.#hidden + super.name()', 'new Box(2).name()', true],
  ['this.n > 3', 'this.n > 2', 'new Box(2).big', true],
  ["this.kind = 'base'", "this.kind = 'other'", 'new Box(2).kind', true],
  ['yield 2', 'yield 3', '[...many()]', false],
  ['this === undefined', 'this !== undefined', 'strict()', false],
  ['shared.length', 'shared.length + 1', 'arrow()', false],
  ["'nothing'", "'none'", 'or(5)', false],
  ['[1, 2, 3]', '[1]', 'arrow()', false],
  ['let total = 0', 'var values = [7]; let total = 0', 'sum([1, 2])', false],
  ['const twice = (n) =>', '(n) =>', 'sum([1, 2])', false],
  ['let total = 0', 'let total = 0, [n] = [5]', 'sum([1, 2])', true],
];

async function run(text: string, call: string, variant: number): Promise<unknown> {
  const context = vm.createContext({ [VARIANT]: variant, __credenceStep: () => undefined });
  return (await vm.runInContext(`(() => {${text}\nreturn ${call};})()`, context)) as unknown;
}

describe('many edits in one text', () => {
  it('do each what it does alone, and the original what it did', async () => {
    const variants = EDITS.map(([from, to]) => {
      const start = SOURCE.indexOf(from);
      return { start, end: start + from.length, text: to };
    });
    const schema = await testSyntax().withTree('a.js', SOURCE, (root) =>
      schemaOf(root, SOURCE, variants, instrument(root, SOURCE, 0).steps),
    );
    if (schema === undefined) throw new Error('no grammar');
    for (const [index, [from, to, call, placed]] of EDITS.entries()) {
      const number = schema.numbers[index];
      expect([from, number !== undefined]).toEqual([from, placed]);
      expect(await run(schema.text, call, 0)).toEqual(await run(SOURCE, call, 0));
      if (number === undefined) continue;
      const alone = await run(
        SOURCE.replace(from, () => to),
        call,
        0,
      );
      expect([from, await run(schema.text, call, number)]).toEqual([from, alone]);
    }
  });

  it('leave out the copies that are no code, and keep every other one', async () => {
    // Valid for a parser that knows no scopes, and for no engine: each would spoil the text for all.
    const edits: readonly (readonly [from: string, to: string])[] = [
      ['total += value', 'total -= value'],
      ['let total = 0;', 'let total = 0; let total = 1;'],
      ['v + 1', 'v + 5'],
      ['n * 2', 'await n'],
      ['this.n > 3', 'this.#nobody > 2'],
      ['n * 2', 'n * 4'],
    ];
    const variants = edits.map(([from, to]) => {
      const start = SOURCE.indexOf(from);
      return { start, end: start + from.length, text: to };
    });
    const schema = await testSyntax().withTree('a.js', SOURCE, (root) =>
      schemaOf(root, SOURCE, variants, instrument(root, SOURCE, 0).steps),
    );
    const transformer = new Transformer('/', 'vitest');
    const { texts, answer } = compiled([['a.js', schema?.text ?? '']], '/', transformer);
    expect(answer).toEqual({ type: 'kept', isValid: true, without: expect.any(Array) as unknown });
    expect(answer.without.toSorted()).toEqual([1, 3, 4].map((index) => schema?.numbers[index]));
    const text = texts[0]?.[1] ?? '';
    expect(text.split('\n').length).toBe(schema?.text.split('\n').length);
    expect(await run(text, 'sum([1, 2])', schema?.numbers[0] ?? -1)).toBe(-5);
    expect(await run(text, 'later(1)', schema?.numbers[2] ?? -1)).toBe(6);
    expect(await run(text, 'sum([1, 2])', schema?.numbers[5] ?? -1)).toBe(13);
  });
});
