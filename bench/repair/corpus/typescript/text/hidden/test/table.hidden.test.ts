import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Align, pad, renderTable } from '../src/table.ts'

test('pad', () => {
  for (let length = 0; length < 5; length++) {
    for (let width = 0; width < 9; width++) {
      const text = 'x'.repeat(length)
      const missing = Math.max(0, width - length)
      for (const align of ['left', 'right', 'center'] as Align[]) {
        const padded = pad(text, width, align)
        const left = align === 'left' ? 0 : align === 'right' ? missing : Math.floor(missing / 2)
        assert.equal(padded, ' '.repeat(left) + text + ' '.repeat(missing - left))
      }
    }
  }
})

test('tables', () => {
  assert.equal(renderTable([{ title: 'Only' }], []), 'Only\n----')
  assert.equal(
    renderTable(
      [{ title: 'N', align: 'right' }, { title: 'Centre', align: 'center' }, { title: 'Note', maxWidth: 6 }],
      [['1', 'ab', 'long enough'], ['100', 'abcdefgh'], ['7', '', 'x', 'ignored']],
    ),
    ['  N   Centre   Note', '---  --------  ------', '  1     ab     long …', '100  abcdefgh', '  7            x'].join('\n'),
  )
})
