import assert from 'node:assert/strict'
import { test } from 'node:test'
import { camelCase, capitalize, constantCase, slug, snakeCase, titleCase, unique, words } from '../src/naming.ts'

test('names', () => {
  const table: [string, string, string][] = [
    ['', '', ''],
    ['x', 'x', 'x'],
    ['fooBar', 'foo_bar', 'fooBar'],
    ['FooBar', 'foo_bar', 'fooBar'],
    ['FOO_BAR', 'foo_bar', 'fooBar'],
    ['foo--bar  baz!', 'foo_bar_baz', 'fooBarBaz'],
    ['parseXMLFile', 'parse_xml_file', 'parseXmlFile'],
    ['XMLParser', 'xml_parser', 'xmlParser'],
    ['getURL', 'get_url', 'getUrl'],
    ['v2Api', 'v2_api', 'v2Api'],
    ['__init__', 'init', 'init'],
  ]
  for (const [name, snake, camel] of table) {
    assert.equal(snakeCase(name), snake)
    assert.equal(camelCase(name), camel)
    assert.equal(constantCase(name), snake.toUpperCase())
    assert.deepEqual(words(camel), snake === '' ? [] : snake.split('_'))
  }
  assert.equal(capitalize('aBC'), 'ABC')
  assert.equal(capitalize(''), '')
})

test('titles', () => {
  assert.equal(titleCase('OF MICE AND MEN'), 'Of Mice and Men')
  assert.equal(titleCase('  the   man in the high castle to '), 'The Man in the High Castle To')
  assert.equal(titleCase('a'), 'A')
  assert.equal(titleCase('up and at'), 'Up and At')
  assert.equal(titleCase('one the'), 'One The')
})

test('slugs', () => {
  assert.equal(slug(''), '')
  assert.equal(slug('--Hello,   World!--'), 'hello-world')
  assert.equal(slug('Ünïcödé 100%'), 'unicode-100')
  const long = slug('word '.repeat(30))
  assert.equal(long, Array(12).fill('word').join('-'))
  const text = 'alpha beta gamma'
  const expected = ['a', 'al', 'alp', 'alph', 'alpha', 'alpha', 'alpha', 'alpha', 'alpha', 'alpha-beta', 'alpha-beta', 'alpha-beta', 'alpha-beta', 'alpha-beta', 'alpha-beta', 'alpha-beta-gamma', 'alpha-beta-gamma']
  expected.forEach((e, i) => {
    assert.equal(slug(text, i + 1), e)
  })
  assert.equal(slug('a bcdef', 3), 'a')
})

test('unique', () => {
  assert.equal(unique('a', new Set(['b', 'a-2'])), 'a')
  assert.equal(unique('a', new Set(['a', 'a-3'])), 'a-2')
  assert.equal(unique('x-2', new Set(['x-2'])), 'x-2-2')
  const taken = new Set<string>()
  for (let i = 0; i < 12; i++) taken.add(unique('n', taken))
  assert.equal(taken.size, 12)
  assert.ok(taken.has('n-12') && !taken.has('n-1'))
})
