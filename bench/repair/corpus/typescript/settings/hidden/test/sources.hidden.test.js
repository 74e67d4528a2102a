'use strict';

const assert = require('node:assert');
const { fromArguments, fromEnvironment, fromFile } = require('../lib/sources');

describe('sources (hidden)', function () {
  it('environment', function () {
    assert.deepStrictEqual(fromEnvironment({ X_A__B__C: '1', X_A__D_E: '2', X_F: '', XY_G: '3', x_h: '4', AX_I: '5' }, 'X'), {
      a: { b: { c: '1' }, d_e: '2' },
      f: '',
    });
    assert.deepStrictEqual(fromEnvironment({}, 'X'), {});
  });
  it('arguments', function () {
    const read = (text) => fromArguments(text.split(' '));
    assert.deepStrictEqual(read('--a 1 --b.c 2 --b.d=3'), { settings: { a: '1', b: { c: '2', d: '3' } }, rest: [] });
    assert.deepStrictEqual(read('x --a= y'), { settings: { a: '' }, rest: ['x', 'y'] });
    assert.deepStrictEqual(read('--a=b=c --no-b.c --d -1 -e'), { settings: { a: 'b=c', b: { c: 'false' }, d: '-1' }, rest: ['-e'] });
    assert.deepStrictEqual(read('--a --b 1 --c'), { settings: { a: 'true', b: '1', c: 'true' }, rest: [] });
    assert.deepStrictEqual(read('--a 1 --a 2 -- --a 3 --'), { settings: { a: '2' }, rest: ['--a', '3', '--'] });
    assert.deepStrictEqual(read('--a -- b'), { settings: { a: 'true' }, rest: ['b'] });
    assert.deepStrictEqual(read('--no-a b'), { settings: { a: 'false' }, rest: ['b'] });
    assert.deepStrictEqual(fromArguments([]), { settings: {}, rest: [] });
  });
  it('files', async function () {
    const files = {
      main: 'include=left,right\n[a.b]\nc=1',
      left: 'include = base\nl=1',
      right: 'include=base\nr=1',
      base: 'x=1\n[s]\ny=2',
      self: 'include=self',
      empty: '',
    };
    const asked = [];
    const read = async (path) => {
      asked.push(path);
      await null;
      return files[path];
    };
    assert.deepStrictEqual(await fromFile('main', read), [
      { x: '1', s: { y: '2' } },
      { l: '1' },
      { x: '1', s: { y: '2' } },
      { r: '1' },
      { a: { b: { c: '1' } } },
    ]);
    assert.deepStrictEqual(asked, ['main', 'left', 'base', 'right', 'base']);
    assert.deepStrictEqual(await fromFile('empty', read), [{}]);
    await assert.rejects(fromFile('self', read), /each other: self, self/);
    await assert.rejects(
      fromFile('none', async () => {
        throw new Error('ENOENT');
      }),
      /ENOENT/,
    );
  });
});
