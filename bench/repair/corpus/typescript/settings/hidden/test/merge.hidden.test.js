'use strict';

const assert = require('node:assert');
const { changedPaths, get, merge, set } = require('../lib/merge');

describe('merge (hidden)', function () {
  it('merges', function () {
    assert.deepStrictEqual(merge(), {});
    assert.deepStrictEqual(merge({ a: { b: 1, c: 2 } }, { a: { c: 3 } }, { a: { c: 4, d: 5 } }), { a: { b: 1, c: 4, d: 5 } });
    assert.deepStrictEqual(merge({ a: 1 }, { a: { b: 1 } }, { a: { c: 2 } }), { a: { b: 1, c: 2 } });
    assert.deepStrictEqual(merge({ a: { b: 1 } }, { a: 2 }), { a: 2 });
    assert.deepStrictEqual(merge({ a: { b: 1 } }, { a: null }), { a: null });
    assert.deepStrictEqual(merge({ a: null }, { a: { b: 1 } }), { a: { b: 1 } });
    assert.deepStrictEqual(merge({ a: [1] }, { a: { b: 1 } }), { a: { b: 1 } });
    assert.deepStrictEqual(merge({ a: { b: { c: 1, d: 1 } } }, { a: { b: { d: 2 } } }, { a: { b: { e: 3 }, f: 0 } }), {
      a: { b: { c: 1, d: 2, e: 3 }, f: 0 },
    });
    assert.deepStrictEqual(merge({ a: 1, b: 2 }, { a: undefined, b: false }), { a: 1, b: false });
    const first = { a: { b: { c: 1 } } };
    const second = { a: { b: { d: 2 } }, e: { f: 1 } };
    const result = merge(first, second);
    result.a.b.c = 9;
    result.e.f = 9;
    assert.deepStrictEqual([first, second], [{ a: { b: { c: 1 } } }, { a: { b: { d: 2 } }, e: { f: 1 } }]);
  });
  it('gets and sets', function () {
    const object = { a: { b: [1], c: null, d: { e: undefined } }, z: '' };
    assert.deepStrictEqual(
      ['a.b', 'a.c', 'a.d.e', 'z', 'a.b.length', 'a.c.x', 'z.length', 'q', 'toString', 'a.q.r'].map((p) => get(object, p, 'none')),
      [[1], null, undefined, '', 'none', 'none', 'none', 'none', 'none', 'none'],
    );
    const built = {};
    assert.strictEqual(set(built, 'x', 1), built);
    set(built, 'a.b.c', 2);
    set(built, 'a.b.d', 3);
    set(built, 'x.y', 4);
    set(built, 'a.b.c', [5]);
    assert.deepStrictEqual(built, { x: { y: 4 }, a: { b: { c: [5], d: 3 } } });
    assert.deepStrictEqual(set({ a: null, b: [1] }, 'b.c', 1), { a: null, b: { c: 1 } });
  });
  it('changes', function () {
    assert.deepStrictEqual(changedPaths({}, {}), []);
    assert.deepStrictEqual(changedPaths({ a: [1, 2] }, { a: [1, 2] }), []);
    assert.deepStrictEqual(changedPaths({ a: [1, 2], z: null }, { a: [2, 1], z: undefined }), ['a', 'z']);
    assert.deepStrictEqual(changedPaths({ a: { b: 1 } }, { a: 1 }), ['a']);
    assert.deepStrictEqual(changedPaths({ b: { d: { e: 1, f: 2 } }, a: 1 }, { b: { d: { e: 2, f: 2, g: 3 } }, a: 2 }), ['a', 'b.d.e', 'b.d.g']);
    assert.deepStrictEqual(changedPaths({ x: 1 }, {}, 'p.q'), ['p.q.x']);
  });
});
