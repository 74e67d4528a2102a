import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dedent, justify, truncate, wrap } from '../src/wrap.ts'

let seed = 17
const draw = (n: number) => {
  seed = (seed * 1103515245 + 12345) % 2147483648
  return Math.floor((seed / 2147483648) * n)
}

test('wrap is greedy and loses nothing', () => {
  for (let round = 0; round < 300; round++) {
    const words = Array.from({ length: draw(12) }, () => 'x'.repeat(1 + draw(9)))
    const width = 4 + draw(16)
    const indent = draw(3)
    const hanging = draw(4)
    const lines = wrap(words.join(draw(2) ? ' ' : '  \n'), width, { indent, hanging })
    assert.deepEqual(lines.flatMap((l) => l.trim().split(' ')).filter(Boolean), words)
    lines.forEach((line, i) => {
      const prefix = ' '.repeat(i === 0 ? indent : hanging)
      assert.ok(line.startsWith(prefix) && line[prefix.length] !== ' ')
      assert.ok(line.length <= width || !line.trim().includes(' '))
      const next = lines[i + 1]?.trim().split(' ')[0]
      if (next !== undefined) assert.ok(line.length + 1 + next.length > width)
    })
  }
  assert.deepEqual(wrap('a b c d', 4, { indent: 1 }), [' a b', ' c d'])
  assert.deepEqual(wrap('', 4), [])
})

test('truncate', () => {
  const text = 'abcdefghijklm'
  for (let width = 1; width < 16; width++) {
    for (const mark of ['…', '..', '']) {
      const end = truncate(text, width, 'end', mark)
      const middle = truncate(text, width, 'middle', mark)
      if (width >= text.length) {
        assert.equal(end, text)
        assert.equal(middle, text)
        continue
      }
      assert.equal(end.length, width)
      assert.equal(middle.length, width)
      if (width > mark.length) {
        assert.equal(end, text.slice(0, width - mark.length) + mark)
        const head = Math.ceil((width - mark.length) / 2)
        const tail = width - mark.length - head
        assert.equal(middle, text.slice(0, head) + mark + text.slice(13 - tail))
      }
    }
  }
  assert.equal(truncate('abc', 2, 'end', '...'), '..')
  assert.equal(truncate('abcd', 2, 'middle'), 'a…')
})

test('dedent', () => {
  assert.equal(dedent('a\n  b'), 'a\n  b')
  assert.equal(dedent('  a\n b\n\n  \n   c'), 'a\nb\n\n \n  c'.replace('\n \n', '\n \n'))
  assert.equal(dedent('   \n  '), '')
  assert.equal(dedent('    x\n  y'), 'x\ny')
  assert.equal(dedent('\n\n   deep\n    er\n   back\n'), 'deep\n er\nback')
})

test('justify', () => {
  for (let gaps = 1; gaps < 5; gaps++) {
    const words = Array.from({ length: gaps + 1 }, (_, i) => 'ab'.repeat(1 + (i % 2)))
    const least = words.join(' ').length
    assert.equal(justify(words.join('  '), least - 1), words.join(' '))
    for (let width = least; width < least + 12; width++) {
      const line = justify(words.join(' '), width)
      assert.equal(line.length, width)
      assert.deepEqual(line.split(/ +/), words)
      const sizes = (line.match(/ +/g) ?? []).map((s) => s.length)
      assert.deepEqual(sizes, [...sizes].sort((a, b) => b - a))
      assert.ok((sizes[0] ?? 0) - (sizes.at(-1) ?? 0) <= 1)
    }
  }
  assert.equal(justify('', 5), '')
  assert.equal(justify(' one ', 5), 'one')
})
