import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { camelCase, constantCase, slug, snakeCase, titleCase, unique, words } from '../src/naming.ts'

describe('words', () => {
  it('splits any style', () => {
    assert.deepEqual(words('camelCaseName'), ['camel', 'case', 'name'])
    assert.deepEqual(words('snake_case-name'), ['snake', 'case', 'name'])
    assert.deepEqual(words('HTTPServer2Go'), ['http', 'server2', 'go'])
  })
})

describe('cases', () => {
  it('converts', () => {
    assert.equal(camelCase('max-line-length'), 'maxLineLength')
    assert.equal(snakeCase('maxLineLength'), 'max_line_length')
    assert.equal(constantCase('maxLineLength'), 'MAX_LINE_LENGTH')
  })
  it('makes titles', () => {
    assert.equal(titleCase('the lord of the rings'), 'The Lord of the Rings')
    assert.equal(titleCase('what are you waiting for'), 'What Are You Waiting For')
  })
})

describe('slug', () => {
  it('makes addresses', () => {
    assert.equal(slug('  Crème Brûlée & Co. '), 'creme-brulee-co')
  })
  it('keeps whole words', () => {
    assert.equal(slug('alpha beta gamma', 12), 'alpha-beta')
    assert.equal(slug('alpha beta gamma', 10), 'alpha-beta')
    assert.equal(slug('abcdefghij', 4), 'abcd')
  })
})

describe('unique', () => {
  it('counts up', () => {
    assert.equal(unique('a', new Set()), 'a')
    assert.equal(unique('a', new Set(['a'])), 'a-2')
    assert.equal(unique('a', new Set(['a', 'a-2', 'a-3'])), 'a-4')
  })
})
