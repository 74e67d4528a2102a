'use strict';

const assert = require('node:assert');
const { formatIni, parseIni, stripComment, unquote } = require('../lib/ini');

describe('ini', function () {
  it('reads sections', function () {
    assert.deepStrictEqual(parseIni('a = 1\n[server]\nport = 80\nhost=example.org\n'), {
      '': { a: '1' },
      server: { port: '80', host: 'example.org' },
    });
  });
  it('reads a section in two parts', function () {
    assert.deepStrictEqual(parseIni('[a]\nx=1\n[b]\ny=2\n[a]\nz=3').a, { x: '1', z: '3' });
  });
  it('skips comments', function () {
    assert.deepStrictEqual(parseIni('# one\n; two\n\na=b ; three\nc=d;e')[''], { a: 'b', c: 'd;e' });
  });
  it('keeps quoted values', function () {
    assert.deepStrictEqual(parseIni('a = " x ; y "\nb = \'z\'')[''], { a: ' x ; y ', b: 'z' });
    assert.strictEqual(unquote('"'), '"');
    assert.strictEqual(unquote('"a\''), '"a\'');
  });
  it('joins lines', function () {
    assert.deepStrictEqual(parseIni('a = one \\\n  two\nb = 3')[''], { a: 'one two', b: '3' });
  });
  it('says where it is wrong', function () {
    assert.throws(() => parseIni('a=1\n[b'), /Section is not closed in line 2/);
    assert.throws(() => parseIni('a=1\n\nnothing'), /Expected name = value in line 3/);
    assert.throws(() => parseIni('=1'), /Expected/);
  });
  it('strips comments outside of quotes', function () {
    assert.strictEqual(stripComment('"a ; b" ; c'), '"a ; b"');
  });
  it('writes', function () {
    assert.strictEqual(
      formatIni({ '': { a: '1' }, empty: {}, s: { b: ' x', c: 'y;z' } }),
      'a = 1\n\n[s]\nb = " x"\nc = "y;z"\n',
    );
  });
});
