import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatCsv, parseCsv, records } from '../src/csv.ts'

let seed = 41
const draw = (n: number) => {
  seed = (seed * 1103515245 + 12345) % 2147483648
  return Math.floor((seed / 2147483648) * n)
}

test('what is written is read again', () => {
  const pieces = ['', 'a', '"', ',', ';', '\n', '\r\n', ' ', 'bc']
  for (let round = 0; round < 300; round++) {
    const separator = draw(2) ? ',' : ';'
    const rows = Array.from({ length: draw(4) }, () =>
      Array.from({ length: 1 + draw(3) }, (_, i) => (i === 0 ? 'k' : '') + pieces[draw(9)] + pieces[draw(9)]),
    )
    assert.deepEqual(parseCsv(formatCsv(rows, { separator }), { separator }), rows)
  }
})

test('parse', () => {
  assert.deepEqual(parseCsv(''), [])
  assert.deepEqual(parseCsv('a'), [['a']])
  assert.deepEqual(parseCsv('a,'), [['a', '']])
  assert.deepEqual(parseCsv('\n'), [['']])
  assert.deepEqual(parseCsv('ab\r\ncd,e\r\n,f\r\n'), [['ab'], ['cd', 'e'], ['', 'f']])
  assert.deepEqual(parseCsv('a\n\nb'), [['a'], [''], ['b']])
  assert.deepEqual(parseCsv('a\rb\n'), [['a\rb']])
  assert.deepEqual(parseCsv('a"b,c"d'), [['a"b', 'c"d']])
  assert.deepEqual(parseCsv('""""'), [['"']])
  assert.deepEqual(parseCsv('"a\r\nb",c'), [['a\r\nb', 'c']])
  assert.deepEqual(parseCsv('1|2', { separator: '|' }), [['1', '2']])
  assert.deepEqual(parseCsv('"a;b";c', { separator: ';' }), [['a;b', 'c']])
  assert.throws(() => parseCsv('a,"b'), /not closed/)
  assert.throws(() => parseCsv('"a""'), /not closed/)
})

test('format and records', () => {
  assert.equal(formatCsv([]), '')
  assert.equal(formatCsv([['', 'a\nb', 'c\rd', '""']]), ',"a\nb","c\rd",""""""\n')
  assert.deepEqual(records([]), [])
  assert.deepEqual(records([['a', 'b']]), [])
  assert.deepEqual(records([[' a', 'b '], ['1', '2', '3'], []]), [{ a: '1', b: '2' }, { a: '', b: '' }])
})
