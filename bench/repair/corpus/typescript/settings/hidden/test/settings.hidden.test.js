'use strict';

const assert = require('node:assert');
const { check, load } = require('../lib/settings');

describe('settings (hidden)', function () {
  const one = (rule, value) => {
    const { values, problems } = check(value === undefined ? {} : { v: value }, { v: rule });
    return problems.length > 0 ? problems : values.v;
  };
  it('types', function () {
    assert.deepStrictEqual(['1', '-2.5', '0', ' 7 ', '1e3', 4].map((v) => one({ type: 'number' }, v)), [1, -2.5, 0, 7, 1000, 4]);
    for (const bad of ['', ' ', 'x', '1x']) assert.deepStrictEqual(one({ type: 'number' }, bad), ['v must be a number']);
    assert.deepStrictEqual(['true', 'YES', 'on', '1', true].map((v) => one({ type: 'flag' }, v)), [true, true, true, true, true]);
    assert.deepStrictEqual(['False', 'no', 'OFF', '0', false].map((v) => one({ type: 'flag' }, v)), [false, false, false, false, false]);
    for (const bad of ['', '2', 'y']) assert.deepStrictEqual(one({ type: 'flag' }, bad), ['v must be true or false']);
    assert.deepStrictEqual(['', 'a', ' a ,, b ', ['x, y']].map((v) => one({ type: 'list' }, v)), [[], ['a'], ['a', 'b'], ['x, y']]);
    assert.strictEqual(one({ type: 'text' }, 5), '5');
    assert.strictEqual(one({ type: 'text' }, ''), '');
  });
  it('rules', function () {
    assert.deepStrictEqual(one({ type: 'text', required: true }), ['v is missing']);
    assert.strictEqual(one({ type: 'text' }), undefined);
    assert.strictEqual(one({ type: 'number', default: 0 }), 0);
    assert.strictEqual(one({ type: 'flag', default: false }), false);
    assert.strictEqual(one({ type: 'number', default: 3, required: false }, '0'), 0);
    const range = { type: 'number', min: 0, max: 10 };
    assert.deepStrictEqual(['-1', '0', '5', '10', '11'].map((v) => one(range, v)), [
      ['v must be at least 0'], 0, 5, 10, ['v must be at most 10'],
    ]);
    assert.deepStrictEqual(one({ type: 'number', max: 0 }, '1'), ['v must be at most 0']);
    assert.strictEqual(one({ type: 'number', oneOf: [1, 2] }, '2'), 2);
    assert.deepStrictEqual(one({ type: 'number', oneOf: [1, 2] }, '3'), ['v must be one of 1, 2']);
    const { values, problems } = check({ a: 'x', b: '1', c: { d: 'y' } }, { a: { type: 'number' }, b: { type: 'number' }, 'c.d': { type: 'flag' }, e: { type: 'text', required: true } });
    assert.deepStrictEqual(values, { b: 1 });
    assert.deepStrictEqual(problems, ['a must be a number', 'c.d must be true or false', 'e is missing']);
  });
  it('layers', async function () {
    const files = { base: 'a=1\nb=1\nc=1\nd=1', main: 'include=base\nb=2\nc=2\nd=2' };
    const text = { type: 'text' };
    const schema = { a: text, b: text, c: text, d: text };
    const asked = { file: 'main', read: async (p) => files[p], prefix: 'MY', env: { MY_C: '3', MY_D: '3', APP_A: '9' }, args: ['--d=4', 'r'], schema };
    assert.deepStrictEqual(await load(asked), { values: { a: '1', b: '2', c: '3', d: '4' }, rest: ['r'] });
    assert.deepStrictEqual(await load({ schema }), { values: {}, rest: [] });
    await assert.rejects(load({ schema: { x: { type: 'text', required: true }, y: { type: 'text', required: true } } }), {
      message: 'Settings: x is missing; y is missing',
    });
  });
});
