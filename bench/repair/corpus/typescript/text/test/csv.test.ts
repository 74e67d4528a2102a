import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formatCsv, parseCsv, records } from '../src/csv.ts'

describe('parseCsv', () => {
  it('reads rows', () => {
    assert.deepEqual(parseCsv('a,b\n1,2\n'), [['a', 'b'], ['1', '2']])
  })
  it('reads the lines of Windows', () => {
    assert.deepEqual(parseCsv('a,b\r\n1,2\r\n'), [['a', 'b'], ['1', '2']])
  })
  it('reads a last row without line break', () => {
    assert.deepEqual(parseCsv('a\nb,'), [['a'], ['b', '']])
  })
  it('reads quoted fields', () => {
    assert.deepEqual(parseCsv('"a,b","say ""hi""","two\nlines"\n'), [['a,b', 'say "hi"', 'two\nlines']])
  })
  it('reads empty fields', () => {
    assert.deepEqual(parseCsv(',,\n'), [['', '', '']])
  })
  it('reads other separators', () => {
    assert.deepEqual(parseCsv('a;b,c', { separator: ';' }), [['a', 'b,c']])
  })
  it('rejects what is not closed', () => {
    assert.throws(() => parseCsv('"abc'), /not closed/)
  })
})

describe('formatCsv', () => {
  it('quotes where it must', () => {
    assert.equal(formatCsv([['a', 'b,c', 'd"e']]), 'a,"b,c","d""e"\n')
    assert.equal(formatCsv([['a,b', 'c;d']], { separator: ';' }), 'a,b;"c;d"\n')
  })
})

describe('records', () => {
  it('names fields', () => {
    assert.deepEqual(records([['name', ' age '], ['Ann', '30'], ['Bob']]), [
      { name: 'Ann', age: '30' },
      { name: 'Bob', age: '' },
    ])
  })
})
