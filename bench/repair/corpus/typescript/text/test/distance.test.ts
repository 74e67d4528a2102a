import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { commonPrefix, didYouMean, editDistance, longestCommonSubstring } from '../src/distance.ts'

describe('editDistance', () => {
  it('counts edits', () => {
    assert.equal(editDistance('kitten', 'sitting'), 3)
    assert.equal(editDistance('', 'abc'), 3)
    assert.equal(editDistance('same', 'same'), 0)
  })
  it('counts a swap once', () => {
    assert.equal(editDistance('recieve', 'receive'), 1)
  })
})

describe('didYouMean', () => {
  const commands = ['status', 'stash', 'commit', 'checkout']
  it('finds what was meant', () => {
    assert.equal(didYouMean('stauts', commands), 'status')
    assert.equal(didYouMean('Comit', commands), 'commit')
  })
  it('does not guess wildly', () => {
    assert.equal(didYouMean('frobnicate', commands), undefined)
  })
  it('takes the first of equals', () => {
    assert.equal(didYouMean('cat', ['bat', 'rat']), 'bat')
  })
})

describe('longestCommonSubstring', () => {
  it('finds a piece', () => {
    assert.equal(longestCommonSubstring('xabcdy', 'zabcdw'), 'abcd')
    assert.equal(longestCommonSubstring('abc', 'xyz'), '')
    assert.equal(longestCommonSubstring('abab', 'bab'), 'bab')
  })
})

describe('commonPrefix', () => {
  it('finds the beginning', () => {
    assert.equal(commonPrefix(['interview', 'internet', 'interval']), 'inter')
    assert.equal(commonPrefix(['a', '']), '')
    assert.equal(commonPrefix([]), '')
  })
})
