'use strict';

const assert = require('node:assert');
const { changedPaths, get, merge, set } = require('../lib/merge');

describe('merge', function () {
  it('joins objects and replaces values', function () {
    assert.deepStrictEqual(merge({ a: { b: 1, c: 2 }, l: [1, 2] }, { a: { c: 3 }, l: [3] }), {
      a: { b: 1, c: 3 },
      l: [3],
    });
  });
  it('ignores undefined', function () {
    assert.deepStrictEqual(merge({ a: 1 }, { a: undefined }), { a: 1 });
  });
  it('does not touch its input', function () {
    const base = { a: { b: 1 } };
    merge(base, { a: { b: 2 } });
    assert.deepStrictEqual(base, { a: { b: 1 } });
  });
  it('gets', function () {
    assert.strictEqual(get({ a: { b: 0 } }, 'a.b', 7), 0);
    assert.strictEqual(get({ a: { b: 0 } }, 'a.c', 7), 7);
    assert.strictEqual(get({ a: 1 }, 'a.b.c', 7), 7);
  });
  it('sets', function () {
    assert.deepStrictEqual(set({ a: { x: 1 } }, 'a.b.c', 2), { a: { x: 1, b: { c: 2 } } });
    assert.deepStrictEqual(set({ a: 1 }, 'a.b', 2), { a: { b: 2 } });
  });
  it('finds changes', function () {
    assert.deepStrictEqual(changedPaths({ a: 1, b: { c: 1, d: 2 } }, { b: { c: 1, d: 3 }, e: 4 }), ['a', 'b.d', 'e']);
  });
});
