import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commonPrefix, didYouMean, editDistance, longestCommonSubstring } from '../src/distance.ts'

function slow(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length
  const cost = a.at(-1) === b.at(-1) ? 0 : 1
  const x = a.slice(0, -1)
  const y = b.slice(0, -1)
  let best = Math.min(slow(x, b) + 1, slow(a, y) + 1, slow(x, y) + cost)
  if (a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1)) {
    best = Math.min(best, slow(a.slice(0, -2), b.slice(0, -2)) + 1)
  }
  return best
}

let seed = 31
const draw = (n: number) => {
  seed = (seed * 1103515245 + 12345) % 2147483648
  return Math.floor((seed / 2147483648) * n)
}
const text = (limit: number) => Array.from({ length: draw(limit) }, () => 'abc'[draw(3)]).join('')

test('distance', () => {
  for (let round = 0; round < 150; round++) {
    const a = text(6)
    const b = text(6)
    assert.equal(editDistance(a, b), slow(a, b), `${a} ${b}`)
    assert.equal(editDistance(b, a), editDistance(a, b))
  }
  assert.equal(editDistance('abcdef', ''), 6)
  assert.equal(editDistance('ab', 'ba'), 1)
  assert.equal(editDistance('ca', 'abc'), 3)
})

test('substring and prefix', () => {
  for (let round = 0; round < 300; round++) {
    const a = text(9)
    const b = text(9)
    let best = ''
    for (let length = 1; length <= a.length; length++) {
      for (let i = 0; i + length <= a.length; i++) {
        const piece = a.slice(i, i + length)
        if (b.includes(piece) && length > best.length) best = piece
      }
    }
    assert.equal(longestCommonSubstring(a, b), best)
    const all = [a, b, text(4)].map((t) => `ab${t}`)
    const prefix = commonPrefix(all)
    assert.ok(all.every((t) => t.startsWith(prefix)))
    assert.ok(all.some((t) => t.length === prefix.length) || new Set(all.map((t) => t[prefix.length])).size > 1)
  }
  assert.equal(commonPrefix(['abc']), 'abc')
  assert.equal(commonPrefix(['abc', 'abc']), 'abc')
  assert.equal(commonPrefix(['ab', 'abc', 'abcd']), 'ab')
  assert.equal(commonPrefix(['abcd', 'abxx', 'abcd']), 'ab')
})

test('suggestions', () => {
  assert.equal(didYouMean('ls', ['lst']), 'lst')
  assert.equal(didYouMean('a', []), undefined)
  assert.equal(didYouMean('', ['a']), 'a')
  assert.equal(didYouMean('abcdef', ['abcdxx']), 'abcdxx')
  assert.equal(didYouMean('abcdef', ['abcxxx']), undefined)
  assert.equal(didYouMean('abcde', ['abcxx']), undefined)
  assert.equal(didYouMean('BUILD', ['build', 'built']), 'build')
  assert.equal(didYouMean('cat', ['dog', 'bat', 'rat', 'cab']), 'bat')
  assert.equal(didYouMean('exit', ['edit', 'exit']), 'exit')
})
