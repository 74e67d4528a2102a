import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dedent, justify, truncate, wrap } from '../src/wrap.ts'

describe('wrap', () => {
  it('breaks between words', () => {
    assert.deepEqual(wrap('the quick brown fox', 10), ['the quick', 'brown fox'])
  })
  it('fills a line exactly', () => {
    assert.deepEqual(wrap('aaa bbb ccc', 7), ['aaa bbb', 'ccc'])
  })
  it('leaves long words alone', () => {
    assert.deepEqual(wrap('a incomprehensible b', 5), ['a', 'incomprehensible', 'b'])
  })
  it('indents', () => {
    assert.deepEqual(wrap('one two three', 9, { indent: 2, hanging: 4 }), ['  one two', '    three'])
    assert.deepEqual(wrap('one two', 5, { indent: 1 }), [' one', ' two'])
  })
  it('makes no line of nothing', () => {
    assert.deepEqual(wrap('  ', 10), [])
  })
})

describe('truncate', () => {
  it('keeps what fits', () => {
    assert.equal(truncate('hello', 5), 'hello')
  })
  it('cuts the end', () => {
    assert.equal(truncate('hello world', 8), 'hello w…')
  })
  it('cuts the middle', () => {
    assert.equal(truncate('abcdefghij', 6, 'middle'), 'abc…ij')
    assert.equal(truncate('abcdefghij', 7, 'middle', '...'), 'ab...ij')
  })
})

describe('dedent', () => {
  it('removes what is in common', () => {
    assert.equal(dedent('\n    a\n      b\n\n    c\n'), 'a\n  b\n\nc')
  })
})

describe('justify', () => {
  it('spreads spaces', () => {
    assert.equal(justify('a b c', 9), 'a   b   c')
    assert.equal(justify('a b c', 8), 'a   b  c')
  })
  it('leaves what is too long', () => {
    assert.equal(justify('aaaa bbbb', 5), 'aaaa bbbb')
    assert.equal(justify('word', 10), 'word')
  })
})
