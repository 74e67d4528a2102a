'use strict';

const assert = require('node:assert');
const { formatIni, parseIni, stripComment, unquote } = require('../lib/ini');

describe('ini (hidden)', function () {
  it('parses', function () {
    const top = (text) => parseIni(text)[''];
    assert.deepStrictEqual(parseIni(''), { '': {} });
    assert.deepStrictEqual(parseIni('\r\na=1\r\n[ s t ]\r\nb=2\r\n'), { '': { a: '1' }, 's t': { b: '2' } });
    assert.deepStrictEqual(top('a=\nb= ;c\nd==e\nf = g = h'), { a: '', b: '', d: '=e', f: 'g = h' });
    assert.deepStrictEqual(top('a=1\na=2'), { a: '2' });
    assert.deepStrictEqual(top('a = x\\\ny\\\n  z\nb=1'), { a: 'x y z', b: '1' });
    assert.deepStrictEqual(top('a = x\\'), { a: 'x\\' });
    assert.deepStrictEqual(top('  #x\n  ; y = z\n a = #b'), { a: '#b' });
    assert.deepStrictEqual(top('a="b" ; "c"\nd=\'e\' ;f\ng="h;i"'), { a: 'b', d: 'e', g: 'h;i' });
    assert.deepStrictEqual(parseIni('[toString]\na=1').toString, { a: '1' });
    assert.deepStrictEqual(parseIni('[e]'), { '': {}, e: {} });
    assert.deepStrictEqual(parseIni('[a]\nw=0\nx=1\n[b]\n[a]\nx=2\ny=3').a, { w: '0', x: '2', y: '3' });
  });
  it('fails', function () {
    const failure = (text) => {
      try {
        parseIni(text);
      } catch (error) {
        return [error.name, error.line, error.message];
      }
      return null;
    };
    assert.deepStrictEqual(failure('\n\n[x'), ['IniError', 3, 'Section is not closed in line 3']);
    assert.deepStrictEqual(failure('[ ]'), ['IniError', 1, 'Section has no name in line 1']);
    assert.deepStrictEqual(failure('a=1\nb'), ['IniError', 2, 'Expected name = value in line 2']);
    assert.deepStrictEqual(failure('a=1\n = b'), ['IniError', 2, 'Expected name = value in line 2']);
    assert.deepStrictEqual(failure('a=b\\\nc\nd'), ['IniError', 3, 'Expected name = value in line 3']);
  });
  it('comments and quotes', function () {
    assert.deepStrictEqual(['a', 'a;b', 'a ;b', ';b', "'a ; b' ;c", '"a', '"a ; b', 'a "x ; y" z ; w', "'\" ;' ;"].map(stripComment), [
      'a', 'a;b', 'a', '', "'a ; b'", '"a', '"a ; b', 'a "x ; y" z', "'\" ;'",
    ]);
    assert.deepStrictEqual(['', '"', '""', "'a'", '"a\'', 'a"', '"a"b'].map(unquote), ['', '"', '', 'a', '"a\'', 'a"', '"a"b']);
  });
  it('reads what it writes', function () {
    const sections = {
      '': { a: '1', b: '' },
      s: { c: ' x ', d: 'y;z', e: 'p ; q', f: '"quoted"', g: "it's" },
      t: { h: 'i = j' },
    };
    assert.deepStrictEqual(parseIni(formatIni(sections)), sections);
    assert.strictEqual(formatIni({ '': {}, s: { a: '1' }, e: {}, t: { b: '2' } }), '[s]\na = 1\n\n[t]\nb = 2\n');
  });
});
