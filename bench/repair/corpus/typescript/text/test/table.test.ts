import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { pad, renderTable } from '../src/table.ts'

describe('pad', () => {
  it('aligns', () => {
    assert.equal(pad('ab', 5, 'left'), 'ab   ')
    assert.equal(pad('ab', 5, 'right'), '   ab')
    assert.equal(pad('ab', 5, 'center'), ' ab  ')
  })
})

describe('renderTable', () => {
  it('draws', () => {
    const table = renderTable(
      [{ title: 'Name' }, { title: 'Price', align: 'right' }],
      [['Coffee', '2.50'], ['Tea', '12.00']],
    )
    assert.equal(table, ['Name    Price', '------  -----', 'Coffee   2.50', 'Tea     12.00'].join('\n'))
  })
  it('cuts wide cells', () => {
    const table = renderTable([{ title: 'X', maxWidth: 4 }], [['abcdefg']])
    assert.equal(table, ['X', '----', 'abc…'].join('\n'))
  })
})
